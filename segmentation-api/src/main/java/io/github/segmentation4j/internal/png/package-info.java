/** Writing PNG files quickly: rows filtered and packed by several threads at once. */
@NullMarked
package io.github.segmentation4j.internal.png;

import org.jspecify.annotations.NullMarked;

/** What the modules of this library share among themselves and nobody else may use. */
@NullMarked
package io.github.segmentation4j.internal;

import org.jspecify.annotations.NullMarked;

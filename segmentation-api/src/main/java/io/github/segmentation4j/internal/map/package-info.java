/** The pixels of maps and masks, handed over and lent among the modules of this library without a copy. */
@NullMarked
package io.github.segmentation4j.internal.map;

import org.jspecify.annotations.NullMarked;

/** The seam to a runtime: a network that takes an image and gives tensors. */
@NullMarked
package io.github.segmentation4j.engine;

import org.jspecify.annotations.NullMarked;

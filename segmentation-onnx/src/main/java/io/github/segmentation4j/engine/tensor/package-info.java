/** Tensors of every element type, in memory and as a graph declares them. */
@NullMarked
package io.github.segmentation4j.engine.tensor;

import org.jspecify.annotations.NullMarked;

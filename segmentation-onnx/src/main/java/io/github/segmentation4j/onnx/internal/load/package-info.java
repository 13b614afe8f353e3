/** The opening of a model: its file, its plan, its session. */
@NullMarked
package io.github.segmentation4j.onnx.internal.load;

import org.jspecify.annotations.NullMarked;

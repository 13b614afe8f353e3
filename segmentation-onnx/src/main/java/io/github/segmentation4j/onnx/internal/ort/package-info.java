/** The only place that knows ONNX Runtime. */
@NullMarked
package io.github.segmentation4j.onnx.internal.ort;

import org.jspecify.annotations.NullMarked;

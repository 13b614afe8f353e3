/** Segmenters for ONNX models, run by ONNX Runtime. */
@NullMarked
package io.github.segmentation4j.onnx;

import org.jspecify.annotations.NullMarked;

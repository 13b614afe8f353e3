/** What the file of an ONNX model says beyond the names and shapes that a runtime reports. */
@NullMarked
package io.github.segmentation4j.onnx.internal.graph;

import org.jspecify.annotations.NullMarked;

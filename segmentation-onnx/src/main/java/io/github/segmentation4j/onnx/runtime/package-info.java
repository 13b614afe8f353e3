/** How ONNX Runtime runs a graph. */
@NullMarked
package io.github.segmentation4j.onnx.runtime;

import org.jspecify.annotations.NullMarked;

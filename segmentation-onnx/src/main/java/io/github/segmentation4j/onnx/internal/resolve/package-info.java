/** What settings, files and the graph say of a model, and what is decided where they leave something open. */
@NullMarked
package io.github.segmentation4j.onnx.internal.resolve;

import org.jspecify.annotations.NullMarked;

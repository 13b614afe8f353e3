/** The ONNX file itself: its nodes without its weights, and smaller files made of it. */
@NullMarked
package io.github.segmentation4j.onnx.internal.file;

import org.jspecify.annotations.NullMarked;

package io.github.segmentation4j.onnx;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.onnx.internal.decode.OutputFormat;

/**
 * How labels come out of a network.
 *
 * @param format what its outputs hold and how
 * @param classNames one for each class
 */
record OutputPlan(OutputFormat format, ClassNames classNames) {}

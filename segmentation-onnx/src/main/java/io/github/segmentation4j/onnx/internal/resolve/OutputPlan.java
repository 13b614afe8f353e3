package io.github.segmentation4j.onnx.internal.resolve;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.engine.decode.OutputFormat;

/**
 * How labels come out of a network.
 *
 * @param format what its outputs hold and how
 * @param classNames one for each class
 */
public record OutputPlan(OutputFormat format, ClassNames classNames) {}

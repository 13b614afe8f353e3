package io.github.segmentation4j.onnx;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.model.OutputKind;
import io.github.segmentation4j.model.TensorLayout;
import java.util.List;

/**
 * How labels come out of a network.
 *
 * @param tensors the names of the outputs: one, or the classes and the masks of queries
 * @param kind what their numbers mean
 * @param layout the order of the axes of the scores or labels
 * @param channels the number of channels of the scores; 1 for a single foreground channel and for labels
 * @param threshold the value above which a pixel of a single channel is foreground
 * @param classNames one for each class
 */
record OutputPlan(
        List<String> tensors,
        OutputKind kind,
        TensorLayout layout,
        int channels,
        float threshold,
        ClassNames classNames) {}

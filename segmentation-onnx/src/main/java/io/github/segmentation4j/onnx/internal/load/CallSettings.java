package io.github.segmentation4j.onnx.internal.load;

import io.github.segmentation4j.CallTimes;
import io.github.segmentation4j.ConfidenceMeasure;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How calls of a segmenter are made.
 *
 * @param threads the most threads for images and labels, at least 1
 * @param concurrentCalls how many calls may be in flight, at least 1
 * @param confidence what confidences are
 * @param listener is told the times of each call
 */
public record CallSettings(
        int threads, int concurrentCalls, ConfidenceMeasure confidence, Optional<Consumer<CallTimes>> listener) {}

package io.github.segmentation4j.onnx.internal.decode;

import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.Segmentation;
import io.github.segmentation4j.internal.Maps;
import io.github.segmentation4j.onnx.internal.kernel.BilinearArgmax;
import io.github.segmentation4j.onnx.internal.kernel.LabelSink;
import io.github.segmentation4j.onnx.internal.kernel.PlainArgmax;
import io.github.segmentation4j.onnx.internal.kernel.ScoreGrid;
import org.jspecify.annotations.Nullable;

/**
 * Turns scores into labels at the size of an image: bilinear scaling of the scores (align_corners = false), then argmax.
 *
 * <p><b>Tie rule.</b> Of classes with the same highest score at a pixel, the one with the lowest id wins.
 *
 * <p>Scores that already have the size of the image are not scaled at all, so that infinite scores stay what they are.
 */
public final class Decoder {
    private Decoder() {}

    /** Returns the labels of an image of this size. */
    public static LabelMap labels(ScoreGrid grid, int width, int height) {
        LabelSink labels = LabelSink.of(grid.classes(), width, height);
        decode(grid, width, height, labels, null);
        return labels.toLabelMap();
    }

    /** Returns the labels of an image of this size with the softmax probability of each. */
    public static Segmentation labelsWithConfidence(ScoreGrid grid, int width, int height) {
        LabelSink labels = LabelSink.of(grid.classes(), width, height);
        float[] confidence = new float[Math.multiplyExact(width, height)];
        decode(grid, width, height, labels, confidence);
        return new Segmentation(labels.toLabelMap(), Maps.confidenceMap(width, height, confidence));
    }

    private static void decode(ScoreGrid grid, int width, int height, LabelSink labels, float @Nullable [] confidence) {
        if (grid.width() == width && grid.height() == height) {
            PlainArgmax.run(grid, labels, confidence);
        } else {
            BilinearArgmax.run(grid, width, height, labels, confidence);
        }
    }
}

package io.github.segmentation4j.examples.benchmarks;

import io.github.segmentation4j.engine.argmax.Argmax;
import io.github.segmentation4j.engine.argmax.FloatGrid;
import io.github.segmentation4j.engine.argmax.LabelSink;
import io.github.segmentation4j.engine.argmax.ScoreGrid;
import io.github.segmentation4j.engine.argmax.ScoreRule;
import io.github.segmentation4j.engine.argmax.Taps;
import java.nio.ByteBuffer;

/** The library's kernel from scores to labels, as its decoder uses it, into memory that is there, as rivals write it. */
final class Ours {
    private final Argmax argmax;
    private final ScoreGrid grid;
    private final LabelSink labels;
    private final int pixels;
    private float[] confidence = {};

    Ours(ByteBuffer scores, int classes, int width, int height, int imageWidth, int imageHeight, int threads) {
        boolean same = width == imageWidth && height == imageHeight;
        Taps columns = same ? Taps.identity(width) : Taps.bilinear(width, imageWidth);
        Taps rows = same ? Taps.identity(height) : Taps.bilinear(height, imageHeight);
        argmax = new Argmax(classes, ScoreRule.of(ScoreRule.Kind.LOGITS), columns, rows, threads);
        grid = FloatGrid.planar(scores, classes, width, height);
        labels = LabelSink.of(classes, imageWidth, imageHeight);
        pixels = imageWidth * imageHeight;
    }

    LabelSink run() {
        argmax.run(grid, labels, null);
        return labels;
    }

    /** Finds the confidence of every pixel too. */
    float[] runWithConfidence() {
        if (confidence.length == 0) {
            confidence = new float[pixels];
        }
        argmax.run(grid, labels, confidence);
        return confidence;
    }
}

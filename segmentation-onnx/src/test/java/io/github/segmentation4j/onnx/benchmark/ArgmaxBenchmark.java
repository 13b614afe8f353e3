package io.github.segmentation4j.onnx.benchmark;

import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.Segmentation;
import io.github.segmentation4j.engine.argmax.FloatGrid;
import io.github.segmentation4j.engine.argmax.ScoreGrid;
import io.github.segmentation4j.engine.argmax.ScoreRule;
import io.github.segmentation4j.engine.argmax.SlowArgmax;
import io.github.segmentation4j.engine.decode.SemanticDecoder;
import io.github.segmentation4j.model.ImageSize;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * From 21 planes of scores in direct memory to labels of 520x520 pixels, with the scores at the size of the image and at
 * an eighth of it, beside the loop that everybody writes first.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ArgmaxBenchmark {
    /** The classes of PASCAL VOC. */
    static final int CLASSES = 21;

    /** The side of the image in pixels. */
    static final int IMAGE = 520;

    /** The side of the scores of a network with an output stride of 8. */
    static final int STRIDE_8 = 65;

    private FloatBuffer full;
    private ScoreGrid fullGrid;
    private float[] small;
    private ScoreGrid smallGrid;

    /** Makes the scores. */
    @Setup(Level.Trial)
    public void makeScores() {
        small = smoothScores(CLASSES, STRIDE_8);
        smallGrid = FloatGrid.planar(direct(small), CLASSES, STRIDE_8, STRIDE_8);
        SlowArgmax scale = new SlowArgmax(small, CLASSES, STRIDE_8, STRIDE_8);
        float[] scores = new float[CLASSES * IMAGE * IMAGE];
        for (int y = 0; y < IMAGE; y++) {
            for (int x = 0; x < IMAGE; x++) {
                float[] pixel = scale.scoresAt(x, y, IMAGE, IMAGE);
                for (int label = 0; label < CLASSES; label++) {
                    scores[(label * IMAGE + y) * IMAGE + x] = pixel[label];
                }
            }
        }
        full = direct(scores);
        fullGrid = FloatGrid.planar(full, CLASSES, IMAGE, IMAGE);
    }

    /** The library's argmax of scores at the size of the image. */
    @Benchmark
    public LabelMap argmax() {
        return SemanticDecoder.labels(fullGrid, ScoreRule.of(ScoreRule.Kind.LOGITS), new ImageSize(IMAGE, IMAGE));
    }

    /** The library's argmax with the confidence of every pixel. */
    @Benchmark
    public Segmentation argmaxWithConfidence() {
        return SemanticDecoder.labelsWithConfidence(
                fullGrid, ScoreRule.of(ScoreRule.Kind.LOGITS), new ImageSize(IMAGE, IMAGE));
    }

    /** The library's scaling of small scores and argmax in one pass. */
    @Benchmark
    public LabelMap upsampleAndArgmax() {
        return SemanticDecoder.labels(smallGrid, ScoreRule.of(ScoreRule.Kind.LOGITS), new ImageSize(IMAGE, IMAGE));
    }

    /** Pixel by pixel, one absolute read a score, as examples show it. */
    @Benchmark
    public byte[] plainLoop() {
        byte[] labels = new byte[IMAGE * IMAGE];
        for (int pixel = 0; pixel < labels.length; pixel++) {
            int best = 0;
            float bestScore = full.get(pixel);
            for (int label = 1; label < CLASSES; label++) {
                float score = full.get(label * IMAGE * IMAGE + pixel);
                if (score > bestScore) {
                    bestScore = score;
                    best = label;
                }
            }
            labels[pixel] = (byte) best;
        }
        return labels;
    }

    /** Scaling pixel by pixel from the formula, then argmax. */
    @Benchmark
    public byte[] plainUpsampleLoop() {
        SlowArgmax slow = new SlowArgmax(small, CLASSES, STRIDE_8, STRIDE_8);
        byte[] labels = new byte[IMAGE * IMAGE];
        for (int pixel = 0; pixel < labels.length; pixel++) {
            labels[pixel] = (byte) SlowArgmax.argmax(slow.scoresAt(pixel % IMAGE, pixel / IMAGE, IMAGE, IMAGE));
        }
        return labels;
    }

    private static FloatBuffer direct(float[] scores) {
        FloatBuffer buffer = ByteBuffer.allocateDirect(scores.length * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        return buffer.put(0, scores);
    }

    /** Scores with regions some ten samples wide and a little noise, as a trained network gives them. */
    private static float[] smoothScores(int classes, int side) {
        int coarse = side / 8;
        Random random = new Random(1);
        float[] low = new float[classes * coarse * coarse];
        for (int i = 0; i < low.length; i++) {
            low[i] = 4 * (float) random.nextGaussian();
        }
        SlowArgmax scale = new SlowArgmax(low, classes, coarse, coarse);
        float[] scores = new float[classes * side * side];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                float[] pixel = scale.scoresAt(x, y, side, side);
                for (int label = 0; label < classes; label++) {
                    scores[(label * side + y) * side + x] = pixel[label] + 0.1f * (float) random.nextGaussian();
                }
            }
        }
        return scores;
    }
}

package io.github.segmentation4j.examples.benchmarks;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.model.ImageSize;
import io.github.segmentation4j.onnx.internal.decode.Decoder;
import io.github.segmentation4j.onnx.internal.kernel.FloatGrid;
import io.github.segmentation4j.onnx.internal.kernel.ScoreGrid;
import io.github.segmentation4j.onnx.internal.kernel.ScoreRule;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import nu.pattern.OpenCV;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The argmax of 21 classes at 520x520 pixels, from the tensor that ONNX Runtime gives: ours, the two ways of ONNX Runtime's
 * own Java examples, and OpenCV 4.9.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ArgmaxRivals {
    static final int CLASSES = 21;
    static final int SIDE = 520;
    private static final int PIXELS = SIDE * SIDE;

    /** Pixels from one center of a region to the next. */
    private static final int REGION = 64;

    private OnnxTensor tensor;
    private ScoreGrid grid;
    private Mat[] planes;
    private Mat best;
    private Mat higher;
    private Mat labels;

    /** Makes the scores. */
    @Setup(Level.Trial)
    public void makeScores() throws OrtException {
        FloatBuffer scores = ByteBuffer.allocateDirect(CLASSES * PIXELS * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        fillWithRegions(scores);
        tensor = OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), scores, new long[] {1, CLASSES, SIDE, SIDE});
        grid = FloatGrid.planar(scores, CLASSES, SIDE, SIDE);
        OpenCV.loadLocally();
        planes = new Mat[CLASSES];
        float[] plane = new float[PIXELS];
        for (int label = 0; label < CLASSES; label++) {
            scores.get(label * PIXELS, plane);
            planes[label] = new Mat(SIDE, SIDE, CvType.CV_32F);
            planes[label].put(0, 0, plane);
        }
        best = new Mat();
        higher = new Mat();
        labels = new Mat(SIDE, SIDE, CvType.CV_8U);
    }

    /** Releases the native tensors. */
    @TearDown(Level.Trial)
    public void close() {
        tensor.close();
        for (Mat plane : planes) {
            plane.release();
        }
        best.release();
        higher.release();
        labels.release();
    }

    /** The library. */
    @Benchmark
    public LabelMap segmentation4j() {
        return Decoder.labels(grid, ScoreRule.of(ScoreRule.Kind.LOGITS), new ImageSize(SIDE, SIDE));
    }

    /** {@code getValue()} and a loop over nested arrays, as ONNX Runtime's examples do it. */
    @Benchmark
    public byte[] onnxRuntimeNestedArrays() throws OrtException {
        float[][][] scores = ((float[][][][]) tensor.getValue())[0];
        byte[] result = new byte[PIXELS];
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                int winner = 0;
                for (int label = 1; label < CLASSES; label++) {
                    if (scores[label][y][x] > scores[winner][y][x]) {
                        winner = label;
                    }
                }
                result[y * SIDE + x] = (byte) winner;
            }
        }
        return result;
    }

    /** {@code getFloatBuffer()} and a loop over it. */
    @Benchmark
    public byte[] onnxRuntimeFlatBuffer() {
        FloatBuffer scores = tensor.getFloatBuffer();
        byte[] result = new byte[PIXELS];
        for (int pixel = 0; pixel < PIXELS; pixel++) {
            int winner = 0;
            float highest = scores.get(pixel);
            for (int label = 1; label < CLASSES; label++) {
                float score = scores.get(label * PIXELS + pixel);
                if (score > highest) {
                    highest = score;
                    winner = label;
                }
            }
            result[pixel] = (byte) winner;
        }
        return result;
    }

    /** OpenCV's running maximum: compare, set where higher, take the maximum. */
    @Benchmark
    public Mat openCvRunningMaximum() {
        planes[0].copyTo(best);
        labels.setTo(Scalar.all(0));
        for (int label = 1; label < CLASSES; label++) {
            Core.compare(planes[label], best, higher, Core.CMP_GT);
            labels.setTo(Scalar.all(label), higher);
            Core.max(planes[label], best, best);
        }
        return labels;
    }

    /** Scores with regions about {@link #REGION} pixels wide and a little noise. */
    private static void fillWithRegions(FloatBuffer scores) {
        Random random = new Random(1);
        int cells = SIDE / REGION + 2;
        float[] coarse = new float[cells * cells];
        for (int label = 0; label < CLASSES; label++) {
            for (int i = 0; i < coarse.length; i++) {
                coarse[i] = 4 * (float) random.nextGaussian();
            }
            for (int y = 0; y < SIDE; y++) {
                for (int x = 0; x < SIDE; x++) {
                    int cell = y / REGION * cells + x / REGION;
                    float right = (x % REGION) / (float) REGION;
                    float down = (y % REGION) / (float) REGION;
                    float upper = coarse[cell] * (1 - right) + coarse[cell + 1] * right;
                    float lower = coarse[cell + cells] * (1 - right) + coarse[cell + cells + 1] * right;
                    float noise = 0.02f * (float) random.nextGaussian();
                    scores.put(label * PIXELS + y * SIDE + x, upper * (1 - down) + lower * down + noise);
                }
            }
        }
    }
}

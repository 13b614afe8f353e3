package io.github.segmentation4j.examples.benchmarks;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.segmentation4j.engine.argmax.LabelSink;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Map;
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
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The argmax of scores at the size of the image, from the tensor that ONNX Runtime gives: ours, the two ways of ONNX
 * Runtime's own Java examples, its ArgMax operator, and OpenCV 4.9.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ArgmaxRivals {
    /** Classes, width and height. */
    @Param({"21x520x520", "19x2048x1024", "150x512x512"})
    public String size;

    /** What the scores look like. */
    @Param({"SMOOTH", "NOISE"})
    public String scores;

    /** The most threads that each may use. */
    @Param({"1", "4"})
    public int threads;

    private int classes;
    private int width;
    private int height;
    private Ours ours;
    private OnnxTensor tensor;
    private OrtSession session;
    private Mat[] planes;
    private Mat best;
    private Mat higher;
    private Mat labels;

    /** Makes the scores. */
    @Setup(Level.Trial)
    public void prepare() throws OrtException {
        String[] numbers = size.split("x", -1);
        classes = Integer.parseInt(numbers[0]);
        width = Integer.parseInt(numbers[1]);
        height = Integer.parseInt(numbers[2]);
        ByteBuffer values = Scores.of(Scores.Kind.valueOf(scores), classes, width, height);
        ours = new Ours(values, classes, width, height, width, height, threads);
        tensor = Graphs.tensor(values, 1, classes, height, width);
        session = Graphs.open(Graphs.bytes("argmax"), threads);
        OpenCV.loadLocally();
        Core.setNumThreads(threads);
        planes = new Mat[classes];
        float[] plane = new float[width * height];
        FloatBuffer floats = values.asFloatBuffer();
        for (int label = 0; label < classes; label++) {
            floats.get(label * plane.length, plane);
            planes[label] = new Mat(height, width, CvType.CV_32F);
            planes[label].put(0, 0, plane);
        }
        best = new Mat();
        higher = new Mat();
        labels = new Mat(height, width, CvType.CV_8U);
    }

    /** Releases native memory. */
    @TearDown(Level.Trial)
    public void close() throws OrtException {
        tensor.close();
        session.close();
        for (Mat plane : planes) {
            plane.release();
        }
        best.release();
        higher.release();
        labels.release();
    }

    /** The library. */
    @Benchmark
    public LabelSink segmentation4j() {
        return ours.run();
    }

    /** {@code getValue()} and a loop over nested arrays, as ONNX Runtime's examples do it; one thread. */
    @Benchmark
    public byte[] onnxRuntimeNestedArrays() throws OrtException {
        float[][][] values = ((float[][][][]) tensor.getValue())[0];
        byte[] result = new byte[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int winner = 0;
                for (int label = 1; label < classes; label++) {
                    if (values[label][y][x] > values[winner][y][x]) {
                        winner = label;
                    }
                }
                result[y * width + x] = (byte) winner;
            }
        }
        return result;
    }

    /** {@code getFloatBuffer()} and a loop over it; one thread. */
    @Benchmark
    public byte[] onnxRuntimeFlatBuffer() {
        FloatBuffer values = tensor.getFloatBuffer();
        int pixels = width * height;
        byte[] result = new byte[pixels];
        for (int pixel = 0; pixel < pixels; pixel++) {
            int winner = 0;
            float highest = values.get(pixel);
            for (int label = 1; label < classes; label++) {
                float score = values.get(label * pixels + pixel);
                if (score > highest) {
                    highest = score;
                    winner = label;
                }
            }
            result[pixel] = (byte) winner;
        }
        return result;
    }

    /** The ArgMax operator; the labels stay in ONNX Runtime's memory. */
    @Benchmark
    public long onnxRuntime() throws OrtException {
        try (OrtSession.Result result = session.run(Map.of("scores", tensor))) {
            return result.size();
        }
    }

    /** The labels that ONNX Runtime finds, for the test. */
    byte[] onnxRuntimeLabels() throws OrtException {
        try (OrtSession.Result result = session.run(Map.of("scores", tensor))) {
            LongBuffer found = ((OnnxTensor) result.get(0)).getLongBuffer();
            byte[] bytes = new byte[found.remaining()];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) found.get(i);
            }
            return bytes;
        }
    }

    /** OpenCV's running maximum: compare, set where higher, take the maximum. */
    @Benchmark
    public Mat openCv() {
        planes[0].copyTo(best);
        labels.setTo(Scalar.all(0));
        for (int label = 1; label < classes; label++) {
            Core.compare(planes[label], best, higher, Core.CMP_GT);
            labels.setTo(Scalar.all(label), higher);
            Core.max(planes[label], best, best);
        }
        return labels;
    }
}

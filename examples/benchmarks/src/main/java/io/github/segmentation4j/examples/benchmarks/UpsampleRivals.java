package io.github.segmentation4j.examples.benchmarks;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
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
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;
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
 * From the scores of a network at a fraction of the image's size to the labels of the image: ours, OpenCV 4.9 (each class
 * resized, then a running maximum), and ONNX Runtime with a graph of a Resize and an ArgMax.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class UpsampleRivals {
    /** Classes, width and height of the scores, width and height of the image. */
    @Param({"21x65x65-520x520", "150x128x128-512x512", "19x256x128-2048x1024", "150x128x128-3840x2160"})
    public String size;

    /** What the scores look like. */
    @Param({"SMOOTH", "BUSY", "NOISE"})
    public String scores;

    /** The most threads that each may use. */
    @Param({"1", "4"})
    public int threads;

    private int classes;
    private int width;
    private int height;
    private int imageWidth;
    private int imageHeight;
    private Ours ours;
    private Mat[] planes;
    private Mat resized;
    private Mat best;
    private Mat higher;
    private Mat labels;
    private OrtSession session;
    private OnnxTensor low;
    private OnnxTensor sizes;

    /** Makes the scores. */
    @Setup(Level.Trial)
    public void prepare() throws OrtException {
        String[] numbers = size.split("[x-]", -1);
        classes = Integer.parseInt(numbers[0]);
        width = Integer.parseInt(numbers[1]);
        height = Integer.parseInt(numbers[2]);
        imageWidth = Integer.parseInt(numbers[3]);
        imageHeight = Integer.parseInt(numbers[4]);
        ByteBuffer values = Scores.of(Scores.Kind.valueOf(scores), classes, width, height);
        ours = new Ours(values, classes, width, height, imageWidth, imageHeight, threads);
        OpenCV.loadLocally();
        Core.setNumThreads(threads);
        resized = new Mat();
        best = new Mat();
        higher = new Mat();
        planes = new Mat[classes];
        float[] plane = new float[width * height];
        FloatBuffer floats = values.asFloatBuffer();
        for (int label = 0; label < classes; label++) {
            floats.get(label * plane.length, plane);
            planes[label] = new Mat(height, width, CvType.CV_32F);
            planes[label].put(0, 0, plane);
        }
        labels = new Mat(imageHeight, imageWidth, CvType.CV_8U);
        session = Graphs.open(Graphs.bytes("resize-argmax"), threads);
        low = Graphs.tensor(values, 1, classes, height, width);
        sizes = OnnxTensor.createTensor(
                OrtEnvironment.getEnvironment(),
                LongBuffer.wrap(new long[] {1, classes, imageHeight, imageWidth}),
                new long[] {4});
    }

    /** Releases native memory. */
    @TearDown(Level.Trial)
    public void close() throws OrtException {
        for (Mat plane : planes) {
            plane.release();
        }
        resized.release();
        best.release();
        higher.release();
        labels.release();
        low.close();
        sizes.close();
        session.close();
    }

    /** The library. */
    @Benchmark
    public LabelSink segmentation4j() {
        return ours.run();
    }

    /** Each class resized, compared, set where higher, and the maximum taken. */
    @Benchmark
    public Mat openCv() {
        Size image = new Size(imageWidth, imageHeight);
        Imgproc.resize(planes[0], best, image, 0, 0, Imgproc.INTER_LINEAR);
        labels.setTo(Scalar.all(0));
        for (int label = 1; label < classes; label++) {
            Imgproc.resize(planes[label], resized, image, 0, 0, Imgproc.INTER_LINEAR);
            Core.compare(resized, best, higher, Core.CMP_GT);
            labels.setTo(Scalar.all(label), higher);
            Core.max(resized, best, best);
        }
        return labels;
    }

    /** A graph of a Resize and an ArgMax; the labels stay in ONNX Runtime's memory. */
    @Benchmark
    public long onnxRuntime() throws OrtException {
        try (OrtSession.Result result = session.run(Map.of("low", low, "sizes", sizes))) {
            return result.size();
        }
    }

    /** The labels that ONNX Runtime finds, for the test. */
    byte[] onnxRuntimeLabels() throws OrtException {
        try (OrtSession.Result result = session.run(Map.of("low", low, "sizes", sizes))) {
            LongBuffer found = ((OnnxTensor) result.get(0)).getLongBuffer();
            byte[] bytes = new byte[found.remaining()];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) found.get(i);
            }
            return bytes;
        }
    }
}

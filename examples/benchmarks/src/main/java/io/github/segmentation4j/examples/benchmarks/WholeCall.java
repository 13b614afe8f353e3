package io.github.segmentation4j.examples.benchmarks;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.Segmentation;
import io.github.segmentation4j.Segmenter;
import io.github.segmentation4j.model.Preset;
import io.github.segmentation4j.model.Resampling;
import io.github.segmentation4j.onnx.OnnxSegmenter;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
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
 * From a photo to its labels: {@link Segmenter#segment}, the bare run of the same file with an input that is there (no
 * pre-processing, no labels, no look at the scores), and the program that is written by hand.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class WholeCall {
    /** The model of {@code graphs.py}. */
    static final String TINY = "tiny";

    /** The folder with models for the other cases. */
    static final Path MODELS = Path.of(System.getProperty("benchmark.models", "models"));

    private static final int SHORT_EDGE = 520;

    /** {@value #TINY}, or the path of a model below the folder {@code -Dbenchmark.models}, and the size of the photo. */
    @Param({
        "tiny@1920x1080",
        "fcn_resnet50_w8.onnx@693x520",
        "deeplabv3_resnet50_w8.onnx@693x520",
        "fcn_resnet50_w8.onnx@4000x3000"
    })
    public String job;

    /** The most threads that each may use. */
    @Param({"1", "4"})
    public int threads;

    private BufferedImage photo;
    private Segmenter segmenter;
    private Segmenter openCvSegmenter;
    private OrtSession session;
    private String inputName;
    private OnnxTensor input;
    private ByteBuffer floats;
    private int width;
    private int height;

    /** Loads the model. */
    @Setup(Level.Trial)
    public void prepare() throws OrtException, IOException {
        String[] parts = job.split("[@x]", -1);
        int photoHeight = Integer.parseInt(parts[parts.length - 1]);
        int photoWidth = Integer.parseInt(parts[parts.length - 2]);
        String model = job.substring(0, job.indexOf('@'));
        byte[] bytes = model.equals(TINY) ? Graphs.bytes(TINY) : Files.readAllBytes(MODELS.resolve(model));
        photo = Photo.of(photoWidth, photoHeight);
        segmenter = OnnxSegmenter.builder()
                .preset(Preset.FCN_RESNET50)
                .threads(threads)
                .load(bytes);
        openCvSegmenter = OnnxSegmenter.builder()
                .preset(Preset.FCN_RESNET50)
                .resampling(Resampling.OPENCV_LINEAR)
                .threads(threads)
                .load(bytes);
        session = Graphs.open(bytes, threads);
        inputName = session.getInputNames().iterator().next();
        height = SHORT_EDGE;
        width = (int) ((long) SHORT_EDGE * photoWidth / photoHeight);
        floats = ByteBuffer.allocateDirect(3 * width * height * Float.BYTES).order(ByteOrder.nativeOrder());
        InputRivals.fill(photo, width, height, floats.asFloatBuffer());
        input = Graphs.tensor(floats, 1, 3, height, width);
    }

    /** Releases native memory. */
    @TearDown(Level.Trial)
    public void close() throws OrtException {
        segmenter.close();
        openCvSegmenter.close();
        input.close();
        session.close();
    }

    /** The library. */
    @Benchmark
    public LabelMap segment() {
        return segmenter.segment(photo);
    }

    /** The library, with the confidence of every pixel. */
    @Benchmark
    public Segmentation segmentWithConfidence() {
        return segmenter.segmentWithConfidence(photo);
    }

    /** The library with a filter as quick as the one of Java2D: two samples to a pixel, however far it shrinks. */
    @Benchmark
    public LabelMap segmentWithOpenCvFilter() {
        return openCvSegmenter.segment(photo);
    }

    /** ONNX Runtime alone. */
    @Benchmark
    public long bareRun() throws OrtException {
        try (OrtSession.Result result = session.run(Map.of(inputName, input))) {
            return result.size();
        }
    }

    /** Java2D and {@code getRGB}, a run, {@code getFloatBuffer} and a loop, labels enlarged by the nearest pixel. */
    @Benchmark
    public byte[] byHand() throws OrtException {
        InputRivals.fill(photo, width, height, floats.asFloatBuffer());
        try (OrtSession.Result result = session.run(Map.of(inputName, input))) {
            OnnxTensor output = (OnnxTensor) result.get(0);
            int classes = (int) output.getInfo().getShape()[1];
            byte[] labels = argmax(output.getFloatBuffer().array(), classes, width * height);
            return enlarged(labels);
        }
    }

    /** The same with {@code getValue()} and nested arrays, as ONNX Runtime's examples do it. */
    @Benchmark
    public byte[] byHandNested() throws OrtException {
        InputRivals.fill(photo, width, height, floats.asFloatBuffer());
        try (OrtSession.Result result = session.run(Map.of(inputName, input))) {
            float[][][] scores = ((float[][][][]) result.get(0).getValue())[0];
            byte[] labels = new byte[width * height];
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    int winner = 0;
                    for (int label = 1; label < scores.length; label++) {
                        if (scores[label][y][x] > scores[winner][y][x]) {
                            winner = label;
                        }
                    }
                    labels[y * width + x] = (byte) winner;
                }
            }
            return enlarged(labels);
        }
    }

    private static byte[] argmax(float[] scores, int classes, int pixels) {
        byte[] labels = new byte[pixels];
        for (int pixel = 0; pixel < pixels; pixel++) {
            int winner = 0;
            float highest = scores[pixel];
            for (int label = 1; label < classes; label++) {
                float score = scores[label * pixels + pixel];
                if (score > highest) {
                    highest = score;
                    winner = label;
                }
            }
            labels[pixel] = (byte) winner;
        }
        return labels;
    }

    private byte[] enlarged(byte[] labels) {
        int photoWidth = photo.getWidth();
        int photoHeight = photo.getHeight();
        byte[] result = new byte[photoWidth * photoHeight];
        for (int y = 0; y < photoHeight; y++) {
            int row = (int) ((long) y * height / photoHeight) * width;
            for (int x = 0; x < photoWidth; x++) {
                result[y * photoWidth + x] = labels[row + (int) ((long) x * width / photoWidth)];
            }
        }
        return result;
    }
}

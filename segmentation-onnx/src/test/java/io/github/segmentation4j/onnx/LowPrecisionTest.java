package io.github.segmentation4j.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.model.Decision;
import io.github.segmentation4j.model.ImageSize;
import io.github.segmentation4j.onnx.internal.ort.SessionSettings;
import io.github.segmentation4j.onnx.testing.Resources;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Networks that round between their nodes: without settings they give what a session of ONNX Runtime with its own default
 * options gives of the file, bit by bit. The networks are those of {@code src/test/python/make_precision.py}.
 */
class LowPrecisionTest {
    private static final int WIDTH = 96;
    private static final int HEIGHT = 64;
    private static final ImageSize SIZE = new ImageSize(WIDTH, HEIGHT);
    private static final long[] SHAPE = {1, 3, HEIGHT, WIDTH};

    private static Path model(String name) {
        return Resources.file("/precision/" + name + ".onnx");
    }

    private static OnnxSegmenter.Builder builder() {
        return OnnxSegmenter.builder().mean(0.5, 0.5, 0.5).std(0.25, 0.25, 0.25).output("scores");
    }

    private static BufferedImage noise(long seed) {
        Random random = new Random(seed);
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                image.setRGB(x, y, random.nextInt(1 << 24));
            }
        }
        return image;
    }

    private static float[] input(OnnxSegmenter segmenter, BufferedImage image) {
        return segmenter.asInFile().pipeline().input(image, (pixels, geometry) -> floats(pixels));
    }

    private static float[] floats(ByteBuffer buffer) {
        FloatBuffer values =
                buffer.duplicate().rewind().order(ByteOrder.nativeOrder()).asFloatBuffer();
        float[] copy = new float[values.remaining()];
        values.get(copy);
        return copy;
    }

    /** Runs a file with nothing of this library in between. */
    private static float[] bare(Path model, float[] input) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (SessionOptions options = new SessionOptions()) {
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
            // 0, the runtime's own default, but in a process that may not use all processors of its machine.
            options.setIntraOpNumThreads(SessionSettings.usualOperatorThreads());
            try (OrtSession session = environment.createSession(model.toString(), options);
                    OnnxTensor tensor = OnnxTensor.createTensor(environment, FloatBuffer.wrap(input), SHAPE);
                    OrtSession.Result result = session.run(Map.of("pixels", tensor))) {
                return floats(((OnnxTensor) result.get("scores").orElseThrow()).getByteBuffer());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"float32", "int8_dynamic", "int8_qdq", "float16"})
    void theWholeGraphGivesTheBitsOfABareSession(String name) throws OrtException {
        try (OnnxSegmenter whole = builder().wholeGraph().load(model(name))) {
            float[] input = input(whole, noise(1));
            ByteBuffer bytes =
                    ByteBuffer.allocateDirect(input.length * Float.BYTES).order(ByteOrder.nativeOrder());
            bytes.asFloatBuffer().put(input);
            float[] ours = whole.asInFile()
                    .pipeline()
                    .runOn(bytes, SIZE, outputs -> floats(outputs.get(0).data()));
            assertArrayEquals(bare(model(name), input), ours);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"int8_dynamic", "int8_qdq", "float16"})
    void withoutSettingsTheLabelsAreThoseOfABareSession(String name) throws OrtException {
        try (OnnxSegmenter segmenter = builder().load(model(name))) {
            for (int seed = 0; seed < 5; seed++) {
                BufferedImage image = noise(seed);
                LabelMap labels = segmenter.segment(image);
                float[] scores = bare(model(name), input(segmenter, image));
                int plane = WIDTH * HEIGHT;
                int classes = scores.length / plane;
                for (int i = 0; i < plane; i++) {
                    int best = 0;
                    for (int c = 1; c < classes; c++) {
                        best = scores[c * plane + i] > scores[best * plane + i] ? c : best;
                    }
                    int ours = labels.labelAt(i % WIDTH, i / WIDTH);
                    float margin = scores[best * plane + i] - scores[ours * plane + i];
                    // The Resize at the end may be this library's, which rounds the last bits otherwise.
                    assertTrue(margin <= 1e-6, () -> "a margin of " + margin);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"int8_dynamic", "int8_qdq", "float16"})
    void outputsThatNobodyAsksForStay(String name) {
        String graph = decision(name);
        assertTrue(graph.isEmpty() || !graph.contains("not computed"), graph);
    }

    @Test
    void ofWideNumbersTheyGo() {
        String graph = decision("float32");
        assertTrue(graph.contains("unused output \"auxiliary\" not computed"), graph);
    }

    private static String decision(String name) {
        return builder().describe(model(name)).decisions().stream()
                .filter(decision -> decision.subject().equals("graph"))
                .map(Decision::value)
                .findFirst()
                .orElse("");
    }

    @Test
    void aResizeAtTheEndIsTheDecodersNevertheless() {
        String graph = decision("int8_dynamic");
        assertTrue(graph.startsWith("Resize") && graph.contains("done by the decoder"), graph);
    }
}

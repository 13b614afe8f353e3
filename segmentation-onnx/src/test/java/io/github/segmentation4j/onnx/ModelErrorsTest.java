package io.github.segmentation4j.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.InferenceFailedException;
import io.github.segmentation4j.InvalidImageException;
import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.SegmenterClosedException;
import io.github.segmentation4j.model.ModelSpec;
import io.github.segmentation4j.model.Normalization;
import io.github.segmentation4j.model.Preprocessing;
import io.github.segmentation4j.model.Preset;
import io.github.segmentation4j.model.SizeRule;
import io.github.segmentation4j.onnx.testing.OnnxGraph;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a caller reads when a model is not what it should be. */
class ModelErrorsTest {
    private static final float[] THREE_CLASSES = {1, 0, 0, 0, 1, 0, 0, 0, 1};
    private static final ClassNames THREE_NAMES = ClassNames.of(List.of("a", "b", "c"));

    @TempDir
    Path folder;

    private static OnnxSegmenter.Builder complete() {
        return OnnxSegmenter.builder()
                .size(SizeRule.asIs())
                .mean(0, 0, 0)
                .std(1, 1, 1)
                .classNames(THREE_NAMES);
    }

    private Path file(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    /** The message of the failure to load a file, which must hold every one of these pieces. */
    private static void fails(OnnxSegmenter.Builder builder, Path model, String... pieces) {
        holds(
                assertThrows(InvalidModelException.class, () -> builder.load(model))
                        .getMessage(),
                pieces);
    }

    private static void fails(OnnxSegmenter.Builder builder, byte[] model, String... pieces) {
        holds(
                assertThrows(InvalidModelException.class, () -> builder.load(model))
                        .getMessage(),
                pieces);
    }

    private static void holds(String message, String... pieces) {
        for (String piece : pieces) {
            assertTrue(message.contains(piece), "\"" + piece + "\" is missing in: " + message);
        }
        assertEquals(1, message.lines().count(), message);
    }

    @Test
    void aMissingFile() {
        fails(OnnxSegmenter.builder(), folder.resolve("none.onnx"), "There is no file", "none.onnx");
    }

    @Test
    void aFolder() {
        fails(OnnxSegmenter.builder(), folder, "holds no .onnx file", "path of a model");
    }

    @Test
    void anEmptyFile() throws IOException {
        fails(OnnxSegmenter.builder(), file("empty.onnx", new byte[0]), "empty.onnx", "empty file");
        fails(OnnxSegmenter.builder(), new byte[0], "empty");
    }

    @Test
    void noOnnxModel() throws IOException {
        fails(
                OnnxSegmenter.builder(),
                file("text.onnx", "hello".getBytes(StandardCharsets.UTF_8)),
                "text.onnx",
                "not an ONNX model");
    }

    @Test
    void aTruncatedModelAtEveryTenthByte() {
        byte[] whole = OnnxGraph.pointwise("input", "out", THREE_CLASSES);
        for (int length = 1; length < whole.length; length += 10) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThrows(InvalidModelException.class, () -> complete().load(part), "cut at " + length);
        }
    }

    @Test
    void aStreamThatBreaks() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the line went dead");
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                return read();
            }
        };
        Exception e = assertThrows(InvalidModelException.class, () -> OnnxSegmenter.load(broken));
        holds(e.getMessage(), "stream", "the line went dead");
    }

    @Test
    void aNetworkThatTakesNoImages() {
        byte[] vectors = new OnnxGraph()
                .input("tokens", OnnxGraph.INT64, OnnxGraph.FREE, 128)
                .node("Identity", "same", "tokens")
                .output("same", OnnxGraph.INT64, OnnxGraph.FREE, 128)
                .toBytes();
        fails(complete(), vectors, "\"tokens\" int64 [?,128]", "[N,C,H,W]");
    }

    @Test
    void aNetworkThatClassifiesWholeImages() {
        byte[] classifier = new OnnxGraph()
                .input("input", OnnxGraph.FLOAT, OnnxGraph.FREE, 3, OnnxGraph.FREE, OnnxGraph.FREE)
                .node("GlobalAveragePool", "pooled", "input")
                .node("Flatten", "out", "pooled")
                .output("out", OnnxGraph.FLOAT, OnnxGraph.FREE, 3)
                .toBytes();
        fails(complete(), classifier, "\"out\" float32 [?,3]", "every pixel", "[N,C,h,w]");
        fails(OnnxSegmenter.builder(), classifier, "every pixel");
    }

    @Test
    void everyMissingSettingIsNamedWithItsCall() {
        byte[] unknown = OnnxGraph.pointwise("pixels", "scores", THREE_CLASSES);
        fails(OnnxSegmenter.builder(), unknown, "(size)", "(mean)", "(std)", "input.mean");
        fails(OnnxSegmenter.builder().size(SizeRule.asIs()).mean(0, 0, 0).classNames(THREE_NAMES), unknown, "(std)");
        String message = assertThrows(
                        InvalidModelException.class,
                        () -> OnnxSegmenter.builder().size(SizeRule.asIs()).load(unknown))
                .getMessage();
        assertTrue(!message.contains("(size)"), message);
    }

    @Test
    void severalOutputsNoneOfThemNamed() {
        byte[] two = new OnnxGraph()
                .input("pixels", OnnxGraph.FLOAT, OnnxGraph.FREE, 3, OnnxGraph.FREE, OnnxGraph.FREE)
                .node("Identity", "first", "pixels")
                .node("Relu", "second", "pixels")
                .output("first", OnnxGraph.FLOAT, OnnxGraph.FREE, 3, OnnxGraph.FREE, OnnxGraph.FREE)
                .output("second", OnnxGraph.FLOAT, OnnxGraph.FREE, 3, OnnxGraph.FREE, OnnxGraph.FREE)
                .toBytes();
        fails(complete(), two, "several outputs", "(output)", "output.name", "\"first\"", "\"second\"");
        fails(OnnxSegmenter.builder(), two, "\"first\"", "\"second\"", "(output)");
        fails(complete().output("third"), two, "no output \"third\"", "\"first\"");
        try (OnnxSegmenter segmenter = complete().output("second").load(two)) {
            assertEquals(3, segmenter.classNames().size());
        }
    }

    @Test
    void moreOrFewerNamesThanChannels() {
        byte[] network = OnnxGraph.pointwise("pixels", "scores", THREE_CLASSES);
        fails(complete().classNames(ClassNames.of(List.of("a", "b"))), network, "2 class names", "Builder.classNames");
    }

    @Test
    void aPresetOnAnotherNetwork() {
        byte[] network = OnnxGraph.pointwise("pixels", "scores", THREE_CLASSES);
        fails(
                OnnxSegmenter.builder().preset(Preset.FCN_RESNET50),
                network,
                "preset fcn_resnet50 gives 21 class names",
                "\"scores\" float32");
    }

    @Test
    void aSizeRuleThatAFixedGraphCannotTake() {
        byte[] fixed = new OnnxGraph()
                .input("pixels", OnnxGraph.FLOAT, 1, 3, 8, 16)
                .node("Identity", "scores", "pixels")
                .output("scores", OnnxGraph.FLOAT, 1, 3, 8, 16)
                .toBytes();
        fails(complete().size(SizeRule.shortEdge(520)), fixed, "16x8", "Builder.size");
        OnnxSegmenter.Builder withoutSize =
                OnnxSegmenter.builder().mean(0, 0, 0).std(1, 1, 1).classNames(THREE_NAMES);
        try (OnnxSegmenter segmenter = withoutSize.load(fixed)) {
            BufferedImage image = new BufferedImage(5, 4, BufferedImage.TYPE_INT_RGB);
            assertEquals(5, segmenter.segment(image).width());
        }
        try (OnnxSegmenter segmenter = complete().load(fixed)) {
            BufferedImage image = new BufferedImage(5, 4, BufferedImage.TYPE_INT_RGB);
            Exception e = assertThrows(InferenceFailedException.class, () -> segmenter.segment(image));
            holds(e.getMessage(), "5x4", "Builder.size");
        }
    }

    @Test
    void aFixedSizeThatNoImageHas() {
        for (long side : new long[] {3_000_000_000L, 0}) {
            byte[] fixed = new OnnxGraph()
                    .input("pixels", OnnxGraph.FLOAT, 1, 3, side, 16)
                    .node("Identity", "scores", "pixels")
                    .output("scores", OnnxGraph.FLOAT, 1, OnnxGraph.FREE, side, 16)
                    .toBytes();
            assertThrows(InvalidModelException.class, () -> complete().load(fixed), "side " + side);
        }
    }

    @Test
    void aFixedSizeThatNoBufferHolds() {
        byte[] fixed = new OnnxGraph()
                .input("pixels", OnnxGraph.FLOAT, 1, 3, 100_000, 100_000)
                .node("Identity", "scores", "pixels")
                .output("scores", OnnxGraph.FLOAT, 1, OnnxGraph.FREE, 100_000, 100_000)
                .toBytes();
        OnnxSegmenter.Builder builder =
                OnnxSegmenter.builder().mean(0, 0, 0).std(1, 1, 1).classNames(THREE_NAMES);
        try (OnnxSegmenter segmenter = builder.load(fixed)) {
            BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
            Exception e = assertThrows(InvalidImageException.class, () -> segmenter.segment(image));
            holds(e.getMessage(), "100000x100000", "one buffer");
        }
    }

    @Test
    void imagesThatNoNetworkInputCanBeMadeOf() {
        byte[] network = OnnxGraph.pointwise("pixels", "scores", THREE_CLASSES);
        BufferedImage line = new BufferedImage(5_000_000, 1, BufferedImage.TYPE_BYTE_BINARY);
        try (OnnxSegmenter segmenter = complete().size(SizeRule.shortEdge(520)).load(network)) {
            Exception e = assertThrows(InvalidImageException.class, () -> segmenter.segment(line));
            holds(e.getMessage(), "5000000x1", "another size rule");
        }
        SizeRule endless = SizeRule.fixed(Integer.MAX_VALUE, Integer.MAX_VALUE);
        try (OnnxSegmenter segmenter = complete().size(endless).load(network)) {
            Exception e = assertThrows(InvalidImageException.class, () -> segmenter.segment(line));
            holds(e.getMessage(), "2147483647x2147483647", "a smaller size");
        }
        BufferedImage vast = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY) {
            @Override
            public int getWidth() {
                return 1 << 16;
            }

            @Override
            public int getHeight() {
                return 1 << 16;
            }
        };
        try (OnnxSegmenter segmenter = complete().size(SizeRule.fixed(1, 1)).load(network)) {
            Exception e = assertThrows(InvalidImageException.class, () -> segmenter.segment(vast));
            holds(e.getMessage(), "65536x65536", "make it smaller");
        }
    }

    @Test
    void aDescriptionWinsOverDamagedFilesBesideTheModel() throws IOException {
        Path model = file("model.onnx", OnnxGraph.pointwise("pixels", "scores", THREE_CLASSES));
        file("config.json", "{\"id2label\": {\"0\": \"a\"}}".getBytes(StandardCharsets.UTF_8));
        file("preprocessor_config.json", "{\"do_crop\": true}".getBytes(StandardCharsets.UTF_8));
        fails(OnnxSegmenter.builder(), model, "do_crop", "ModelSpec");
        Preprocessing steps = Preprocessing.of(SizeRule.asIs(), Normalization.imageNet());
        ModelSpec spec =
                ModelSpec.builder().preprocessing(steps).classNames(THREE_NAMES).build();
        try (OnnxSegmenter segmenter = OnnxSegmenter.builder().spec(spec).load(model)) {
            assertEquals(THREE_NAMES, segmenter.classNames());
        }
    }

    @Test
    void settingsOutOfRangeAreRefusedWhenTheyAreGiven() {
        OnnxSegmenter.Builder builder = OnnxSegmenter.builder();
        for (double scale : new double[] {0, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThrows(IllegalArgumentException.class, () -> builder.scale(scale), "scale " + scale);
        }
        assertThrows(IllegalArgumentException.class, () -> builder.mean());
        assertThrows(IllegalArgumentException.class, () -> builder.mean(0, 0, 1e300));
        assertThrows(IllegalArgumentException.class, () -> builder.std(1, 1, 1e-60));
        assertThrows(IllegalArgumentException.class, () -> builder.std(1, 1, 1e300));
        assertThrows(IllegalArgumentException.class, () -> builder.threads(0));
        assertThrows(IllegalArgumentException.class, () -> builder.concurrentCalls(0));
    }

    @Test
    void callsAfterClosing() {
        OnnxSegmenter segmenter =
                complete().load(new ByteArrayInputStream(OnnxGraph.pointwise("pixels", "scores", THREE_CLASSES)));
        segmenter.close();
        segmenter.close();
        BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
        assertThrows(SegmenterClosedException.class, () -> segmenter.segment(image));
        assertThrows(SegmenterClosedException.class, () -> segmenter.scores(image));
        assertThrows(SegmenterClosedException.class, () -> segmenter.segmentWithConfidence(image));
    }
}

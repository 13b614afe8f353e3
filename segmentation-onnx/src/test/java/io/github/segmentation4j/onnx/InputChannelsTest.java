package io.github.segmentation4j.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.Images;
import io.github.segmentation4j.InvalidImageException;
import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.model.ChannelOrder;
import io.github.segmentation4j.model.SizeRule;
import io.github.segmentation4j.model.TensorLayout;
import io.github.segmentation4j.onnx.testing.OnnxGraph;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks that take another number of channels than three, several images at once, or an input without a shape. */
class InputChannelsTest {
    private static final long FREE = OnnxGraph.FREE;
    private static final int WIDTH = 7;
    private static final int HEIGHT = 5;

    private static float[] identity(int channels) {
        float[] weights = new float[channels * channels];
        IntStream.range(0, channels).forEach(i -> weights[i * channels + i] = 1);
        return weights;
    }

    /** A graph whose scores are its input. */
    private static OnnxGraph copying(int channels) {
        return new OnnxGraph()
                .floats("weights", new long[] {channels, channels, 1, 1}, identity(channels))
                .node("Conv", "scores", "pixels", "weights");
    }

    private static byte[] network(long batch, int channels) {
        return copying(channels)
                .input("pixels", OnnxGraph.FLOAT, batch, channels, FREE, FREE)
                .output("scores", OnnxGraph.FLOAT, batch, channels, FREE, FREE)
                .toBytes();
    }

    private static OnnxSegmenter.Builder builder() {
        return OnnxSegmenter.builder().size(SizeRule.asIs()).scale(1).mean(0.0).std(1.0);
    }

    private static BufferedImage noise(int type) {
        Random random = new Random(type);
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, type);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                image.setRGB(x, y, random.nextInt());
            }
        }
        return image;
    }

    private static BufferedImage bands(int type, int count) {
        WritableRaster raster = Raster.createBandedRaster(type, WIDTH, HEIGHT, count, null);
        Random random = new Random(count);
        int most = type == DataBuffer.TYPE_BYTE ? 256 : 65536;
        for (int band = 0; band < count; band++) {
            for (int y = 0; y < HEIGHT; y++) {
                for (int x = 0; x < WIDTH; x++) {
                    raster.setSample(x, y, band, random.nextInt(most));
                }
            }
        }
        return Images.ofBands(raster);
    }

    @Test
    void oneChannelIsPillowsGray() {
        BufferedImage image = noise(BufferedImage.TYPE_INT_RGB);
        try (OnnxSegmenter segmenter = builder().load(network(FREE, 1))) {
            assertEquals(ChannelOrder.GRAY, segmenter.preprocessing().channelOrder());
            Scores scores = segmenter.scores(image);
            for (int i = 0; i < WIDTH * HEIGHT; i++) {
                Color color = new Color(image.getRGB(i % WIDTH, i / WIDTH));
                int gray = (color.getRed() * 19595 + color.getGreen() * 38470 + color.getBlue() * 7471 + 0x8000) >> 16;
                assertEquals(gray, scores.scoreAt(0, i % WIDTH, i / WIDTH));
            }
        }
    }

    @Test
    void aGrayPhotoStaysAsItIs() {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setSample(3, 2, 0, 201);
        try (OnnxSegmenter segmenter = builder().load(network(1, 1))) {
            assertEquals(201, segmenter.scores(image).scoreAt(0, 3, 2));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {BufferedImage.TYPE_INT_ARGB, BufferedImage.TYPE_INT_RGB})
    void fourChannelsAreColorsAndAlpha(int type) {
        BufferedImage image = noise(type);
        try (OnnxSegmenter segmenter = builder().load(network(FREE, 4));
                OnnxSegmenter blueFirst =
                        builder().channelOrder(ChannelOrder.BGRA).load(network(FREE, 4))) {
            Scores scores = segmenter.scores(image);
            Scores swapped = blueFirst.scores(image);
            for (int i = 0; i < WIDTH * HEIGHT; i++) {
                int x = i % WIDTH;
                int y = i / WIDTH;
                Color color = new Color(image.getRGB(x, y), true);
                assertEquals(color.getRed(), scores.scoreAt(0, x, y));
                assertEquals(color.getGreen(), scores.scoreAt(1, x, y));
                assertEquals(color.getBlue(), scores.scoreAt(2, x, y));
                assertEquals(color.getAlpha(), scores.scoreAt(3, x, y));
                assertEquals(color.getBlue(), swapped.scoreAt(0, x, y));
                assertEquals(color.getAlpha(), swapped.scoreAt(3, x, y));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 12})
    void bandsAreTakenAsTheyAre(int count) {
        try (OnnxSegmenter segmenter = builder().load(network(FREE, count))) {
            for (int type : new int[] {DataBuffer.TYPE_BYTE, DataBuffer.TYPE_USHORT}) {
                BufferedImage image = bands(type, count);
                Scores scores = segmenter.scores(image);
                for (int band = 0; band < count; band++) {
                    assertEquals(image.getRaster().getSample(4, 3, band), scores.scoreAt(band, 4, 3));
                }
            }
        }
    }

    @Test
    void fourBandsNeedNotBeColors() {
        BufferedImage image = bands(DataBuffer.TYPE_USHORT, 4);
        try (OnnxSegmenter segmenter =
                builder().channelOrder(ChannelOrder.BANDS).load(network(FREE, 4))) {
            assertEquals(
                    image.getRaster().getSample(1, 1, 3),
                    segmenter.scores(image).scoreAt(3, 1, 1));
        }
    }

    @Test
    void channelsMayStandSideBySide() {
        byte[] network = new OnnxGraph()
                .input("pixels", OnnxGraph.FLOAT, 1, FREE, FREE, 5)
                .nodeWithInts("Transpose", "planes", "perm", new long[] {0, 3, 1, 2}, "pixels")
                .floats("weights", new long[] {5, 5, 1, 1}, identity(5))
                .node("Conv", "scores", "planes", "weights")
                .output("scores", OnnxGraph.FLOAT, 1, 5, FREE, FREE)
                .toBytes();
        BufferedImage image = bands(DataBuffer.TYPE_BYTE, 5);
        try (OnnxSegmenter segmenter = builder().load(network)) {
            assertEquals(TensorLayout.NHWC, segmenter.preprocessing().layout());
            Scores scores = segmenter.scores(image);
            for (int band = 0; band < 5; band++) {
                assertEquals(image.getRaster().getSample(2, 4, band), scores.scoreAt(band, 2, 4));
            }
        }
    }

    @Test
    void eachChannelHasAMeanAndADeviation() {
        BufferedImage image = bands(DataBuffer.TYPE_BYTE, 5);
        try (OnnxSegmenter segmenter =
                builder().mean(1, 2, 3, 4, 5).std(2, 2, 2, 2, 4).load(network(FREE, 5))) {
            assertEquals(
                    (image.getRaster().getSample(6, 0, 4) - 5) / 4f,
                    segmenter.scores(image).scoreAt(4, 6, 0));
        }
    }

    @Test
    void whatIsMissingIsNamed() {
        byte[] network = network(FREE, 5);
        String nothing = fails(OnnxSegmenter.builder(), network);
        assertTrue(nothing.contains("5 channels") && nothing.contains("(mean)"), nothing);
        assertTrue(nothing.contains("(std)") && nothing.contains("(scale)"), nothing);
        String twoOfFive = fails(builder().mean(1, 2), network);
        assertTrue(twoOfFive.contains("2 channels") && twoOfFive.contains("there are 5"), twoOfFive);
        String gray = fails(builder().channelOrder(ChannelOrder.GRAY), network);
        assertTrue(gray.contains("5 channels") && gray.contains("GRAY"), gray);
    }

    private static String fails(OnnxSegmenter.Builder builder, byte[] network) {
        return assertThrows(
                        InvalidModelException.class, () -> builder.load(network).close())
                .getMessage();
    }

    @Test
    void imagesWithoutTheBandsAreRefused() {
        try (OnnxSegmenter segmenter = builder().load(network(FREE, 5))) {
            for (BufferedImage image : new BufferedImage[] {
                noise(BufferedImage.TYPE_INT_RGB),
                noise(BufferedImage.TYPE_BYTE_INDEXED),
                noise(BufferedImage.TYPE_USHORT_565_RGB)
            }) {
                InvalidImageException refused =
                        assertThrows(InvalidImageException.class, () -> segmenter.segment(image));
                assertEquals(InvalidImageException.Kind.UNSUPPORTED, refused.kind());
            }
        }
    }

    @Test
    void aBatchThatTheGraphFixesIsFilledWithTheImage() {
        // What a network says of the mean over the batch is what it would say of the one image.
        byte[] network = copying(3)
                .input("pixels", OnnxGraph.FLOAT, 4, 3, FREE, FREE)
                .nodeWithInts("ReduceMean", "mean", "axes", new long[] {0}, "scores")
                .node("Mul", "zero", "scores", "nought")
                .node("Add", "all", "zero", "mean")
                .floats("nought", new long[] {1}, 0)
                .output("all", OnnxGraph.FLOAT, 4, 3, FREE, FREE)
                .toBytes();
        BufferedImage image = noise(BufferedImage.TYPE_INT_RGB);
        BufferedImage other = noise(BufferedImage.TYPE_3BYTE_BGR);
        try (OnnxSegmenter one = builder().load(network(FREE, 3));
                OnnxSegmenter four = builder().load(network);
                OnnxSegmenter plain = builder().load(network(4, 3))) {
            for (int run = 0; run < 3; run++) {
                BufferedImage photo = run == 1 ? other : image;
                LabelMap labels = one.segment(photo);
                assertEquals(labels, four.segment(photo));
                assertEquals(labels, plain.segment(photo));
                assertEquals(
                        new Color(photo.getRGB(3, 3)).getRed(),
                        four.scores(photo).scoreAt(0, 3, 3));
            }
            assertTrue(
                    four.describe().toString().contains("4 images at once"),
                    four.describe().toString());
        }
    }

    @Test
    void aBatchOfLabelsGivesTheFirst() {
        byte[] network = copying(3)
                .input("pixels", OnnxGraph.FLOAT, 2, 3, HEIGHT, WIDTH)
                .node(new OnnxGraph.Operation("ArgMax")
                        .inputs("scores")
                        .outputs("labels")
                        .integer("axis", 1)
                        .integer("keepdims", 0))
                .output("labels", OnnxGraph.INT64, 2, HEIGHT, WIDTH)
                .toBytes();
        BufferedImage image = noise(BufferedImage.TYPE_INT_RGB);
        try (OnnxSegmenter one = builder().load(network(FREE, 3));
                OnnxSegmenter two = builder().load(network);
                OnnxSegmenter whole = builder().wholeGraph().load(network)) {
            assertEquals(one.segment(image), two.segment(image));
            assertEquals(one.segment(image), whole.segment(image));
        }
    }

    @Test
    void anInputWithoutAShapeIsKnownByItsConvolution() {
        for (int channels : new int[] {1, 3, 4}) {
            byte[] network = copying(channels)
                    .shapelessInput("pixels", OnnxGraph.FLOAT)
                    .shapelessOutput("scores", OnnxGraph.FLOAT)
                    .toBytes();
            BufferedImage image = noise(BufferedImage.TYPE_INT_ARGB);
            try (OnnxSegmenter shapeless = builder().load(network);
                    OnnxSegmenter declared = builder().load(network(FREE, channels))) {
                assertEquals(declared.segment(image), shapeless.segment(image));
                assertEquals(
                        ChannelOrder.usual(channels), shapeless.preprocessing().channelOrder());
            }
        }
    }

    @Test
    void whatAnInputWithoutAShapeDoesNotShowIsNamed() {
        byte[] network = new OnnxGraph()
                .shapelessInput("pixels", OnnxGraph.FLOAT)
                .node("Sigmoid", "scores", "pixels")
                .shapelessOutput("scores", OnnxGraph.FLOAT)
                .toBytes();
        String message = fails(builder(), network);
        assertTrue(message.contains("(layout)"), message);
        BufferedImage image = noise(BufferedImage.TYPE_INT_RGB);
        try (OnnxSegmenter segmenter = builder()
                        .scale(1 / 255.0)
                        .layout(TensorLayout.NCHW)
                        .outputLayout(TensorLayout.NCHW)
                        .load(network);
                OnnxSegmenter declared = builder().load(network(FREE, 3))) {
            assertEquals(
                    declared.segment(image).labelAt(1, 1),
                    segmenter.segment(image).labelAt(1, 1));
        }
    }
}

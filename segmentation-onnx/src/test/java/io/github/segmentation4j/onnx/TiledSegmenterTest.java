package io.github.segmentation4j.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.ImageRegions;
import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.Segmentation;
import io.github.segmentation4j.Segmenter;
import io.github.segmentation4j.SegmenterClosedException;
import io.github.segmentation4j.TiledSegmenter;
import io.github.segmentation4j.contract.SegmenterContract;
import io.github.segmentation4j.model.ModelDescription;
import io.github.segmentation4j.model.OutputKind;
import io.github.segmentation4j.model.SizeRule;
import io.github.segmentation4j.model.Tiles;
import io.github.segmentation4j.onnx.testing.OnnxGraph;
import io.github.segmentation4j.onnx.testing.OnnxGraph.Operation;
import io.github.segmentation4j.onnx.testing.Resources;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tiles with a halo as wide as the network looks give what the whole image gives. */
class TiledSegmenterTest {
    private static final int CLASSES = 5;

    /** Looks {@code 1 + 2 * 1 + 4 * 2 = 11} pixels far, has a stride of 4, and scales its scores to the size of its input. */
    private static final byte[] CONVOLUTIONS = convolutions(true);

    private static byte[] convolutions(boolean resized) {
        Random random = new Random(7);
        OnnxGraph graph = new OnnxGraph()
                .input("photo", OnnxGraph.FLOAT, OnnxGraph.FREE, 3, OnnxGraph.FREE, OnnxGraph.FREE)
                .floats("a", new long[] {8, 3, 3, 3}, weights(random, 216))
                .floats("b", new long[] {8, 8, 3, 3}, weights(random, 576))
                .floats("c", new long[] {8, 8, 3, 3}, weights(random, 576))
                .floats("d", new long[] {CLASSES, 8, 1, 1}, weights(random, 8 * CLASSES))
                .int64s("from", 2)
                .int64s("to", 4)
                .int64s("classes", 1, CLASSES)
                .floats("nothing", new long[] {0})
                .node(conv("photo", "a", "1").ints("strides", 2, 2).ints("pads", 1, 1, 1, 1))
                .node("Relu", "2", "1")
                .node(conv("2", "b", "3").ints("strides", 2, 2).ints("pads", 1, 1, 1, 1))
                .node("Relu", "4", "3")
                .node(conv("4", "c", "5").ints("dilations", 2, 2).ints("pads", 2, 2, 2, 2))
                .node("Relu", "6", "5");
        if (!resized) {
            return graph.node("Conv", "scores", "6", "d")
                    .output("scores", OnnxGraph.FLOAT, OnnxGraph.FREE, CLASSES, OnnxGraph.FREE, OnnxGraph.FREE)
                    .toBytes();
        }
        return graph.node("Conv", "7", "6", "d")
                .node("Shape", "shape", "photo")
                .node("Slice", "sides", "shape", "from", "to")
                .node(new Operation("Concat")
                        .inputs("classes", "sides")
                        .outputs("size")
                        .integer("axis", 0))
                .node(new Operation("Resize")
                        .inputs("7", "nothing", "nothing", "size")
                        .outputs("scores")
                        .text("mode", "linear")
                        .text("coordinate_transformation_mode", "half_pixel"))
                .output("scores", OnnxGraph.FLOAT, OnnxGraph.FREE, CLASSES, OnnxGraph.FREE, OnnxGraph.FREE)
                .toBytes();
    }

    private static Operation conv(String from, String weights, String to) {
        return new Operation("Conv").inputs(from, weights).outputs(to);
    }

    private static float[] weights(Random random, int count) {
        float[] weights = new float[count];
        for (int i = 0; i < count; i++) {
            weights[i] = (float) random.nextGaussian() / 4;
        }
        return weights;
    }

    private static BufferedImage noise(int width, int height, long seed) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(seed);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, random.nextInt(1 << 24));
            }
        }
        return image;
    }

    private static OnnxSegmenter small(byte[] model) {
        return OnnxSegmenter.builder()
                .size(SizeRule.asIs())
                .mean(0.5, 0.5, 0.5)
                .std(0.25, 0.25, 0.25)
                .outputKind(OutputKind.LOGITS)
                .load(model);
    }

    private static OnnxSegmenter fcn() {
        return OnnxSegmenter.builder().size(SizeRule.asIs()).load(Resources.file("/models/fcn_resnet50_w8.onnx"));
    }

    private static String field(ModelDescription description) {
        return description.decisions().stream()
                .filter(decision -> decision.subject().equals("receptive field"))
                .findFirst()
                .orElseThrow()
                .value();
    }

    @Property(tries = 60)
    void tilesGiveWhatTheWholeImageGives(
            @ForAll @IntRange(min = 1, max = 150) int width,
            @ForAll @IntRange(min = 1, max = 150) int height,
            @ForAll @IntRange(min = 1, max = 80) int size,
            @ForAll @IntRange(min = 11, max = 40) int halo,
            @ForAll boolean resized) {
        BufferedImage image = noise(width, height, 31L * width + height);
        try (OnnxSegmenter whole = small(resized ? CONVOLUTIONS : convolutions(false))) {
            Segmenter tiled = whole.tiled(Tiles.create().withSize(size).withHalo(halo));
            Segmentation expected = whole.segmentWithConfidence(image);
            Segmentation found = tiled.segmentWithConfidence(image);

            assertEquals(expected.labels(), found.labels());
            assertEquals(expected.confidence(), found.confidence());
            assertEquals(expected.labels(), tiled.segment(image));
        }
    }

    @Test
    void theHaloIsReadOffTheGraph() {
        try (OnnxSegmenter segmenter = small(CONVOLUTIONS)) {
            assertEquals("11 pixels to each side, stride 4", field(segmenter.describe()));
            BufferedImage image = noise(131, 97, 1);
            Segmenter tiled = segmenter.tiled(Tiles.create().withSize(16));
            assertEquals(segmenter.segment(image), tiled.segment(image));
            assertTrue(tiled.toString().endsWith("tiles of 16 pixels with a halo of 12"), tiled.toString());
        }
    }

    @Test
    void aHaloThatIsTooNarrowShows() {
        try (OnnxSegmenter segmenter = small(CONVOLUTIONS)) {
            BufferedImage image = noise(131, 97, 1);
            Segmenter tiled = segmenter.tiled(Tiles.create().withSize(16).withHalo(0));
            assertNotEquals(segmenter.segment(image), tiled.segment(image));
        }
    }

    /** Changes one pixel and looks how far away scores change: never farther than the graph says, and as far. */
    @Test
    void noScoreChangesBeyondTheReceptiveField() {
        int side = 85;
        int place = 42;
        BufferedImage image = noise(side, side, 3);
        try (OnnxSegmenter segmenter = small(convolutions(false))) {
            Scores before = segmenter.scores(image);
            image.setRGB(place, place, image.getRGB(place, place) ^ 0xFFFFFF);
            Scores after = segmenter.scores(image);
            int farthest = 0;
            for (int y = 0; y < before.height(); y++) {
                for (int x = 0; x < before.width(); x++) {
                    for (int label = 0; label < CLASSES; label++) {
                        if (before.scoreAt(label, x, y) != after.scoreAt(label, x, y)) {
                            farthest = Math.max(farthest, Math.max(Math.abs(4 * x - place), Math.abs(4 * y - place)));
                        }
                    }
                }
            }
            assertTrue(farthest <= 11, farthest + " pixels");
            assertTrue(farthest > 11 - 4, farthest + " pixels");
        }
    }

    @Test
    void fcnResNet50InTilesIsFcnResNet50() {
        BufferedImage image = noise(797, 139, 5);
        try (OnnxSegmenter segmenter = fcn()) {
            assertEquals("221 pixels to each side, stride 8", field(segmenter.describe()));
            LabelMap expected = segmenter.segment(image);
            assertEquals(expected, segmenter.tiled(Tiles.create().withSize(200)).segment(image));
        }
    }

    @Test
    void deepLabLooksAtTheWholeImage() {
        try (OnnxSegmenter segmenter = OnnxSegmenter.builder()
                .size(SizeRule.shortEdge(64))
                .load(Resources.file("/models/deeplabv3_resnet50_w8.onnx"))) {
            String field = field(segmenter.describe());
            assertTrue(field.startsWith("the whole image ("), field);
            BufferedImage image = noise(150, 70, 5);
            LabelMap labels =
                    segmenter.tiled(Tiles.create().withSize(64).withHalo(16)).segment(image);
            assertArrayEquals(new int[] {150, 70}, new int[] {labels.width(), labels.height()});
        }
    }

    @Test
    void aNetworkThatGivesLabelsIsRefused() {
        byte[] labels = new OnnxGraph()
                .input("photo", OnnxGraph.FLOAT, 1, 3, OnnxGraph.FREE, OnnxGraph.FREE)
                .node(new Operation("ArgMax")
                        .inputs("photo")
                        .outputs("labels")
                        .integer("axis", 1)
                        .integer("keepdims", 0))
                .output("labels", OnnxGraph.INT64, 1, OnnxGraph.FREE, OnnxGraph.FREE)
                .toBytes();
        try (OnnxSegmenter segmenter = OnnxSegmenter.builder()
                .size(SizeRule.asIs())
                .mean(0, 0, 0)
                .std(1, 1, 1)
                .classNames(ClassNames.of(List.of("red", "green", "blue")))
                .load(labels)) {
            InvalidModelException e = assertThrows(InvalidModelException.class, () -> segmenter.tiled(Tiles.create()));
            assertTrue(e.getMessage().contains("fine borders"), e.getMessage());
        }
    }

    @Test
    void aNetworkOfOneSizeIsRefused() {
        byte[] fixed = new OnnxGraph()
                .input("photo", OnnxGraph.FLOAT, 1, 3, 16, 16)
                .node("Relu", "scores", "photo")
                .output("scores", OnnxGraph.FLOAT, 1, 3, 16, 16)
                .toBytes();
        try (OnnxSegmenter segmenter = OnnxSegmenter.builder()
                .mean(0, 0, 0)
                .std(1, 1, 1)
                .outputKind(OutputKind.LOGITS)
                .load(fixed)) {
            InvalidModelException e = assertThrows(InvalidModelException.class, () -> segmenter.tiled(Tiles.create()));
            assertTrue(e.getMessage().contains("images of one size only"), e.getMessage());
        }
    }

    @Test
    void anImageInAFileHasTheLabelsOfTheSameInMemory(@TempDir Path folder) throws IOException {
        BufferedImage image = noise(203, 331, 9);
        Path file = folder.resolve("image.tif");
        ImageIO.write(image, "tiff", file.toFile());
        List<LabelMap> bands = new ArrayList<>();
        try (OnnxSegmenter segmenter = small(CONVOLUTIONS);
                ImageRegions regions = ImageRegions.open(file)) {
            TiledSegmenter tiled = segmenter.tiled(Tiles.create().withSize(64));
            tiled.segment(regions, bands::add);

            assertEquals(203, bands.get(0).width());
            assertTrue(bands.size() > 1, "rows come as soon as they are known");
            LabelMap whole = segmenter.segment(image);
            int y = 0;
            for (LabelMap band : bands) {
                assertEquals(whole.crop(0, y, 203, band.height()), band);
                y += band.height();
            }
            assertEquals(331, y);
            IOException full = new IOException("disk full");
            assertSame(
                    full,
                    assertThrows(
                            IOException.class,
                            () -> tiled.segment(regions, band -> {
                                throw full;
                            })));
            assertThrows(
                    IllegalStateException.class,
                    () -> tiled.segment(regions, band -> {
                        throw new IllegalStateException("enough");
                    }));
            assertEquals(whole, tiled.segment(image), "a consumer that fails leaves the segmenter as it was");
        }
    }

    /** Scores at the size of the image are not scaled, and labels of many pixels are handed over in parts. */
    @Test
    void aLargeImageOfScoresAtItsOwnSizeIsTheSameInTiles() {
        BufferedImage image = noise(2300, 2100, 9);
        try (OnnxSegmenter segmenter = small(OnnxGraph.pointwise("pixels", "scores", 1, 0, 0, 0, 1, 0, 0, 0, 1))) {
            TiledSegmenter tiled = segmenter.tiled(Tiles.create().withSize(2100));
            Segmentation expected = segmenter.segmentWithConfidence(image);
            Segmentation found = tiled.segmentWithConfidence(image);

            assertEquals(expected.labels(), found.labels());
            assertEquals(expected.confidence(), found.confidence());
        }
    }

    @Test
    void closingEitherClosesBoth() {
        BufferedImage image = noise(20, 20, 1);
        try (OnnxSegmenter segmenter = small(CONVOLUTIONS)) {
            segmenter.tiled(Tiles.create()).close();
            assertThrows(SegmenterClosedException.class, () -> segmenter.segment(image));
        }
        OnnxSegmenter segmenter = small(CONVOLUTIONS);
        Segmenter tiled = segmenter.tiled(Tiles.create());
        segmenter.close();
        assertThrows(SegmenterClosedException.class, () -> tiled.segment(image));
    }

    @Test
    void tilesOfNothingAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> Tiles.create().withSize(0));
        assertThrows(IllegalArgumentException.class, () -> Tiles.create().withHalo(-1));
        assertEquals(
                Tiles.create().withSize(512).withHalo(3),
                Tiles.create().withHalo(3).withSize(512));
        assertNotEquals(Tiles.create(), Tiles.create().withHalo(0));
    }

    @Nested
    class InTiles extends SegmenterContract {
        @Override
        protected Segmenter open() {
            return OnnxSegmenter.builder()
                    .concurrentCalls(1)
                    .load(Resources.file("/models/fcn_resnet50_w8.onnx"))
                    .tiled(Tiles.create().withSize(1024).withHalo(32));
        }

        @Override
        protected int concurrentCalls() {
            return 1;
        }
    }
}

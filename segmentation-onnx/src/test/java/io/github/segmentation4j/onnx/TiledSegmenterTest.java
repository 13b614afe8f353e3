package io.github.segmentation4j.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.ImageRegions;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.Segmentation;
import io.github.segmentation4j.Segmenter;
import io.github.segmentation4j.SegmenterClosedException;
import io.github.segmentation4j.TiledSegmenter;
import io.github.segmentation4j.contract.SegmenterContract;
import io.github.segmentation4j.model.ModelDescription;
import io.github.segmentation4j.model.SizeRule;
import io.github.segmentation4j.model.Tiles;
import io.github.segmentation4j.onnx.testing.OnnxGraph;
import io.github.segmentation4j.onnx.testing.Resources;
import io.github.segmentation4j.onnx.testing.TiledNetworks;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tiles with a halo as wide as the network looks give what the whole image gives. */
class TiledSegmenterTest {
    private static final byte[] CONVOLUTIONS = TiledNetworks.scaledToTheInput();

    private static OnnxSegmenter small(byte[] model) {
        return TiledNetworks.asIs(model);
    }

    private static BufferedImage noise(int width, int height, long seed) {
        return TiledNetworks.noise(width, height, seed);
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
        try (OnnxSegmenter whole = small(resized ? CONVOLUTIONS : TiledNetworks.atAQuarter())) {
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
        try (OnnxSegmenter segmenter = small(TiledNetworks.atAQuarter())) {
            Scores before = segmenter.scores(image);
            image.setRGB(place, place, image.getRGB(place, place) ^ 0xFFFFFF);
            Scores after = segmenter.scores(image);
            int farthest = 0;
            for (int y = 0; y < before.height(); y++) {
                for (int x = 0; x < before.width(); x++) {
                    for (int label = 0; label < TiledNetworks.CLASSES; label++) {
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
        assertThrows(IllegalArgumentException.class, () -> Tiles.create().withConstantBlend(1));
        assertThrows(IllegalArgumentException.class, () -> Tiles.create().withGaussianBlend(-0.1));
        assertThrows(IllegalArgumentException.class, () -> Tiles.create().withGaussianBlend(Double.NaN));
        Tiles blended = Tiles.create().withHalo(3).withGaussianBlend(0.5);
        assertTrue(blended.halo().isEmpty() && blended.isGaussian(), blended.toString());
        assertEquals("tiles of 1024 pixels, gaussian blend with an overlap of 0.5", blended.toString());
        assertEquals(Tiles.create().withHalo(3), blended.withHalo(3));
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

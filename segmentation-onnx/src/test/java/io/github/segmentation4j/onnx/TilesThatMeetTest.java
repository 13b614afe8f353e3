package io.github.segmentation4j.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.ImageRegions;
import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.Segmentation;
import io.github.segmentation4j.Segmenter;
import io.github.segmentation4j.TiledSegmenter;
import io.github.segmentation4j.engine.argmax.SlowArgmax;
import io.github.segmentation4j.model.OutputKind;
import io.github.segmentation4j.model.Padding;
import io.github.segmentation4j.model.Tiles;
import io.github.segmentation4j.onnx.testing.OnnxGraph;
import io.github.segmentation4j.onnx.testing.TiledNetworks;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Tiles that are blended, of one size, padded, or of labels, against twins that hold everything at once. */
class TilesThatMeetTest {
    private static final int STRIDE = 4;
    private static final int CLASSES = TiledNetworks.CLASSES;

    private static BufferedImage noise(int width, int height) {
        return TiledNetworks.noise(width, height, 31L * width + height);
    }

    /** Where windows begin along an axis: step by step, and the last one so that it ends with the image, on the grid. */
    private static List<Integer> starts(int length, int window, int step) {
        List<Integer> starts = new ArrayList<>();
        int last = Math.max(0, length - window);
        last = (last + STRIDE - 1) / STRIDE * STRIDE;
        for (int start = 0; start < last; start += step) {
            starts.add(start);
        }
        starts.add(last);
        return starts;
    }

    private static float gaussian(int i, int length) {
        double distance = i - (length - 1) / 2.0;
        double sigma = length / 8.0;
        return (float) Math.exp(-distance * distance / (2 * sigma * sigma));
    }

    private static float weight(int x, int y, int width, int height, boolean isGaussian) {
        if (!isGaussian) {
            return 1;
        }
        float least = Math.max(1e-3f, gaussian(0, width) * gaussian(0, height));
        return Math.max(least, gaussian(x, width) * gaussian(y, height));
    }

    /** The weighted means of the scores of all windows, for the whole image at once. */
    private static SlowArgmax blended(
            OnnxSegmenter segmenter, BufferedImage image, int window, int step, boolean isGaussian) {
        int width = (image.getWidth() + STRIDE - 1) / STRIDE;
        int height = (image.getHeight() + STRIDE - 1) / STRIDE;
        float[] sums = new float[CLASSES * width * height];
        float[] weights = new float[width * height];
        int windowWidth = Math.min(window, image.getWidth());
        int windowHeight = Math.min(window, image.getHeight());
        for (int y : starts(image.getHeight(), windowHeight, step)) {
            for (int x : starts(image.getWidth(), windowWidth, step)) {
                Scores scores = segmenter.scores(image.getSubimage(
                        x,
                        y,
                        Math.min(windowWidth, image.getWidth() - x),
                        Math.min(windowHeight, image.getHeight() - y)));
                for (int row = 0; row < scores.height(); row++) {
                    for (int column = 0; column < scores.width(); column++) {
                        float weight = weight(column, row, scores.width(), scores.height(), isGaussian);
                        int at = (y / STRIDE + row) * width + x / STRIDE + column;
                        weights[at] += weight;
                        for (int label = 0; label < CLASSES; label++) {
                            sums[label * width * height + at] += scores.scoreAt(label, column, row) * weight;
                        }
                    }
                }
            }
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] /= weights[i % (width * height)];
        }
        return new SlowArgmax(sums, CLASSES, width, height);
    }

    @Property(tries = 40)
    void blendedScoresAreTheWeightedMeans(
            @ForAll @IntRange(min = 1, max = 150) int width,
            @ForAll @IntRange(min = 1, max = 150) int height,
            @ForAll @IntRange(min = 1, max = 16) int cells,
            @ForAll @IntRange(min = 0, max = 3) int quarters,
            @ForAll boolean isGaussian) {
        BufferedImage image = noise(width, height);
        double overlap = quarters / 4.0;
        Tiles tiles = Tiles.create().withSize(cells * STRIDE);
        try (OnnxSegmenter segmenter = TiledNetworks.asIs(TiledNetworks.atAQuarter())) {
            Segmentation found = segmenter
                    .tiled(isGaussian ? tiles.withGaussianBlend(overlap) : tiles.withConstantBlend(overlap))
                    .segmentWithConfidence(image);
            LabelMap labels = found.labels();
            // A window that is as long as the image has its step from its own length, but there is only one of it then.
            int step = Math.max(STRIDE, (int) (cells * STRIDE * (1 - overlap)) / STRIDE * STRIDE);
            SlowArgmax twin = blended(segmenter, image, cells * STRIDE, step, isGaussian);
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    float[] scores = twin.scoresAt(x, y, width, height);
                    int best = SlowArgmax.argmax(scores);
                    assertEquals(best, labels.labelAt(x, y), x + "," + y);
                    assertEquals(
                            SlowArgmax.softmax(scores, best), found.confidence().confidenceAt(x, y), 1e-6);
                }
            }
        }
    }

    @Test
    void oneWindowIsTheWholeImage() {
        BufferedImage image = noise(93, 61);
        try (OnnxSegmenter segmenter = TiledNetworks.asIs(TiledNetworks.scaledToTheInput())) {
            assertEquals(
                    segmenter.segment(image),
                    segmenter.tiled(Tiles.create().withConstantBlend(0.25)).segment(image));
            assertNotEquals(
                    segmenter.segment(image),
                    segmenter
                            .tiled(Tiles.create().withSize(32).withGaussianBlend(0.5))
                            .segment(image));
            assertTrue(segmenter
                    .tiled(Tiles.create().withGaussianBlend(0.5))
                    .toString()
                    .endsWith("tiles of 1024 pixels with an overlap of 0.5"));
        }
    }

    /** The whole image, padded to multiples of 32 as the model says, and its tiles. */
    @Property(tries = 30)
    void tilesArePaddedAsTheWholeImageIs(
            @ForAll @IntRange(min = 1, max = 150) int width,
            @ForAll @IntRange(min = 1, max = 150) int height,
            @ForAll @IntRange(min = 1, max = 3) int cells,
            @ForAll boolean isColored) {
        BufferedImage image = noise(width, height);
        Padding padding = Padding.toMultipleOf(32);
        try (OnnxSegmenter segmenter = TiledNetworks.asIs()
                .padding(isColored ? padding.withColor(Color.PINK) : padding.withInput(0.75))
                .outputKind(OutputKind.LOGITS)
                .load(TiledNetworks.scaledToTheInput())) {
            Segmentation expected = segmenter.segmentWithConfidence(image);
            Segmentation found = segmenter
                    .tiled(Tiles.create().withSize(cells * 32).withHalo(12))
                    .segmentWithConfidence(image);
            assertEquals(expected.labels(), found.labels());
            assertEquals(expected.confidence(), found.confidence());
        }
    }

    /** A network of free sizes that is shown the same windows, its scores put together by hand. */
    @Property(tries = 30)
    void aNetworkOfOneSizeSeesWindowsOfThatSize(
            @ForAll @IntRange(min = 1, max = 150) int width,
            @ForAll @IntRange(min = 1, max = 150) int height,
            @ForAll @IntRange(min = 0, max = 1) int halos) {
        int windowWidth = 50;
        int windowHeight = 40;
        int halo = halos * STRIDE;
        BufferedImage image = noise(width, height);
        try (OnnxSegmenter fixed = TiledNetworks.asIs(TiledNetworks.atAQuarter(windowWidth, windowHeight));
                OnnxSegmenter free = TiledNetworks.asIs()
                        .padding(Padding.toSize(windowWidth, windowHeight))
                        .outputKind(OutputKind.LOGITS)
                        .load(TiledNetworks.atAQuarter())) {
            LabelMap labels = fixed.tiled(Tiles.create().withHalo(halo)).segment(image);
            List<Integer> columns = starts(width, windowWidth, (windowWidth - 2 * halo) / STRIDE * STRIDE);
            List<Integer> rows = starts(height, windowHeight, (windowHeight - 2 * halo) / STRIDE * STRIDE);
            int paddedWidth = columns.get(columns.size() - 1) + windowWidth;
            int paddedHeight = rows.get(rows.size() - 1) + windowHeight;
            int scoresWide = (paddedWidth + STRIDE - 1) / STRIDE;
            int scoresHigh = (paddedHeight + STRIDE - 1) / STRIDE;
            float[] all = new float[CLASSES * scoresWide * scoresHigh];
            for (int row : rows) {
                for (int column : columns) {
                    BufferedImage window = image.getSubimage(
                            column, row, Math.min(windowWidth, width - column), Math.min(windowHeight, height - row));
                    Scores scores = free.scores(window);
                    int fromX = column == 0 ? 0 : column + halo;
                    int fromY = row == 0 ? 0 : row + halo;
                    for (int label = 0; label < CLASSES; label++) {
                        // Later windows have the last word from where their own core begins.
                        for (int y = fromY / STRIDE; y < row / STRIDE + scores.height(); y++) {
                            for (int x = fromX / STRIDE; x < column / STRIDE + scores.width(); x++) {
                                all[(label * scoresHigh + y) * scoresWide + x] =
                                        scores.scoreAt(label, x - column / STRIDE, y - row / STRIDE);
                            }
                        }
                    }
                }
            }
            SlowArgmax network = new SlowArgmax(all, CLASSES, scoresWide, scoresHigh);
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    float[] scores = network.scoresAt(x, y, paddedWidth, paddedHeight);
                    assertEquals(SlowArgmax.argmax(scores), labels.labelAt(x, y), x + "," + y);
                }
            }
        }
    }

    @Test
    void aHaloThatLeavesNothingOfTheOnlySizeIsRefused() {
        try (OnnxSegmenter segmenter = TiledNetworks.asIs(TiledNetworks.atAQuarter(50, 40))) {
            InvalidModelException e = assertThrows(
                    InvalidModelException.class,
                    () -> segmenter.tiled(Tiles.create().withHalo(20)));
            assertTrue(e.getMessage().contains("at most 16"), e.getMessage());
        }
    }

    @Test
    void aNetworkThatFixesOneSideIsRefused() {
        try (OnnxSegmenter segmenter = TiledNetworks.asIs(TiledNetworks.atAQuarter((int) OnnxGraph.FREE, 40))) {
            InvalidModelException e = assertThrows(InvalidModelException.class, () -> segmenter.tiled(Tiles.create()));
            assertTrue(e.getMessage().contains("one height only"), e.getMessage());
        }
    }

    @Test
    void whatIsNotExactSaysSo() {
        try (OnnxSegmenter fixed = TiledNetworks.asIs(TiledNetworks.atAQuarter(50, 40));
                OnnxSegmenter labels = labelsOnly()) {
            assertTrue(field(fixed).endsWith("; not exact in tiles, since the input has one size"), field(fixed));
            assertTrue(field(labels).endsWith("; not exact in tiles, since the output is labels"), field(labels));
        }
    }

    private static String field(OnnxSegmenter segmenter) {
        return segmenter.describe().decisions().stream()
                .filter(decision -> decision.subject().equals("receptive field"))
                .findFirst()
                .orElseThrow()
                .value();
    }

    /** What is left of an image is the same as if nothing had come before, however tiles meet. */
    @Property(tries = 40)
    void anImageIsTakenUpAtAnyRow(
            @ForAll @IntRange(min = 1, max = 90) int width,
            @ForAll @IntRange(min = 1, max = 300) int height,
            @ForAll @IntRange(min = 0, max = 299) int row,
            @ForAll @IntRange(min = 1, max = 20) int cells,
            @ForAll @IntRange(min = 0, max = 3) int kind) {
        int fromRow = row % height;
        Tiles tiles = Tiles.create().withSize(cells * STRIDE);
        try (OnnxSegmenter segmenter = kind == 3 ? labelsOnly() : TiledNetworks.asIs(TiledNetworks.scaledToTheInput());
                ImageRegions image = regions(noise(width, height))) {
            TiledSegmenter tiled =
                    segmenter.tiled(kind == 0 ? tiles : kind == 1 ? tiles.withGaussianBlend(0.5) : tiles.withHalo(4));
            LabelMap all = collected(tiled, image, 0);
            assertEquals(all.crop(0, fromRow, width, height - fromRow), collected(tiled, image, fromRow));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ImageRegions regions(BufferedImage image) throws IOException {
        Path file = Files.createTempFile("tiles", ".tif");
        file.toFile().deleteOnExit();
        ImageIO.write(image, "tiff", file.toFile());
        return ImageRegions.open(file);
    }

    private static LabelMap collected(TiledSegmenter tiled, ImageRegions image, int fromRow) throws IOException {
        int height = image.height() - fromRow;
        byte[] labels = new byte[image.width() * height];
        int[] row = {0};
        tiled.segment(image, fromRow, band -> {
            for (int y = 0; y < band.height(); y++) {
                band.copyRow(y, labels, row[0]++ * image.width());
            }
        });
        assertEquals(height, row[0]);
        return LabelMap.copyOf(image.width(), height, labels);
    }

    private static OnnxSegmenter labelsOnly() {
        return TiledNetworks.asIs()
                .classNames(ClassNames.of("a", "b", "c", "d", "e"))
                .load(TiledNetworks.labelsAtAQuarter());
    }

    /** Where the image's sides are multiples of the stride, the scale is 4 in every tile. */
    @Property(tries = 30)
    void labelsArePutSideBySide(
            @ForAll @IntRange(min = 1, max = 40) int columns,
            @ForAll @IntRange(min = 1, max = 40) int rows,
            @ForAll @IntRange(min = 1, max = 20) int cells) {
        BufferedImage image = noise(columns * STRIDE, rows * STRIDE);
        try (OnnxSegmenter segmenter = labelsOnly()) {
            Segmenter tiled =
                    segmenter.tiled(Tiles.create().withSize(cells * STRIDE).withHalo(12));
            assertEquals(segmenter.segment(image), tiled.segment(image));
        }
    }

    @Test
    void labelsAreNotBlendedAndHaveNoConfidence() {
        try (OnnxSegmenter segmenter = labelsOnly()) {
            InvalidModelException e = assertThrows(
                    InvalidModelException.class,
                    () -> segmenter.tiled(Tiles.create().withConstantBlend(0.25)));
            assertTrue(e.getMessage().contains("only scores can be blended"), e.getMessage());
            Segmenter tiled = segmenter.tiled(Tiles.create());
            assertThrows(InvalidModelException.class, () -> tiled.segmentWithConfidence(noise(20, 20)));
        }
    }
}

package io.github.segmentation4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.codec.LabelTiff;
import io.github.segmentation4j.codec.LabelTiffWriter;
import io.github.segmentation4j.outline.Outlines;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Labels in files read by rectangles are those that were written. */
class LabelRegionsTest {

    /** Blocks of a few pixels, so that there are regions that meet and that lie in each other. */
    private static LabelMap drawn(int width, int height, int labels, long seed) {
        Random random = new Random(seed);
        LabelMap.Builder map = LabelMap.builder(width, height);
        for (int i = 0; i < width * height / 12 + 3; i++) {
            int label = random.nextInt(labels);
            int left = random.nextInt(width);
            int top = random.nextInt(height);
            for (int y = top; y < Math.min(height, top + 5); y++) {
                for (int x = left; x < Math.min(width, left + 6); x++) {
                    map.set(x, y, label);
                }
            }
        }
        return map.build();
    }

    private static Path written(LabelMap map, boolean gray) throws IOException {
        Path file = Files.createTempFile("labels", ".tif");
        file.toFile().deleteOnExit();
        LabelTiff format =
                gray ? LabelTiff.gray() : LabelTiff.palette(0x102030, 0x405060, 0x708090, 0xA0B0C0, 0xD0E0F0);
        try (LabelTiffWriter writer = format.begin(map.width(), map.height(), file)) {
            writer.append(map);
            writer.finish();
        }
        return file;
    }

    @Property(tries = 60)
    void rectanglesAndCountsAreThoseOfTheWholeMap(
            @ForAll @IntRange(min = 1, max = 90) int width,
            @ForAll @IntRange(min = 1, max = 90) int height,
            @ForAll boolean gray,
            @ForAll long seed) {
        int classes = gray ? 700 : 5;
        LabelMap map = drawn(width, height, classes, seed);
        Random random = new Random(seed);
        try (LabelRegions labels = LabelRegions.open(written(map, gray))) {
            int x = random.nextInt(width);
            int y = random.nextInt(height);
            int columns = 1 + random.nextInt(width - x);
            int rows = 1 + random.nextInt(height - y);
            assertEquals(map.crop(x, y, columns, rows), labels.read(x, y, columns, rows));
            assertArrayEquals(map.histogram(classes), labels.histogram(classes));
            assertArrayEquals(map.shares(classes), labels.shares(classes));
            assertEquals(Outlines.of(map), Outlines.of(labels));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Higher than one band, so that outlines run on from one to the next. */
    @Test
    void outlinesHaveNoSeams() throws IOException {
        LabelMap map = drawn(1200, 3700, 5, 3);
        try (LabelRegions labels = LabelRegions.open(written(map, false))) {
            int bands = 0;
            for (LabelMap band : labels.bands()) {
                assertEquals(1200, band.width());
                bands++;
            }
            assertTrue(bands > 1, "in one piece there is nothing to be seen");
            Outlines outlines = Outlines.of(labels);
            assertEquals(Outlines.of(map), outlines);
            assertEquals(map, outlines.toLabelMap());
            assertArrayEquals(map.histogram(5), labels.histogram(5));
        }
    }

    @Test
    void whatIsNotLabelsIsRefused(@TempDir Path folder) throws IOException {
        Path text = Files.writeString(folder.resolve("labels.tif"), "not a TIFF file");
        InvalidFileException notTiff = assertThrows(InvalidFileException.class, () -> LabelRegions.open(text));
        assertTrue(notTiff.getMessage().contains("is not a TIFF file"), notTiff.getMessage());

        Path colors = folder.resolve("colors.tif");
        ImageIO.write(new BufferedImage(20, 10, BufferedImage.TYPE_3BYTE_BGR), "tiff", colors.toFile());
        try (LabelRegions labels = LabelRegions.open(colors)) {
            InvalidFileException notLabels = assertThrows(InvalidFileException.class, () -> labels.read(0, 0, 20, 10));
            assertTrue(notLabels.getMessage().contains("3 samples a pixel"), notLabels.getMessage());
        }
        assertThrows(IOException.class, () -> LabelRegions.open(folder.resolve("missing.tif")));
    }

    @Test
    void rectanglesOutsideAndClosedFilesAreErrors() throws IOException {
        LabelMap map = drawn(20, 10, 5, 1);
        LabelRegions labels = LabelRegions.open(written(map, false));
        try (labels) {
            assertThrows(IndexOutOfBoundsException.class, () -> labels.read(1, 0, 20, 1));
            assertThrows(IllegalArgumentException.class, () -> labels.read(0, 0, 0, 1));
            assertThrows(IllegalArgumentException.class, () -> labels.histogram(1));
            assertEquals(20, labels.width());
            assertEquals(10, labels.height());
        }
        assertThrows(IllegalStateException.class, () -> labels.read(0, 0, 1, 1));
        labels.close();
    }
}

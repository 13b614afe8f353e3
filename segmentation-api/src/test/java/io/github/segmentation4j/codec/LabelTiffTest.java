package io.github.segmentation4j.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.ImageRegions;
import io.github.segmentation4j.InvalidFileException;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.internal.tiff.PyramidWriter;
import io.github.segmentation4j.internal.tiff.TiffField;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelTiffTest {
    private static final int[] COLORS = new Random(1).ints(256, 0, 1 << 24).toArray();

    @TempDir
    Path folder;

    private static LabelMap drawn(int width, int height, int labels) {
        LabelMap.Builder builder = LabelMap.builder(width, height, labels);
        Random random = new Random(width * 31L + height);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                builder.set(x, y, random.nextInt(10) == 0 ? random.nextInt(labels) : (x / 40 + y / 30) % labels);
            }
        }
        return builder.build();
    }

    private Path written(LabelTiff format, LabelMap labels, int rowsOfBand) throws IOException {
        Path file = folder.resolve("labels.tif");
        try (LabelTiffWriter writer = format.begin(labels.width(), labels.height(), file)) {
            for (int y = 0; y < labels.height(); y += rowsOfBand) {
                assertEquals(y, writer.rows());
                writer.append(labels.crop(0, y, labels.width(), Math.min(rowsOfBand, labels.height() - y)));
            }
            writer.finish();
        }
        return file;
    }

    @ParameterizedTest
    @CsvSource({"1,1,1", "512,512,512", "513,3,2", "700,1100,64", "1500,900,511", "40,2000,1000", "2100,30,30"})
    void labelsComeBackAtEverySize(int width, int height, int rowsOfBand) throws IOException {
        for (int labels : new int[] {7, 256, 60_000}) {
            LabelMap map = drawn(width, height, labels);
            LabelTiff format = labels <= 256 ? LabelTiff.palette(COLORS) : LabelTiff.gray();
            try (ImageRegions regions = ImageRegions.open(written(format, map, rowsOfBand))) {
                int factor = 1;
                for (ImageRegions level : regions.levels()) {
                    assertEquals((width + factor - 1) / factor, level.width());
                    assertEquals((height + factor - 1) / factor, level.height());
                    assertLabels(map, factor, level);
                    factor *= 2;
                }
                ImageRegions last = regions.levels().get(regions.levels().size() - 1);
                assertTrue(Math.max(last.width(), last.height()) <= 512);
            }
        }
    }

    private static void assertLabels(LabelMap map, int factor, ImageRegions level) {
        BufferedImage image = level.read(0, 0, level.width(), level.height());
        int[] row = new int[level.width()];
        int[] expected = new int[level.width()];
        for (int y = 0; y < level.height(); y++) {
            image.getRaster().getSamples(0, y, level.width(), 1, 0, row);
            for (int x = 0; x < expected.length; x++) {
                expected[x] = map.labelAt(x * factor, y * factor);
            }
            int line = y;
            assertArrayEquals(expected, row, () -> "row " + line + " of one in " + factor);
        }
    }

    @Test
    void thePaletteIsThatWhichWasGiven() throws IOException {
        LabelMap map = drawn(20, 10, 3);
        try (ImageRegions regions =
                ImageRegions.open(written(LabelTiff.palette(0x000000, 0x12FE80, 0xFFFFFF), map, 10))) {
            BufferedImage image = regions.read(0, 0, 20, 10);
            IndexColorModel model = (IndexColorModel) image.getColorModel();
            assertEquals(0xFF12FE80, model.getRGB(1));
            assertEquals(0xFFFFFFFF, model.getRGB(2));
        }
    }

    /** Both kinds of file hold the same; which it is depends on how long it becomes. */
    @ParameterizedTest
    @CsvSource({"4294967295, 42", "1000, 43"})
    void aLongFileBecomesABigTiffFile(long longestClassic, int magic) throws IOException {
        LabelMap map = drawn(700, 600, 9);
        Path file = folder.resolve("pyramid.tif");
        try (PyramidWriter writer = new PyramidWriter(file, 700, 600, 1, COLORS, List.of(), longestClassic)) {
            byte[] row = new byte[700];
            for (int y = 0; y < 600; y++) {
                map.copyRow(y, row, 0);
                writer.row(row);
            }
            writer.finish();
        }
        assertEquals(magic, Files.readAllBytes(file)[2]);
        try (ImageRegions regions = ImageRegions.open(file)) {
            assertEquals(2, regions.levels().size());
            assertLabels(map, 1, regions.levels().get(0));
            assertLabels(map, 2, regions.levels().get(1));
        }
    }

    @Test
    void thePlaceOnAMapIsCopied() throws IOException {
        for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            Path source = Files.write(folder.resolve("map.tif"), geoTiff(order));
            Path file = written(LabelTiff.gray().placedLike(source), drawn(600, 600, 5), 600);
            List<TiffField> fields = TiffField.read(file, 33_550, 33_922, 34_735, 34_737, 42_113);
            assertEquals(
                    List.of(33_550, 34_735, 34_737),
                    fields.stream().map(TiffField::tag).toList());
            ByteBuffer scale = ByteBuffer.wrap(fields.get(0).values()).order(ByteOrder.LITTLE_ENDIAN);
            assertEquals(0.25, scale.getDouble());
            assertEquals(0.5, scale.getDouble());
            assertArrayEquals(new byte[] {1, 0, 1, 0}, fields.get(1).values());
            assertEquals("WGS 84|", new String(fields.get(2).values(), 0, 7, StandardCharsets.US_ASCII));
            assertEquals(8, fields.get(2).count());
        }
    }

    /** A TIFF file without a picture. */
    private static byte[] geoTiff(ByteOrder order) {
        ByteBuffer file = ByteBuffer.allocate(100).order(order);
        byte mark = (byte) (order == ByteOrder.LITTLE_ENDIAN ? 'I' : 'M');
        file.put(mark).put(mark).putShort((short) 42).putInt(8).putShort((short) 3);
        file.putShort((short) 33_550).putShort((short) 12).putInt(2).putInt(60);
        file.putShort((short) 34_735)
                .putShort((short) 3)
                .putInt(2)
                .putShort((short) 1)
                .putShort((short) 1);
        file.putShort((short) 34_737).putShort((short) 2).putInt(8).putInt(80).putInt(0);
        file.putDouble(60, 0.25).putDouble(68, 0.5);
        file.put(80, "WGS 84|".getBytes(StandardCharsets.US_ASCII));
        return file.array();
    }

    @Test
    void whatHasNoPlaceIsRefused() throws IOException {
        Path text = Files.writeString(folder.resolve("notes.txt"), "no map");
        assertThrows(InvalidFileException.class, () -> LabelTiff.gray().placedLike(text));
        Path cut = Files.write(folder.resolve("cut.tif"), Arrays.copyOf(geoTiff(ByteOrder.BIG_ENDIAN), 20));
        assertThrows(InvalidFileException.class, () -> LabelTiff.gray().placedLike(cut));
        assertThrows(IOException.class, () -> LabelTiff.gray().placedLike(folder.resolve("none.tif")));
    }

    @Test
    void nothingIsLeftOfAFileThatWasNotFinished() throws IOException {
        Path file = Files.writeString(folder.resolve("labels.tif"), "before");
        try (LabelTiffWriter writer = LabelTiff.gray().begin(10, 10, file)) {
            writer.append(drawn(10, 6, 3));
            IllegalStateException missing = assertThrows(IllegalStateException.class, writer::finish);
            assertTrue(missing.getMessage().contains("has 6 of 10 rows"), missing.getMessage());
        }
        assertEquals("before", Files.readString(file));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @Test
    void bandsAndColorsAreChecked() throws IOException {
        assertThrows(IllegalArgumentException.class, LabelTiff::palette);
        assertThrows(IllegalArgumentException.class, () -> LabelTiff.palette(new int[257]));
        assertThrows(IllegalArgumentException.class, () -> LabelTiff.palette(0x1000000));
        Path file = folder.resolve("labels.tif");
        assertThrows(IllegalArgumentException.class, () -> LabelTiff.gray().begin(0, 5, file));
        try (LabelTiffWriter writer = LabelTiff.palette(0, 1, 2).begin(10, 10, file)) {
            assertThrows(IllegalArgumentException.class, () -> writer.append(drawn(9, 3, 3)));
            assertThrows(IllegalArgumentException.class, () -> writer.append(drawn(10, 11, 3)));
            LabelMap high = LabelMap.copyOf(10, 1, new byte[] {0, 0, 0, 3, 0, 0, 0, 0, 0, 0});
            IllegalArgumentException noColor = assertThrows(IllegalArgumentException.class, () -> writer.append(high));
            assertTrue(noColor.getMessage().startsWith("Label 3 is in this band"), noColor.getMessage());
            writer.append(drawn(10, 10, 3));
            writer.finish();
            assertThrows(IllegalStateException.class, writer::finish);
            assertThrows(IllegalStateException.class, () -> writer.append(drawn(10, 1, 3)));
        }
        assertFalse(Files.notExists(file));
    }

    @Test
    void namesOfLabelsGoToAFileThatGdalReads(@TempDir Path names) throws IOException {
        Path file = names.resolve("labels.tif");
        LabelTiff format = LabelTiff.palette(0, 0xFFFFFF).named(ClassNames.of("ground", "<b> & \u0001 c"));
        try (LabelTiffWriter writer = format.begin(1, 1, file)) {
            writer.append(LabelMap.copyOf(1, 1, new byte[1]));
            assertFalse(Files.exists(names.resolve("labels.tif.aux.xml")));
            writer.finish();
        }
        assertEquals("""
                <PAMDataset>
                  <PAMRasterBand band="1">
                    <CategoryNames>
                      <Category>ground</Category>
                      <Category>&lt;b&gt; &amp; ? c</Category>
                    </CategoryNames>
                  </PAMRasterBand>
                </PAMDataset>
                """, Files.readString(names.resolve("labels.tif.aux.xml")));
    }
}

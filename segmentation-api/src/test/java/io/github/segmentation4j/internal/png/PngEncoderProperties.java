package io.github.segmentation4j.internal.png;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.Photos;
import io.github.segmentation4j.internal.raster.RgbRows;
import io.github.segmentation4j.internal.raster.SampleImages;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PngEncoderProperties {
    private static final int[] ALL_FILTERS = {0, 1, 2, 3, 4};

    /** Few enough bytes for small pictures to take several waves. */
    private static final int SMALL_WAVES = 1000;

    @Provide
    Arbitrary<String> anyKind() {
        return Arbitraries.of(SampleImages.kinds().keySet());
    }

    private static BufferedImage noise(String kind, int width, int height, long seed) {
        return SampleImages.filled(SampleImages.kinds().get(kind).apply(width, height), new Random(seed));
    }

    private static BufferedImage noise(int type, int width, int height) {
        return SampleImages.filled(new BufferedImage(width, height, type), new Random(width + height));
    }

    /** A picture with soft colors and flat areas, as overlays have them. */
    private static BufferedImage drawing(int type, int width, int height) {
        BufferedImage image = new BufferedImage(width, height, type);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width / 2; x++) {
                image.setRGB(x, y, 0xFF000000 | (x * 3 & 0xFF) << 16 | (x + y & 0xFF) << 8 | (x * y / 50 & 0xFF));
            }
        }
        Graphics2D pen = image.createGraphics();
        pen.setColor(Color.ORANGE);
        pen.fillOval(width / 4, height / 4, width / 2, height / 2);
        pen.dispose();
        return image;
    }

    private static byte[] written(PngEncoder encoder, BufferedImage image) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            encoder.write(image, out);
        } catch (IOException e) {
            throw new AssertionError("a stream in memory does not fail", e);
        }
        return out.toByteArray();
    }

    /** Returns red, green, blue and alpha of each pixel. */
    private static byte[] seen(BufferedImage image) {
        RgbRows rows = RgbRows.of(image);
        int width = image.getWidth();
        byte[] pixels = new byte[4 * width * image.getHeight()];
        for (int y = 0; y < image.getHeight(); y++) {
            rows.read(y, pixels, 4 * y * width);
            rows.readAlpha(y, pixels, (4 * y + 3) * width);
        }
        return pixels;
    }

    @Property
    void everyDecoderReadsWhatWasWrittenByAnyNumberOfThreads(
            @ForAll("anyKind") String kind,
            @ForAll @IntRange(min = 1, max = 70) int width,
            @ForAll @IntRange(min = 1, max = 70) int height,
            @ForAll FilterChoice filter,
            @ForAll @IntRange(min = 2, max = 5) int threads,
            @ForAll long seed)
            throws IOException {
        BufferedImage image = noise(kind, width, height, seed);
        PngEncoder encoder = PngEncoder.of(filter).withWaves(SMALL_WAVES);
        byte[] file = written(encoder.withThreads(threads), image);
        assertArrayEquals(seen(image), seen(Photos.read(new ByteArrayInputStream(file))));
        assertArrayEquals(seen(image), seen(ImageIO.read(new ByteArrayInputStream(file))));
        assertArrayEquals(written(encoder.withThreads(1), image), file);
    }

    @Property(tries = 300)
    void filtersAreThoseOfTheSlowTwin(
            @ForAll @IntRange(min = 1, max = 4) int channels,
            @ForAll boolean deep,
            @ForAll @IntRange(min = 1, max = 90) int width,
            @ForAll @IntRange(min = 1, max = 40) int height,
            @ForAll @IntRange(min = 1, max = 64) int spread,
            @ForAll long seed) {
        Random random = new Random(seed);
        int distance = deep ? 2 * channels : channels;
        byte[][] rows = new byte[height][width * distance];
        int value = 0;
        for (byte[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                value += random.nextInt(2 * spread) - spread;
                row[i] = (byte) value;
            }
        }
        assertFiltered(SlowPng.filtered(rows, distance, ALL_FILTERS), FilterChoice.LEAST_SUM, rows, distance);
        assertFiltered(SlowPng.filtered(rows, distance, 2), FilterChoice.UP, rows, distance);
        assertFiltered(SlowPng.filtered(rows, distance, 0), FilterChoice.NONE, rows, distance);
    }

    private static void assertFiltered(byte[] expected, FilterChoice choice, byte[][] rows, int distance) {
        int rowBytes = rows[0].length;
        RowFilter filter = new RowFilter(choice, rowBytes, distance);
        byte[] actual = new byte[rows.length * (1 + rowBytes)];
        filter.begin(null);
        for (int y = 0; y < rows.length; y++) {
            if (y == rows.length / 2 && y > 0) {
                filter.begin(rows[y - 1]);
            }
            filter.apply(rows[y], actual, y * (1 + rowBytes));
        }
        assertArrayEquals(expected, actual);
    }

    /** Pictures of some blocks and waves, of soft colors, of drawn areas and of noise. */
    @ParameterizedTest
    @CsvSource({"1, 1", "1, 5000", "5000, 1", "200000, 3", "700, 900", "1920, 1080"})
    void streamsOfManyBlocksAreThoseOfOne(int width, int height) throws IOException {
        for (BufferedImage image : List.of(
                drawing(BufferedImage.TYPE_3BYTE_BGR, width, height),
                drawing(BufferedImage.TYPE_INT_RGB, width, height),
                noise(BufferedImage.TYPE_INT_RGB, width, height))) {
            byte[] file = written(PngEncoder.of(FilterChoice.LEAST_SUM), image);
            byte[][] rows = new byte[height][3 * width];
            for (int y = 0; y < height; y++) {
                RgbRows.of(image).read(y, rows[y], 0);
            }
            byte[] filtered = SlowPng.filtered(rows, 3, ALL_FILTERS);
            assertArrayEquals(filtered, SlowPng.filtered(file));
            byte[] expected = seen(image);
            assertArrayEquals(expected, seen(ImageIO.read(new ByteArrayInputStream(file))));
            byte[] slow = SlowPng.file(image, 2, 8, filtered);
            assertArrayEquals(expected, seen(ImageIO.read(new ByteArrayInputStream(slow))));
            for (int threads = 1; threads <= 4; threads++) {
                PngEncoder encoder = PngEncoder.of(FilterChoice.LEAST_SUM).withThreads(threads);
                assertArrayEquals(file, written(encoder, image), threads + " threads");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void wavesChangeNothingButTheCuts(FilterChoice filter) throws IOException {
        BufferedImage image = drawing(BufferedImage.TYPE_4BYTE_ABGR, 400, 300);
        byte[] whole = written(PngEncoder.of(filter), image);
        byte[] inWaves = written(PngEncoder.of(filter).withWaves(50_000), image);
        assertArrayEquals(SlowPng.filtered(whole), SlowPng.filtered(inWaves));
        long chunks = SlowPng.chunks(inWaves).stream()
                .filter(chunk -> chunk.type().equals("IDAT"))
                .count();
        assertEquals(10, chunks, "each of the waves of 31 rows is smaller than a block");
    }

    /** What a block repeats of the one before costs hardly anything, as in one stream. */
    @Test
    void aDrawingIsAsSmallAsInOneStreamAndAsImageIoMakesIt() throws IOException {
        BufferedImage image = drawing(BufferedImage.TYPE_3BYTE_BGR, 1500, 1200);
        byte[] file = written(PngEncoder.of(FilterChoice.LEAST_SUM), image);
        int ofOneStream = SlowPng.file(image, 2, 8, SlowPng.filtered(file)).length;
        assertTrue(file.length < 1.03 * ofOneStream, file.length + " bytes, in one stream " + ofOneStream);
        ByteArrayOutputStream ofImageIo = new ByteArrayOutputStream();
        ImageIO.write(image, "png", ofImageIo);
        assertTrue(file.length < 1.05 * ofImageIo.size(), file.length + " bytes, ImageIO's " + ofImageIo.size());
    }

    /** Noise cannot be packed, and hardly grows. */
    @Test
    void noiseIsKeptAsItIs() {
        BufferedImage image = noise(BufferedImage.TYPE_4BYTE_ABGR, 600, 600);
        byte[] file = written(PngEncoder.of(FilterChoice.LEAST_SUM), image);
        int samples = 4 * 600 * 600;
        assertTrue(file.length < 1.002 * samples, file.length + " bytes of " + samples);
    }

    @Test
    void indicesAreNotFilteredAndColorsKeepTheirAlpha() throws IOException {
        byte[] ramp = {0, 50, 100, (byte) 200, (byte) 255};
        byte[] alphas = {0, (byte) 255, 9, (byte) 255, (byte) 255};
        IndexColorModel palette = new IndexColorModel(3, 5, ramp, ramp, ramp, alphas);
        BufferedImage image = new BufferedImage(7, 2, BufferedImage.TYPE_BYTE_INDEXED, palette);
        image.getRaster().setPixels(0, 0, 7, 2, new int[] {0, 1, 2, 3, 4, 3, 2, 1, 0, 4, 4, 4, 1, 2});
        byte[] file = written(PngEncoder.of(FilterChoice.LEAST_SUM), image);
        List<SlowPng.Chunk> chunks = SlowPng.chunks(file);
        assertEquals(
                List.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND"),
                chunks.stream().map(SlowPng.Chunk::type).toList());
        assertEquals(4, chunks.get(0).data()[8], "three bits are kept in four");
        assertEquals(15, chunks.get(1).data().length);
        assertArrayEquals(new byte[] {0, (byte) 255, 9}, chunks.get(2).data());
        assertArrayEquals(new byte[] {0, 0x01, 0x23, 0x43, 0x20, 0, 0x10, 0x44, 0x41, 0x20}, SlowPng.filtered(file));
    }

    @Test
    void aTextStandsBeforeThePixels() throws IOException {
        PngEncoder encoder = PngEncoder.of(FilterChoice.UP).withText("Software", "a test");
        byte[] file = written(encoder.withThreads(1), noise(BufferedImage.TYPE_BYTE_GRAY, 3, 2));
        SlowPng.Chunk text = SlowPng.chunks(file).get(1);
        assertEquals("tEXt", text.type());
        assertArrayEquals("Software\0a test".getBytes(StandardCharsets.US_ASCII), text.data());
    }

    @Test
    void aStreamThatFailsIsReported() {
        BufferedImage image = noise(BufferedImage.TYPE_INT_RGB, 600, 600);
        OutputStream full = new OutputStream() {
            private int left = 300_000;

            @Override
            public void write(int value) throws IOException {
                if (left-- == 0) {
                    throw new IOException("the disk is full");
                }
            }
        };
        PngEncoder encoder = PngEncoder.of(FilterChoice.LEAST_SUM);
        assertEquals(
                "the disk is full",
                assertThrows(IOException.class, () -> encoder.write(image, full))
                        .getMessage());
    }
}

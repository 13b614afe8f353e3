package io.github.segmentation4j.internal.raster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of image against pixels read one by one in exact decimals. */
class RgbRowsKindsTest {
    private static final Map<String, BiFunction<Integer, Integer, BufferedImage>> KINDS = SampleImages.kinds();

    static List<String> kinds() {
        return List.copyOf(KINDS.keySet());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyKindFollowsTheRules(String kind) {
        for (int[] size : new int[][] {{1, 1}, {1, 9}, {9, 1}, {23, 17}, {64, 3}}) {
            checkAgainstSlowTwin(image(kind, size[0], size[1], 1));
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aSubImageIsReadWhereItLies(String kind) {
        BufferedImage image = image(kind, 37, 21, 2);
        BufferedImage part = image.getSubimage(5, 3, 25, 11);
        checkAgainstSlowTwin(part);
        checkAgainstSlowTwin(part.getSubimage(2, 1, 13, 7));
        byte[] whole = new byte[3 * 37];
        byte[] row = new byte[3 * 25];
        RgbRows.of(image).read(3 + 4, whole, 0);
        RgbRows.of(part).read(4, row, 0);
        for (int i = 0; i < row.length; i++) {
            assertEquals(whole[3 * 5 + i], row[i]);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void compositingFollowsItsFormula(String kind) {
        BufferedImage image = image(kind, 23, 17, 3);
        int[] background = {200, 3, 90};
        RgbRows rows = RgbRows.compositedOn(image, 0xFF000000 | 200 << 16 | 3 << 8 | 90);
        assertFalse(rows.hasAlpha());
        byte[] rgb = new byte[3 * 23];
        byte[] alpha = new byte[23];
        int[] pixels = new int[23];
        for (int y = 0; y < 17; y++) {
            rows.read(y, rgb, 0);
            rows.readPixels(y, pixels);
            rows.readAlpha(y, alpha, 0);
            for (int x = 0; x < 23; x++) {
                int[] rgba = SlowPixels.rgba(image, x, y);
                for (int c = 0; c < 3; c++) {
                    long expected = Math.round((rgba[c] * rgba[3] + background[c] * (255 - rgba[3])) / 255.0);
                    assertEquals(expected, rgb[3 * x + c] & 0xFF);
                }
                assertEquals(packed(rgb, 3 * x), pixels[x] & 0xFFFFFF);
                assertEquals(255, alpha[x] & 0xFF);
            }
        }
    }

    @Test
    void grayIsNotSentThroughTheColorModel() {
        BufferedImage image = new BufferedImage(256, 1, BufferedImage.TYPE_BYTE_GRAY);
        for (int v = 0; v < 256; v++) {
            image.getRaster().setSample(v, 0, 0, v);
        }
        byte[] rgb = new byte[3 * 256];
        RgbRows.of(image).read(0, rgb, 0);
        for (int v = 0; v < 256; v++) {
            assertEquals(v * 0x010101, packed(rgb, 3 * v));
        }
    }

    @Test
    void everySixteenBitSampleIsRounded() {
        BufferedImage image = new BufferedImage(65536, 1, BufferedImage.TYPE_USHORT_GRAY);
        for (int v = 0; v < 65536; v++) {
            image.getRaster().setSample(v, 0, 0, v);
        }
        byte[] rgb = new byte[3 * 65536];
        RgbRows.of(image).read(0, rgb, 0);
        for (int v = 0; v < 65536; v++) {
            assertEquals(Math.round(v * 255 / 65535.0), rgb[3 * v] & 0xFF);
        }
    }

    @Test
    void everyPremultipliedByteIsDividedByItsAlpha() {
        BufferedImage image = new BufferedImage(256, 256, BufferedImage.TYPE_INT_ARGB_PRE);
        for (int a = 0; a < 256; a++) {
            for (int c = 0; c < 256; c++) {
                image.getRaster().setPixel(c, a, new int[] {c, 0, 255, a});
            }
        }
        byte[] rgb = new byte[3 * 256];
        for (int a = 0; a < 256; a++) {
            RgbRows.of(image).read(a, rgb, 0);
            for (int c = 0; c < 256; c++) {
                long expected = a == 0 ? 0 : Math.min(255, Math.round(c * 255.0 / a));
                assertEquals(expected, rgb[3 * c] & 0xFF, c + " of " + a);
            }
        }
    }

    @Test
    void rowsAreWrittenAtTheOffsetAndNowhereElse() {
        BufferedImage image = image("TYPE 5", 4, 2, 4);
        byte[] rgb = new byte[3 * 4 + 2];
        byte[] alpha = {7, 7, 7, 7, 7, 7};
        rgb[0] = 42;
        rgb[13] = 43;
        RgbRows.of(image).read(1, rgb, 1);
        RgbRows.of(image).readAlpha(1, alpha, 1);
        assertEquals(42, rgb[0]);
        assertEquals(43, rgb[13]);
        assertEquals(image.getRGB(0, 1) & 0xFFFFFF, packed(rgb, 1));
        assertArrayEquals(new byte[] {7, -1, -1, -1, -1, 7}, alpha);
    }

    @Test
    void rowsAndTargetsThatDoNotExistAreRefused() {
        RgbRows rows = RgbRows.of(new BufferedImage(4, 2, BufferedImage.TYPE_INT_ARGB));
        assertTrue(rows.hasAlpha());
        assertThrows(IndexOutOfBoundsException.class, () -> rows.read(2, new byte[12], 0));
        assertThrows(IndexOutOfBoundsException.class, () -> rows.read(-1, new byte[12], 0));
        assertThrows(IndexOutOfBoundsException.class, () -> rows.read(0, new byte[12], 1));
        assertThrows(IndexOutOfBoundsException.class, () -> rows.read(0, new byte[12], -1));
        assertThrows(IndexOutOfBoundsException.class, () -> rows.readPixels(2, new int[4]));
        assertThrows(IndexOutOfBoundsException.class, () -> rows.readPixels(0, new int[3]));
        assertThrows(IndexOutOfBoundsException.class, () -> rows.readAlpha(2, new byte[4], 0));
        assertThrows(IndexOutOfBoundsException.class, () -> rows.readAlpha(0, new byte[3], 0));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void readersOfManyThreadsSeeTheSameImage(String kind) throws Exception {
        BufferedImage image = image(kind, 61, 40, 5);
        byte[] expected = all(image);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<byte[]>> results = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                results.add(threads.submit(() -> all(image)));
            }
            for (Future<byte[]> result : results) {
                assertArrayEquals(expected, result.get());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void checkAgainstSlowTwin(BufferedImage image) {
        int width = image.getWidth();
        RgbRows rows = RgbRows.of(image);
        assertEquals(width, rows.width());
        assertEquals(image.getHeight(), rows.height());
        assertEquals(image.getColorModel().hasAlpha(), rows.hasAlpha());
        byte[] rgb = new byte[3 * width];
        byte[] alpha = new byte[width];
        int[] pixels = new int[width];
        for (int y = 0; y < image.getHeight(); y++) {
            rows.read(y, rgb, 0);
            rows.readAlpha(y, alpha, 0);
            rows.readPixels(y, pixels);
            for (int x = 0; x < width; x++) {
                assertEquals(packed(rgb, 3 * x), pixels[x] & 0xFFFFFF, "pixel " + x + ", " + y);
                int[] expected = SlowPixels.rgba(image, x, y);
                int[] actual = {rgb[3 * x] & 0xFF, rgb[3 * x + 1] & 0xFF, rgb[3 * x + 2] & 0xFF, alpha[x] & 0xFF};
                assertArrayEquals(expected, actual, "at " + x + ", " + y + " of " + width + " columns");
            }
        }
    }

    private static byte[] all(BufferedImage image) {
        byte[] rgb = new byte[3 * image.getWidth() * image.getHeight()];
        RgbRows rows = RgbRows.of(image);
        for (int y = 0; y < image.getHeight(); y++) {
            rows.read(y, rgb, 3 * image.getWidth() * y);
        }
        return rgb;
    }

    private static int packed(byte[] rgb, int index) {
        return (rgb[index] & 0xFF) << 16 | (rgb[index + 1] & 0xFF) << 8 | (rgb[index + 2] & 0xFF);
    }

    private static BufferedImage image(String kind, int width, int height, long seed) {
        return SampleImages.filled(KINDS.get(kind).apply(width, height), new Random(seed));
    }
}

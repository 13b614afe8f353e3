package io.github.segmentation4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.InvalidImageException.Kind;
import io.github.segmentation4j.internal.raster.RgbRows;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * TIFF files of many kinds against the pixels that Pillow makes of them, and cut and damaged.
 *
 * <p>{@code src/test/python/make_tiffs.py} says what each file is; it wrote them and {@code TABLE.csv}.
 */
class TiffPhotosTest {
    private static final String FOLDER = "/photos/tiff/";

    /** A line of the table. */
    record Drawn(String name, int width, int height, String digest) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Drawn> drawn() {
        return new String(bytes("TABLE.csv"), StandardCharsets.UTF_8)
                .lines()
                .skip(1)
                .map(line -> line.split(",", -1))
                .map(cells -> new Drawn(cells[0], Integer.parseInt(cells[1]), Integer.parseInt(cells[2]), cells[3]))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("drawn")
    void pixelsAreThoseOfTheTable(Drawn drawn) {
        BufferedImage image = read(bytes(drawn.name));
        assertEquals(drawn.width, image.getWidth());
        assertEquals(drawn.height, image.getHeight());
        assertEquals(drawn.digest, digest(rgb(image)));
    }

    /** A part of a file is refused, or it is one that lacks nothing of the picture. */
    @ParameterizedTest
    @MethodSource("drawn")
    void noPartOfAPictureIsTakenForTheWhole(Drawn drawn) {
        byte[] whole = bytes(drawn.name);
        byte[] expected = rgb(read(whole));
        for (int length = 8; length < whole.length; length += 1 + whole.length / 80) {
            byte[] cut = Arrays.copyOf(whole, length);
            try {
                assertArrayEquals(expected, rgb(read(cut)), () -> cut.length + " of " + whole.length + " bytes");
            } catch (InvalidImageException refused) {
                assertTrue(
                        List.of(Kind.TRUNCATED, Kind.DAMAGED).contains(refused.kind()),
                        () -> cut.length + " bytes: " + refused.getMessage());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("drawn")
    void theLimitOfPixelsHolds(Drawn drawn) {
        byte[] content = bytes(drawn.name);
        PhotoLimits tight = PhotoLimits.DEFAULT.withMaxPixels((long) drawn.width * drawn.height - 1);
        assertEquals(
                Kind.TOO_LARGE,
                assertThrows(InvalidImageException.class, () -> Photos.read(new ByteArrayInputStream(content), tight))
                        .kind());
    }

    @Property(tries = 400)
    void damagedFilesAreReadOrRefusedInOneWay(
            @ForAll @IntRange(max = 1_000_000) int which,
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 12) int damages) {
        List<Drawn> all = drawn();
        byte[] content = bytes(all.get(which % all.size()).name);
        Random random = new Random(seed);
        for (int i = 0; i < damages; i++) {
            // The directory is at the front, where damage does most.
            int range = random.nextBoolean() ? Math.min(content.length, 200) : content.length;
            content[random.nextInt(range)] = (byte) random.nextInt();
        }
        try {
            assertTrue(read(content).getWidth() > 0);
        } catch (InvalidImageException refused) {
            assertTrue(refused.getMessage().startsWith("The photo "), refused.getMessage());
        }
    }

    private static BufferedImage read(byte[] content) {
        return Photos.read(new ByteArrayInputStream(content), 1_000_000);
    }

    private static byte[] rgb(BufferedImage image) {
        int row = 3 * image.getWidth();
        byte[] rgb = new byte[row * image.getHeight()];
        RgbRows rows = RgbRows.of(image);
        for (int y = 0; y < image.getHeight(); y++) {
            rows.read(y, rgb, y * row);
        }
        return rgb;
    }

    private static String digest(byte[] rgb) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(rgb));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] bytes(String name) {
        try (InputStream stream = TiffPhotosTest.class.getResourceAsStream(FOLDER + name)) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.github.segmentation4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.segmentation4j.internal.raster.RgbRows;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that are easily read wrongly, drawn and read by Pillow in {@code src/test/python/make_odd_photos.py}. */
class OddPhotosTest {
    /** A file, and the size and digest of what Pillow makes of it, or {@code refused}. */
    record Odd(String name, int width, int height, String digest) {}

    static Stream<Odd> all() throws IOException {
        return new String(bytes("table.csv"), StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.split(","))
                .map(parts -> new Odd(parts[0], Integer.parseInt(parts[1]), Integer.parseInt(parts[2]), parts[3]));
    }

    @ParameterizedTest
    @MethodSource("all")
    void pixelsEqualThoseOfPillow(Odd odd) throws IOException, NoSuchAlgorithmException {
        byte[] file = bytes(odd.name());
        if (odd.digest().equals("refused")) {
            assertThrows(InvalidImageException.class, () -> Photos.read(new ByteArrayInputStream(file)));
            return;
        }
        BufferedImage image = Photos.read(new ByteArrayInputStream(file));
        assertEquals(odd, new Odd(odd.name(), image.getWidth(), image.getHeight(), digest(image)));
    }

    private static String digest(BufferedImage image) throws NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        RgbRows rows = RgbRows.of(image);
        byte[] row = new byte[RgbRows.CHANNELS * image.getWidth()];
        for (int y = 0; y < image.getHeight(); y++) {
            rows.read(y, row, 0);
            digest.update(row);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static byte[] bytes(String name) throws IOException {
        try (InputStream stream = OddPhotosTest.class.getResourceAsStream("/photos/odd/" + name)) {
            return stream.readAllBytes();
        }
    }
}

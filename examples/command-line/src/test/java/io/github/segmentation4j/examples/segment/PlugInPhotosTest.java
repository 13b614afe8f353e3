package io.github.segmentation4j.examples.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.segmentation4j.Photos;
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

/**
 * Photos in formats for which a reader has to lie on the class path: WebP by sejda's, the others by TwelveMonkeys'.
 *
 * <p>{@code src/test/python/make_plug_in_photos.py} drew them, and read them with Pillow.
 */
class PlugInPhotosTest {
    /** A file, and the size and digest of what Pillow makes of it. */
    record Foreign(String name, int width, int height, String digest) {}

    static Stream<Foreign> all() throws IOException {
        return new String(bytes("table.csv"), StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.split(","))
                .map(parts -> new Foreign(parts[0], Integer.parseInt(parts[1]), Integer.parseInt(parts[2]), parts[3]));
    }

    @ParameterizedTest
    @MethodSource("all")
    void pixelsEqualThoseOfPillow(Foreign foreign) throws IOException, NoSuchAlgorithmException {
        BufferedImage image = Photos.read(new ByteArrayInputStream(bytes(foreign.name())));
        assertEquals(foreign, new Foreign(foreign.name(), image.getWidth(), image.getHeight(), digest(image)));
    }

    private static String digest(BufferedImage image) throws NoSuchAlgorithmException {
        byte[] rgb = new byte[3 * image.getWidth() * image.getHeight()];
        for (int i = 0; i < rgb.length; i++) {
            int pixel = i / 3;
            boolean gray = image.getRaster().getNumBands() == 1;
            // The samples themselves: a gray color model has a gamma, which Pillow does not apply.
            int sample =
                    image.getRaster().getSample(pixel % image.getWidth(), pixel / image.getWidth(), gray ? 0 : i % 3);
            rgb[i] = (byte) sample;
        }
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(rgb));
    }

    private static byte[] bytes(String name) throws IOException {
        try (InputStream stream = PlugInPhotosTest.class.getResourceAsStream("/plug-ins/" + name)) {
            return stream.readAllBytes();
        }
    }
}

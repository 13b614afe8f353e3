package io.github.segmentation4j;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.ImageIO;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whatever the bytes, a photo is read or refused with the one exception that says so. */
class PhotosProperties {

    @Property
    void anyBytesGiveAHeader(@ForAll byte[] bytes) {
        assertNotNull(PhotoFile.of(bytes));
    }

    @Property
    void anyBytesAfterASignatureGiveAHeader(@ForAll byte[] bytes, @ForAll @IntRange(max = 2) int format) {
        byte[][] signatures = {
            {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE1, 0, 40, 'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42},
            {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0, 0, 0, 20, 'e', 'X', 'I', 'f', 'I', 'I', 42, 0},
            {'R', 'I', 'F', 'F', 0, 0, 0, 0, 'W', 'E', 'B', 'P', 'E', 'X', 'I', 'F', 20, 0, 0, 0, 'I', 'I', 42, 0}
        };
        byte[] signature = signatures[format];
        byte[] content = new byte[signature.length + bytes.length];
        System.arraycopy(signature, 0, content, 0, signature.length);
        System.arraycopy(bytes, 0, content, signature.length, bytes.length);
        assertNotNull(PhotoFile.of(content));
    }

    @Property(tries = 300)
    void aFileWithDamagedBytesIsReadOrRefused(
            @ForAll @IntRange(max = 3) int format, @ForAll @IntRange(min = 1, max = 20) int damages, @ForAll long seed)
            throws IOException {
        String[] formats = {"png", "jpg", "gif", "bmp"};
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(9, 8, BufferedImage.TYPE_3BYTE_BGR), formats[format], out);
        byte[] content = out.toByteArray();
        Random random = new Random(seed);
        for (int i = 0; i < damages; i++) {
            content[random.nextInt(content.length)] = (byte) random.nextInt();
        }
        try {
            assertNotNull(Photos.read(new ByteArrayInputStream(content), 100_000));
        } catch (InvalidImageException refused) {
            assertNotNull(refused.getMessage());
        }
    }
}

package io.github.segmentation4j.examples.segment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PngFileTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            ints = {
                BufferedImage.TYPE_3BYTE_BGR,
                BufferedImage.TYPE_4BYTE_ABGR,
                BufferedImage.TYPE_BYTE_GRAY,
                BufferedImage.TYPE_USHORT_GRAY
            })
    void keepsEverySampleAndKnowsItsOwnFiles(int type) throws IOException {
        BufferedImage image = new BufferedImage(5, 3, type);
        int samples = 5 * 3 * image.getRaster().getNumBands();
        int[] values = new int[samples];
        int largest = type == BufferedImage.TYPE_USHORT_GRAY ? 0xFFFF : 0xFF;
        Arrays.setAll(values, i -> 4099 * i & largest);
        image.getRaster().setPixels(0, 0, 5, 3, values);
        Path file = folder.resolve("a.png");

        PngFile.write(image, file);

        assertTrue(PngFile.isOurs(file));
        assertArrayEquals(
                values, Pictures.read(file).getRaster().getPixels(0, 0, 5, 3, (int[]) null), "samples as read back");
    }

    @Test
    void doesNotClaimOtherFiles() throws IOException {
        BufferedImage image = new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB);
        Path png = folder.resolve("a.png");
        ImageIO.write(image, "png", png.toFile());
        Path jpeg = folder.resolve("a.jpg");
        ImageIO.write(image, "jpg", jpeg.toFile());
        Path text = Files.writeString(folder.resolve("text.png"), "Software segmentation4j segment");
        Path empty = Files.createFile(folder.resolve("empty.png"));

        assertFalse(PngFile.isOurs(png));
        assertFalse(PngFile.isOurs(jpeg));
        assertFalse(PngFile.isOurs(text));
        assertFalse(PngFile.isOurs(empty));
    }

    /** However a file of ours is cut off, reading the mark ends without an exception. */
    @Test
    void readsTruncatedFiles() throws IOException {
        Path file = folder.resolve("a.png");
        PngFile.write(new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_GRAY), file);
        byte[] whole = Files.readAllBytes(file);
        int ours = 0;
        for (int length = 0; length <= whole.length; length++) {
            Path cut = Files.write(folder.resolve("cut.png"), Arrays.copyOf(whole, length));
            if (PngFile.isOurs(cut)) {
                ours++;
            }
        }

        assertTrue(ours > 0 && ours < whole.length, "told by the mark, which stands in the middle");
        assertEquals(whole.length, Files.size(file));
    }
}

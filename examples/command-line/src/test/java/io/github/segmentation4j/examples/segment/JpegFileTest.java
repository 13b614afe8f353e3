package io.github.segmentation4j.examples.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JpegFileTest {
    @TempDir
    private Path folder;

    private static BufferedImage orange(int type) {
        BufferedImage image = new BufferedImage(20, 10, type);
        for (int i = 0; i < 200; i++) {
            image.setRGB(i % 20, i / 20, Color.ORANGE.getRGB());
        }
        return image;
    }

    private static void assertNear(Color expected, int rgb) {
        Color actual = new Color(rgb);
        int difference = Math.max(
                Math.abs(expected.getRed() - actual.getRed()),
                Math.max(
                        Math.abs(expected.getGreen() - actual.getGreen()),
                        Math.abs(expected.getBlue() - actual.getBlue())));
        assertTrue(difference <= 4, actual + " instead of " + expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {BufferedImage.TYPE_3BYTE_BGR, BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_4BYTE_ABGR})
    void keepsColorsAndKnowsItsOwnFiles(int type) throws IOException {
        Path file = folder.resolve("a.jpg");

        JpegFile.write(orange(type), file, Optional.empty());

        assertTrue(JpegFile.isOurs(file));
        assertFalse(PngFile.isOurs(file));
        BufferedImage read = ImageIO.read(file.toFile());
        assertEquals(20, read.getWidth());
        assertNear(Color.ORANGE, read.getRGB(11, 5));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @Test
    void putsWhatIsTransparentOnWhite() throws IOException {
        Path file = folder.resolve("a.jpg");

        JpegFile.write(new BufferedImage(16, 16, BufferedImage.TYPE_INT_ARGB), file, Optional.empty());

        assertNear(Color.WHITE, ImageIO.read(file.toFile()).getRGB(8, 8));
    }

    @Test
    void doesNotClaimOtherFiles() throws IOException {
        Path jpeg = folder.resolve("a.jpg");
        ImageIO.write(orange(BufferedImage.TYPE_INT_RGB), "jpg", jpeg.toFile());
        Path png = folder.resolve("a.png");
        PngFile.write(orange(BufferedImage.TYPE_INT_RGB), png);

        assertFalse(JpegFile.isOurs(jpeg));
        assertFalse(JpegFile.isOurs(png));
        assertFalse(JpegFile.isOurs(Files.createFile(folder.resolve("empty.jpg"))));
    }

    /** However a file of ours is cut off, reading the mark ends without an exception. */
    @Test
    void readsTruncatedFiles() throws IOException {
        Path file = folder.resolve("a.jpg");
        JpegFile.write(orange(BufferedImage.TYPE_INT_RGB), file, Optional.empty());
        byte[] whole = Files.readAllBytes(file);
        int ours = 0;
        for (int length = 0; length <= whole.length; length++) {
            Path cut = Files.write(folder.resolve("cut.jpg"), Arrays.copyOf(whole, length));
            ours += JpegFile.isOurs(cut) ? 1 : 0;
        }
        assertTrue(ours > 0 && ours < whole.length, "told by the mark, which stands near the start");
    }

    @Test
    void aSideThatJpegDoesNotHoldIsAnErrorOfThatPhoto() {
        Path file = folder.resolve("long.jpg");
        BufferedImage image = new BufferedImage(65_501, 1, BufferedImage.TYPE_3BYTE_BGR);

        CommandException e = assertThrows(CommandException.class, () -> JpegFile.write(image, file, Optional.empty()));

        assertEquals(
                file + " cannot be written: 65501x1 pixels are more than a JPEG file has; take --format png",
                e.getMessage());
        assertFalse(Files.exists(file));
    }
}

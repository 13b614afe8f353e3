package io.github.segmentation4j.examples.segment;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;

/** Writes and reads the small images of the tests. */
final class Pictures {
    private Pictures() {}

    /** Writes a photo of one row whose red samples are given; green and blue are 0. */
    static Path write(Path file, int... reds) throws IOException {
        BufferedImage image = new BufferedImage(reds.length, 1, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < reds.length; x++) {
            image.setRGB(x, 0, reds[x] << 16);
        }
        String extension = FileNames.extension(file).toLowerCase(Locale.ROOT);
        if (!ImageIO.write(image, extension, file.toFile())) {
            throw new IOException("no writer for " + file);
        }
        return file;
    }

    /** Reads an image. */
    static BufferedImage read(Path file) throws IOException {
        return ImageIO.read(file.toFile());
    }

    /** Returns the color of a pixel of the first row as 0xRRGGBB. */
    static int rgb(Path file, int x) throws IOException {
        return read(file).getRGB(x, 0) & 0xFFFFFF;
    }
}

package io.github.segmentation4j;

import io.github.segmentation4j.internal.png.FilterChoice;
import io.github.segmentation4j.internal.png.PngEncoder;
import io.github.segmentation4j.internal.raster.EightBitImage;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** The formats that pictures are written in: PNG by an encoder of our own, JPEG by the JDK's. */
enum PhotoEncoder {
    PNG {
        @Override
        void check(BufferedImage image, Path file) {
            // Holds all that there is.
        }

        /** Loses nothing, whatever the quality. */
        @Override
        void write(BufferedImage image, double quality, OutputStream out) throws IOException {
            PngEncoder.of(FilterChoice.LEAST_SUM).write(image, out);
        }
    },

    JPEG {
        @Override
        void check(BufferedImage image, Path file) {
            if (image.getColorModel().hasAlpha()) {
                throw new IllegalArgumentException(file
                        + " was to hold a picture with alpha, which JPEG cannot: write a .png file, or draw the picture on"
                        + " an opaque one first");
            }
            if (Math.max(image.getWidth(), image.getHeight()) > MAX_JPEG_SIDE) {
                throw new IllegalArgumentException(file + " was to hold a picture of " + image.getWidth() + "x"
                        + image.getHeight() + ", but the sides of a JPEG file have at most " + MAX_JPEG_SIDE
                        + " pixels: write a .png file, or shrink the picture first");
            }
        }

        @Override
        void write(BufferedImage image, double quality, OutputStream out) throws IOException {
            ImageWriter writer = jpegWriter();
            // Not ImageIO.createImageOutputStream, which makes a file in the temporary folder.
            try (ImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
                writer.setOutput(stream);
                ImageWriteParam settings = writer.getDefaultWriteParam();
                settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                settings.setCompressionQuality((float) quality);
                // Leaves the encoder nothing to convert, which it would do by a color profile.
                writer.write(null, new IIOImage(EightBitImage.of(image), null, null), settings);
            } finally {
                writer.dispose();
            }
        }
    };

    /** The longest side that libjpeg encodes, which is in the JDK: its JPEG_MAX_DIMENSION. */
    private static final int MAX_JPEG_SIDE = 65_500;

    /** Returns the format that the extension of a file names. */
    static PhotoEncoder of(Path file) {
        Path name = file.getFileName();
        String text = name == null ? "" : name.toString();
        String extension = text.substring(Math.max(0, text.lastIndexOf('.'))).toLowerCase(Locale.ROOT);
        return switch (extension) {
            case ".png" -> PNG;
            case ".jpg", ".jpeg" -> JPEG;
            default ->
                throw new IllegalArgumentException(file
                        + " was to hold a picture, but no format is known by that name: let it end in .png, .jpg or"
                        + " .jpeg");
        };
    }

    /**
     * Throws unless the format holds the picture.
     *
     * @throws IllegalArgumentException with what to do instead
     */
    abstract void check(BufferedImage image, Path file);

    /**
     * Writes a picture that was checked, and leaves the stream open.
     *
     * @param quality from 0 to 1, where there is a choice
     */
    abstract void write(BufferedImage image, double quality, OutputStream out) throws IOException;

    /** Returns the JDK's encoder: what a file looks like must not depend on what else is on the class path. */
    private static ImageWriter jpegWriter() {
        Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName("jpeg");
        while (writers.hasNext()) {
            ImageWriter writer = writers.next();
            if (writer.getClass().getModule() == ImageIO.class.getModule()) {
                return writer;
            }
            writer.dispose();
        }
        throw new IllegalStateException("The JDK's writer of JPEG files has been taken out of ImageIO's registry");
    }
}

package io.github.segmentation4j;

import io.github.segmentation4j.internal.raster.RgbRows;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.DirectColorModel;
import java.awt.image.IndexColorModel;
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

/** The formats that pictures are written in, by the JDK's own encoders. */
enum PhotoEncoder {
    PNG {
        @Override
        void check(BufferedImage image, Path file) {
            // Holds all that there is.
        }

        @Override
        BufferedImage prepared(BufferedImage image) {
            return isHeldByPng(image) ? image : inEightBits(image);
        }

        @Override
        void configure(ImageWriteParam settings, double quality) {
            // Loses nothing, whatever the quality.
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

        /** Leaves the encoder nothing to convert, which it would do by a color profile. */
        @Override
        BufferedImage prepared(BufferedImage image) {
            return inEightBits(image);
        }

        @Override
        void configure(ImageWriteParam settings, double quality) {
            settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            settings.setCompressionQuality((float) quality);
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

    /** Returns the picture in a form that the encoder writes as it is. */
    abstract BufferedImage prepared(BufferedImage image);

    /** Sets the quality, from 0 to 1, where there is a choice. */
    abstract void configure(ImageWriteParam settings, double quality);

    /** Writes a picture that was checked, and leaves the stream open. */
    void write(BufferedImage image, double quality, OutputStream out) throws IOException {
        ImageWriter writer = writer();
        // Not ImageIO.createImageOutputStream, which makes a file in the temporary folder.
        try (ImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            writer.setOutput(stream);
            ImageWriteParam settings = writer.getDefaultWriteParam();
            configure(settings, quality);
            writer.write(null, new IIOImage(prepared(image), null, null), settings);
        } finally {
            writer.dispose();
        }
    }

    /** Returns the JDK's encoder: what a file looks like must not depend on what else is on the class path. */
    private ImageWriter writer() {
        Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName(name());
        while (writers.hasNext()) {
            ImageWriter writer = writers.next();
            if (writer.getClass().getModule() == ImageIO.class.getModule()) {
                return writer;
            }
            writer.dispose();
        }
        throw new IllegalStateException(
                "The JDK's writer of " + name() + " files has been taken out of ImageIO's registry");
    }

    /** Returns whether the JDK's encoder writes the samples or the palette of a picture as they are, and others read them. */
    private static boolean isHeldByPng(BufferedImage image) {
        ColorModel colors = image.getColorModel();
        if (colors.getClass() == IndexColorModel.class) {
            return colors.getPixelSize() <= Byte.SIZE && everyIndexHasAColor(image, (IndexColorModel) colors);
        }
        ColorSpace space = colors.getColorSpace();
        boolean plain = !colors.isAlphaPremultiplied()
                && (space.isCS_sRGB() || space == ColorSpace.getInstance(ColorSpace.CS_GRAY));
        int type = colors.getTransferType();
        if (colors.getClass() == ComponentColorModel.class) {
            return plain
                    && ((type == DataBuffer.TYPE_BYTE && isOfDepth(colors, Byte.SIZE))
                            || (type == DataBuffer.TYPE_USHORT && isOfDepth(colors, Short.SIZE)));
        }
        return colors.getClass() == DirectColorModel.class && plain && isOfDepth(colors, Byte.SIZE);
    }

    /** What lies past the end of a palette is an error in PNG, and makes the encoder fail. */
    private static boolean everyIndexHasAColor(BufferedImage image, IndexColorModel palette) {
        if (palette.getMapSize() == 1 << palette.getPixelSize()) {
            return true;
        }
        int[] row = new int[image.getWidth()];
        for (int y = 0; y < image.getHeight(); y++) {
            image.getRaster().getSamples(0, y, row.length, 1, 0, row);
            for (int index : row) {
                if (index >= palette.getMapSize()) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean isOfDepth(ColorModel colors, int bits) {
        for (int size : colors.getComponentSize()) {
            if (size != bits) {
                return false;
            }
        }
        return true;
    }

    /** Returns the picture as {@link RgbRows} reads it: gray, or blue, green and red after the alpha if it has one. */
    private static BufferedImage inEightBits(BufferedImage image) {
        boolean gray = image.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY;
        RgbRows rows = RgbRows.of(image);
        int type = rows.hasAlpha()
                ? BufferedImage.TYPE_4BYTE_ABGR
                : gray ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR;
        int width = image.getWidth();
        BufferedImage plain = new BufferedImage(width, image.getHeight(), type);
        byte[] samples = ((DataBufferByte) plain.getRaster().getDataBuffer()).getData();
        int bands = plain.getRaster().getNumBands();
        int[] row = new int[width];
        byte[] alphas = new byte[width];
        for (int y = 0; y < image.getHeight(); y++) {
            rows.readPixels(y, row);
            rows.readAlpha(y, alphas, 0);
            for (int x = 0; x < width; x++) {
                int place = (y * width + x) * bands;
                if (rows.hasAlpha()) {
                    samples[place++] = alphas[x];
                }
                samples[place] = (byte) row[x];
                if (bands > 1) {
                    samples[place + 1] = (byte) (row[x] >> 8);
                    samples[place + 2] = (byte) (row[x] >> 16);
                }
            }
        }
        return plain;
    }
}

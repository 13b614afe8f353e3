package io.github.segmentation4j.internal.png;

import io.github.segmentation4j.internal.raster.BandRows;
import io.github.segmentation4j.internal.raster.EightBitImage;
import io.github.segmentation4j.internal.raster.RgbRows;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DirectColorModel;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.util.Arrays;

/**
 * A picture as PNG holds it: gray or RGB of 8 or 16 bits with or without alpha, or indices of a palette.
 *
 * @param image one that PNG holds
 * @param format what its pixels are
 */
record PngPicture(BufferedImage image, PixelFormat format) {
    private static final int BYTE_MASK = 0xFF;
    private static final int COLORS_OF_PALETTE = 3;

    /** Returns a picture of any type, in 8 bits a sample if PNG does not hold it as it is. */
    static PngPicture of(BufferedImage image) {
        BufferedImage held = isHeld(image) ? image : EightBitImage.of(image);
        ColorModel colors = held.getColorModel();
        PixelFormat format = colors instanceof IndexColorModel
                ? PixelFormat.ofIndices(colors.getPixelSize())
                : PixelFormat.ofChannels(colors.getNumComponents(), colors.getComponentSize(0));
        return new PngPicture(held, format);
    }

    /** Returns whether PNG holds the samples or the palette of a picture as they are. */
    private static boolean isHeld(BufferedImage image) {
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

    /** What lies past the end of a palette is an error in PNG. */
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

    int width() {
        return image.getWidth();
    }

    int height() {
        return image.getHeight();
    }

    int rowBytes() {
        return format.rowBytes(width());
    }

    /** Returns a new reader of the rows, for one thread. */
    PictureRows rows() {
        if (format.isIndexed()) {
            return indices();
        }
        boolean bytes = format.bitDepth() == Byte.SIZE;
        return switch (format.channels()) {
            case 3 -> bytes ? rgb() : bands();
            case 4 -> bytes ? rgbAlpha() : bands();
            default -> bands();
        };
    }

    private PictureRows rgb() {
        RgbRows rows = RgbRows.of(image);
        return (y, row) -> rows.read(y, row, 0);
    }

    private PictureRows rgbAlpha() {
        RgbRows rows = RgbRows.of(image);
        int width = width();
        int[] pixels = new int[width];
        byte[] alphas = new byte[width];
        return (y, row) -> {
            rows.readPixels(y, pixels);
            rows.readAlpha(y, alphas, 0);
            for (int x = 0; x < width; x++) {
                row[4 * x] = (byte) (pixels[x] >> 16);
                row[4 * x + 1] = (byte) (pixels[x] >> 8);
                row[4 * x + 2] = (byte) pixels[x];
                row[4 * x + 3] = alphas[x];
            }
        };
    }

    private PictureRows bands() {
        BandRows rows = BandRows.of(image);
        int width = width();
        int step = format.distance();
        int bytes = format.bitDepth() / Byte.SIZE;
        int[] samples = new int[width];
        return (y, row) -> {
            for (int band = 0; band < format.channels(); band++) {
                rows.read(band, y, samples);
                int at = band * bytes;
                for (int x = 0; x < width; x++, at += step) {
                    if (bytes == 1) {
                        row[at] = (byte) samples[x];
                    } else {
                        row[at] = (byte) (samples[x] >> Byte.SIZE);
                        row[at + 1] = (byte) samples[x];
                    }
                }
            }
        };
    }

    private PictureRows indices() {
        int width = width();
        int bits = format.bitDepth();
        int[] samples = new int[width];
        return (y, row) -> {
            image.getRaster().getSamples(0, y, width, 1, 0, samples);
            Arrays.fill(row, (byte) 0);
            for (int x = 0; x < width; x++) {
                int bit = x % Byte.SIZE * bits % Byte.SIZE;
                row[(int) ((long) x * bits / Byte.SIZE)] |= (byte) (samples[x] << (Byte.SIZE - bits - bit));
            }
        };
    }

    /** Writes the colors of indices, and their alphas if one is not opaque. */
    void writePalette(ChunkWriter chunks) throws IOException {
        if (!(image.getColorModel() instanceof IndexColorModel palette)) {
            return;
        }
        int size = Math.min(palette.getMapSize(), 1 << format.bitDepth());
        byte[] colors = new byte[COLORS_OF_PALETTE * size];
        byte[] alphas = new byte[size];
        int notOpaque = 0;
        for (int i = 0; i < size; i++) {
            int color = palette.getRGB(i);
            colors[COLORS_OF_PALETTE * i] = (byte) (color >> 16);
            colors[COLORS_OF_PALETTE * i + 1] = (byte) (color >> 8);
            colors[COLORS_OF_PALETTE * i + 2] = (byte) color;
            alphas[i] = (byte) (color >>> 24);
            if ((alphas[i] & BYTE_MASK) < BYTE_MASK) {
                notOpaque = i + 1;
            }
        }
        chunks.write("PLTE", colors, colors.length);
        if (notOpaque > 0) {
            chunks.write("tRNS", alphas, notOpaque);
        }
    }
}

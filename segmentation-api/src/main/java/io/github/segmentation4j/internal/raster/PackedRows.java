package io.github.segmentation4j.internal.raster;

import java.awt.image.DirectColorModel;
import java.awt.image.Raster;
import org.jspecify.annotations.Nullable;

/** Reads pixels whose samples share one array element, such as {@code TYPE_INT_ARGB} and {@code TYPE_USHORT_565_RGB}. */
final class PackedRows extends RgbRows {
    private final PackedPixels pixels;
    private final Component red;
    private final Component green;
    private final Component blue;
    private final Component alpha;
    private final boolean premultiplied;
    private final boolean bytes;

    private PackedRows(Raster raster, DirectColorModel colors, PackedPixels pixels) {
        super(raster.getWidth(), raster.getHeight(), colors.hasAlpha());
        this.pixels = pixels;
        this.red = Component.of(colors.getRedMask());
        this.green = Component.of(colors.getGreenMask());
        this.blue = Component.of(colors.getBlueMask());
        this.alpha = Component.of(colors.getAlphaMask());
        this.premultiplied = colors.hasAlpha() && colors.isAlphaPremultiplied();
        this.bytes = SampleRows.allOfDepth(colors, Byte.SIZE);
    }

    /** Returns a reader of a raster of packed pixels, or null if their samples need other arithmetic than that of bytes. */
    static @Nullable PackedRows of(Raster raster, DirectColorModel colors) {
        PackedPixels pixels = fitsBytes(colors) ? PackedPixels.of(raster) : null;
        return pixels == null ? null : new PackedRows(raster, colors, pixels);
    }

    /** Returns whether all samples are of 1 to 8 bits, and of exactly 8 where they must be divided by their alpha. */
    private static boolean fitsBytes(DirectColorModel colors) {
        int least = colors.isAlphaPremultiplied() ? Byte.SIZE : 1;
        for (int bits : colors.getComponentSize()) {
            if (bits < least || bits > Byte.SIZE) {
                return false;
            }
        }
        return true;
    }

    @Override
    void readColor(int y, byte[] rgb, int offset) {
        int source = pixels.seek(y);
        if (premultiplied) {
            readPremultiplied(pixels.array(), source, rgb, offset);
        } else if (bytes) {
            readBytes(pixels.array(), source, rgb, offset);
        } else {
            readScaled(pixels.array(), source, rgb, offset);
        }
    }

    @Override
    void readPacked(int y, int[] target) {
        if (premultiplied || !bytes || red.shift != Short.SIZE || green.shift != Byte.SIZE || blue.shift != 0) {
            super.readPacked(y, target);
        } else {
            int source = pixels.seek(y);
            System.arraycopy(pixels.array(), source, target, 0, width());
        }
    }

    private void readBytes(int[] row, int start, byte[] rgb, int offset) {
        int r = red.shift;
        int g = green.shift;
        int b = blue.shift;
        int source = start;
        int end = offset + CHANNELS * width();
        for (int target = offset; target < end; target += CHANNELS) {
            int pixel = row[source++];
            rgb[target] = (byte) (pixel >> r);
            rgb[target + 1] = (byte) (pixel >> g);
            rgb[target + 2] = (byte) (pixel >> b);
        }
    }

    private void readScaled(int[] row, int start, byte[] rgb, int offset) {
        int source = start;
        int end = offset + CHANNELS * width();
        for (int target = offset; target < end; target += CHANNELS) {
            int pixel = row[source++];
            rgb[target] = red.scaled(pixel);
            rgb[target + 1] = green.scaled(pixel);
            rgb[target + 2] = blue.scaled(pixel);
        }
    }

    private void readPremultiplied(int[] row, int start, byte[] rgb, int offset) {
        int source = start;
        int end = offset + CHANNELS * width();
        for (int target = offset; target < end; target += CHANNELS) {
            int pixel = row[source++];
            int a = alpha.sample(pixel);
            rgb[target] = EightBit.straight(red.sample(pixel), a);
            rgb[target + 1] = EightBit.straight(green.sample(pixel), a);
            rgb[target + 2] = EightBit.straight(blue.sample(pixel), a);
        }
    }

    @Override
    void readTransparency(int y, byte[] target, int offset) {
        int source = pixels.seek(y);
        int[] row = pixels.array();
        for (int x = 0; x < width(); x++) {
            target[offset + x] = alpha.scaled(row[source + x]);
        }
    }

    /** The bits of a pixel that hold one sample. */
    private static final class Component {
        final int shift;
        final byte[] table;

        private Component(int shift, byte[] table) {
            this.shift = shift;
            this.table = table;
        }

        /** Returns the component of a mask, which has from 1 to 8 bits, or of an alpha that is not there. */
        static Component of(int mask) {
            return new Component(Integer.numberOfTrailingZeros(mask), EightBit.table(Integer.bitCount(mask)));
        }

        /** Returns the sample as it stands in the pixel. */
        int sample(int pixel) {
            return (pixel >>> shift) & (table.length - 1);
        }

        /** Returns the sample in 8 bits. */
        byte scaled(int pixel) {
            return table[sample(pixel)];
        }
    }
}

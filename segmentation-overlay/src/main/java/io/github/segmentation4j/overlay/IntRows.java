package io.github.segmentation4j.overlay;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.awt.image.Raster;
import java.awt.image.SinglePixelPackedSampleModel;

/** The rows of a photo that packs each pixel into an int, in one of the four ways that the JDK names. */
final class IntRows extends PhotoRows {
    private static final int COLOR_BITS = 24;
    private static final int COLOR = 0xFFFFFF;
    private static final int PIXELS_AT_ONCE = 8;

    private final int[] pixels;
    private final int origin;
    private final int stride;
    private final int width;
    private final int type;

    private IntRows(BufferedImage photo, PixelOrder order) {
        super(new byte[Math.multiplyExact(order.bytes(), photo.getWidth())]);
        Raster raster = photo.getRaster();
        pixels = ((DataBufferInt) raster.getDataBuffer()).getData();
        stride = ((SinglePixelPackedSampleModel) raster.getSampleModel()).getScanlineStride();
        origin = raster.getDataBuffer().getOffset()
                - raster.getSampleModelTranslateY() * stride
                - raster.getSampleModelTranslateX();
        width = photo.getWidth();
        type = photo.getType();
    }

    /** Returns whether a photo is of one of the types {@code TYPE_INT_...}. */
    static boolean fit(BufferedImage photo) {
        return switch (photo.getType()) {
            case BufferedImage.TYPE_INT_RGB,
                    BufferedImage.TYPE_INT_BGR,
                    BufferedImage.TYPE_INT_ARGB,
                    BufferedImage.TYPE_INT_ARGB_PRE -> true;
            default -> false;
        };
    }

    /** Returns the rows of a photo that fits. */
    static IntRows of(BufferedImage photo) {
        return new IntRows(photo, photo.getColorModel().hasAlpha() ? PixelOrder.ABGR : PixelOrder.BGR);
    }

    @Override
    int startOf(int y) {
        int start = origin + y * stride;
        switch (type) {
            case BufferedImage.TYPE_INT_RGB -> readRgb(start, bytes());
            case BufferedImage.TYPE_INT_BGR -> readBgr(start, bytes());
            case BufferedImage.TYPE_INT_ARGB -> readArgb(start, bytes());
            default -> readPremultiplied(start, bytes());
        }
        return 0;
    }

    /** Packs eight pixels of three bytes into three longs: the lowest byte of 0xRRGGBB is the first. */
    private void readRgb(int start, byte[] row) {
        int x = 0;
        for (; x <= width - PIXELS_AT_ONCE; x += PIXELS_AT_ONCE) {
            int source = start + x;
            pack(
                    row,
                    PixelOrder.CHANNELS * x,
                    twoPixels(pixels[source] & COLOR, pixels[source + 1] & COLOR),
                    twoPixels(pixels[source + 2] & COLOR, pixels[source + 3] & COLOR),
                    twoPixels(pixels[source + 4] & COLOR, pixels[source + 5] & COLOR),
                    twoPixels(pixels[source + 6] & COLOR, pixels[source + 7] & COLOR));
        }
        for (; x < width; x++) {
            put(row, x, pixels[start + x]);
        }
    }

    private void readBgr(int start, byte[] row) {
        int x = 0;
        for (; x <= width - PIXELS_AT_ONCE; x += PIXELS_AT_ONCE) {
            int source = start + x;
            pack(
                    row,
                    PixelOrder.CHANNELS * x,
                    twoPixels(reversed(pixels[source]), reversed(pixels[source + 1])),
                    twoPixels(reversed(pixels[source + 2]), reversed(pixels[source + 3])),
                    twoPixels(reversed(pixels[source + 4]), reversed(pixels[source + 5])),
                    twoPixels(reversed(pixels[source + 6]), reversed(pixels[source + 7])));
        }
        for (; x < width; x++) {
            put(row, x, reversed(pixels[start + x]));
        }
    }

    private void readArgb(int start, byte[] row) {
        for (int x = 0; x < width; x++) {
            Swar.INTS.set(row, Integer.BYTES * x, Integer.rotateLeft(pixels[start + x], Byte.SIZE));
        }
    }

    private void readPremultiplied(int start, byte[] row) {
        for (int x = 0; x < width; x++) {
            int straight = Alphas.straight(pixels[start + x]);
            Swar.INTS.set(row, Integer.BYTES * x, Integer.rotateLeft(straight, Byte.SIZE));
        }
    }

    /** Returns 0xRRGGBB of 0x..BBGGRR. */
    private static int reversed(int bgr) {
        return Integer.reverseBytes(bgr) >>> Byte.SIZE;
    }

    /** Returns two pixels of 24 bits in 48. */
    private static long twoPixels(int first, int second) {
        return first | (long) second << COLOR_BITS;
    }

    /** Writes four times 48 bits as three longs. */
    private static void pack(byte[] row, int place, long a, long b, long c, long d) {
        Swar.LONGS.set(row, place, a | b << 48);
        Swar.LONGS.set(row, place + 8, b >>> 16 | c << 32);
        Swar.LONGS.set(row, place + 16, c >>> 32 | d << 16);
    }

    private static void put(byte[] row, int x, int rgb) {
        for (int channel = 0; channel < PixelOrder.CHANNELS; channel++) {
            row[PixelOrder.CHANNELS * x + channel] = (byte) (rgb >> (Byte.SIZE * channel));
        }
    }
}

package io.github.segmentation4j.overlay;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Blends the colors of labels over the pixels of a photo.
 *
 * <p>With an opacity A from 0 to {@value #OPAQUE}, each of the three bytes of a pixel becomes
 *
 * <pre>{@code (photo * (256 - A) + color * A + 128) >> 8}</pre>
 *
 * which is the weighted mean rounded to the nearest, halves up. A = 0 gives the photo's byte and A = 256 the color's,
 * both exactly, and no intermediate value exceeds 255 * 256 + 128 &lt; 65,536.
 *
 * <p>That bound is what the speed rests on. A {@code long} holds eight bytes; taken apart into those at even and those at
 * odd places, it holds four of them twice, each in a lane of 16 bits that cannot overflow into the next. So one
 * multiplication by 256 - A and one addition of a prepared {@code color * A + 128} blend four bytes, and three longs are
 * eight pixels of three bytes. Eight pixels are always blended in the color of the first of them; then the kernel goes
 * on at the first pixel with another label, and writes over what was wrong. That finds the runs of equal labels on the
 * way, and is why source and target must be different arrays.
 */
final class Blend {
    /** The opacity at which nothing of the photo is left. */
    static final int OPAQUE = 256;

    /** Bytes of a pixel: blue, green, red. */
    static final int CHANNELS = 3;

    private static final int HALF = 128;
    private static final int PIXELS_AT_ONCE = 8;
    private static final long EVEN_BYTES = 0x00FF00FF00FF00FFL;
    private static final long EVERY_BYTE = 0x0101010101010101L;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** The ink that leaves the photo as it is: weight 256, nothing added. */
    private static final int NO_INK = 0;

    /** In place of an ink, where a label is to be drawn that has no color. */
    private static final int NO_COLOR = -1;

    /** For each label its ink, an index into the tables below, or {@link #NO_COLOR}; labels beyond have no color. */
    private final int[] inks;
    /** For each ink the share of the photo, 256 - A. */
    private final int[] weights;
    /** For each ink {@code color * A + 128} of blue, green and red. */
    private final int[] addends;
    /** For each ink three longs: the addends of the bytes at even places of eight pixels. */
    private final long[] evenAddends;
    /** For each ink three longs: the addends of the bytes at odd places of eight pixels. */
    private final long[] oddAddends;

    /**
     * Prepares the tables.
     *
     * @param hidden the labels that leave the photo as it is; they need no color
     * @param opacity from 0 to {@value #OPAQUE}
     */
    Blend(Palette palette, BitSet hidden, int opacity) {
        int labels = Math.max(Math.max(1 << Byte.SIZE, palette.largestLabel() + 1), hidden.length());
        inks = new int[labels];
        Arrays.fill(inks, NO_COLOR);
        int inkCount = 1 + palette.size() + 1;
        weights = new int[inkCount];
        addends = new int[CHANNELS * inkCount];
        evenAddends = new long[CHANNELS * inkCount];
        oddAddends = new long[CHANNELS * inkCount];
        prepare(NO_INK, 0, 0);
        int ink = NO_INK;
        for (int label = 0; label < labels; label++) {
            if (hidden.get(label)) {
                inks[label] = NO_INK;
            } else if (palette.hasColor(label)) {
                inks[label] = ++ink;
                prepare(ink, palette.rgb(label), opacity);
            }
        }
    }

    private void prepare(int ink, int rgb, int opacity) {
        weights[ink] = OPAQUE - opacity;
        for (int channel = 0; channel < CHANNELS; channel++) {
            int color = (rgb >> (Byte.SIZE * channel)) & 0xFF;
            addends[CHANNELS * ink + channel] = color * opacity + HALF;
        }
        for (int place = 0; place < CHANNELS * Long.BYTES; place++) {
            long addend = addends[CHANNELS * ink + place % CHANNELS];
            int lane = place % Long.BYTES / 2;
            long[] lanes = place % 2 == 0 ? evenAddends : oddAddends;
            lanes[CHANNELS * ink + place / Long.BYTES] |= addend << (Short.SIZE * lane);
        }
    }

    /** Returns the whole number A from 0 to {@value #OPAQUE} that stands for an opacity from 0 to 1. */
    static int opacity(double alpha) {
        return (int) Math.round(alpha * OPAQUE);
    }

    /**
     * Blends a row of pixels, up to the first whose label has no color.
     *
     * @param photo pixels of three bytes in the order blue, green, red, the row's first at {@code photoOffset}
     * @param labels {@code byte[]} or {@code short[]}, unsigned, the row's first at {@code labelOffset}
     * @param target receives the pixels in the same order from {@code targetOffset} on; another array than the photo's,
     *     unless the opacity is {@value #OPAQUE} and no label hidden, when the photo is not looked at
     * @return {@code width}, or the place in the row of the first pixel whose label has no color
     */
    int row(byte[] photo, int photoOffset, Object labels, int labelOffset, byte[] target, int targetOffset, int width) {
        return labels instanceof byte[] bytes
                ? row(photo, photoOffset, bytes, labelOffset, target, targetOffset, width)
                : row(photo, photoOffset, (short[]) labels, labelOffset, target, targetOffset, width);
    }

    private int row(
            byte[] photo, int photoOffset, byte[] labels, int labelOffset, byte[] target, int targetOffset, int width) {
        int x = 0;
        while (x <= width - PIXELS_AT_ONCE) {
            int label = labels[labelOffset + x] & 0xFF;
            int ink = inks[label];
            if (ink == NO_COLOR) {
                return x;
            }
            eightPixels(photo, photoOffset + CHANNELS * x, ink, target, targetOffset + CHANNELS * x);
            long others = (long) LONGS.get(labels, labelOffset + x) ^ label * EVERY_BYTE;
            x += Long.numberOfTrailingZeros(others) / Byte.SIZE;
        }
        for (; x < width; x++) {
            int ink = inks[labels[labelOffset + x] & 0xFF];
            if (ink == NO_COLOR) {
                return x;
            }
            onePixel(photo, photoOffset + CHANNELS * x, ink, target, targetOffset + CHANNELS * x);
        }
        return width;
    }

    private int row(
            byte[] photo,
            int photoOffset,
            short[] labels,
            int labelOffset,
            byte[] target,
            int targetOffset,
            int width) {
        int x = 0;
        while (x < width) {
            int label = labels[labelOffset + x] & 0xFFFF;
            int ink = label < inks.length ? inks[label] : NO_COLOR;
            if (ink == NO_COLOR) {
                return x;
            }
            int from = CHANNELS * x;
            if (x > width - PIXELS_AT_ONCE) {
                onePixel(photo, photoOffset + from, ink, target, targetOffset + from);
                x++;
            } else {
                eightPixels(photo, photoOffset + from, ink, target, targetOffset + from);
                x += equalLabels(labels, labelOffset + x);
            }
        }
        return width;
    }

    /** Returns how many of the eight labels from a place on equal the first before one differs. */
    private static int equalLabels(short[] labels, int from) {
        int end = from + 1;
        while (end < from + PIXELS_AT_ONCE && labels[end] == labels[from]) {
            end++;
        }
        return end - from;
    }

    private void eightPixels(byte[] photo, int from, int ink, byte[] target, int to) {
        int weight = weights[ink];
        int table = CHANNELS * ink;
        long first = blend((long) LONGS.get(photo, from), weight, evenAddends[table], oddAddends[table]);
        long second = blend((long) LONGS.get(photo, from + 8), weight, evenAddends[table + 1], oddAddends[table + 1]);
        long third = blend((long) LONGS.get(photo, from + 16), weight, evenAddends[table + 2], oddAddends[table + 2]);
        LONGS.set(target, to, first);
        LONGS.set(target, to + 8, second);
        LONGS.set(target, to + 16, third);
    }

    /** Blends eight bytes: the sums of the even ones move down into their places, those of the odd ones are there. */
    private static long blend(long photo, long weight, long evenAddends, long oddAddends) {
        long even = (photo & EVEN_BYTES) * weight + evenAddends;
        long odd = ((photo >>> Byte.SIZE) & EVEN_BYTES) * weight + oddAddends;
        return ((even >>> Byte.SIZE) & EVEN_BYTES) | (odd & ~EVEN_BYTES);
    }

    private void onePixel(byte[] photo, int from, int ink, byte[] target, int to) {
        for (int channel = 0; channel < CHANNELS; channel++) {
            int sum = (photo[from + channel] & 0xFF) * weights[ink] + addends[CHANNELS * ink + channel];
            target[to + channel] = (byte) (sum >> Byte.SIZE);
        }
    }
}

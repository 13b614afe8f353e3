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
 * eight pixels of three bytes. A run of equal labels is blended in steps of eight pixels, the last of which may go past
 * its end; the runs after it write over what was wrong. That is why source and target must be different arrays.
 */
final class Blend {
    /** The opacity at which nothing of the photo is left. */
    static final int OPAQUE = 256;

    /** Bytes of a pixel: blue, green, red. */
    static final int CHANNELS = 3;

    private static final int HALF = 128;
    private static final int PIXELS_AT_ONCE = 8;
    /** Runs of fewer pixels are blended one by one, since in noise the end of a run cannot be foreseen. */
    private static final int SHORT_RUN = 4;

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
        int x = 0;
        while (x < width) {
            int label;
            int end;
            if (labels instanceof byte[] bytes) {
                label = bytes[labelOffset + x] & 0xFF;
                end = x + run(bytes, labelOffset + x, width - x);
            } else {
                short[] shorts = (short[]) labels;
                label = shorts[labelOffset + x] & 0xFFFF;
                end = x + run(shorts, labelOffset + x, width - x);
            }
            int ink = label < inks.length ? inks[label] : NO_COLOR;
            if (ink == NO_COLOR) {
                return x;
            }
            int from = photoOffset + CHANNELS * x;
            int to = targetOffset + CHANNELS * x;
            int done = end - x < SHORT_RUN ? 0 : eightByEight(photo, from, ink, target, to, end - x, width - x);
            for (int rest = x + done; rest < end; rest++) {
                onePixel(photo, photoOffset + CHANNELS * rest, ink, target, targetOffset + CHANNELS * rest);
            }
            x = end;
        }
        return width;
    }

    /** Returns how many labels from a place on, of those left in the row, equal the first. */
    private static int run(byte[] labels, int from, int left) {
        long first = (labels[from] & 0xFF) * EVERY_BYTE;
        int length = 1;
        while (length <= left - Long.BYTES) {
            long others = (long) LONGS.get(labels, from + length) ^ first;
            if (others != 0) {
                return length + Long.numberOfTrailingZeros(others) / Byte.SIZE;
            }
            length += Long.BYTES;
        }
        while (length < left && labels[from + length] == labels[from]) {
            length++;
        }
        return length;
    }

    private static int run(short[] labels, int from, int left) {
        int length = 1;
        while (length < left && labels[from + length] == labels[from]) {
            length++;
        }
        return length;
    }

    /**
     * Blends a run of pixels in one color, and up to seven after it, in steps of eight as far as the row goes.
     *
     * @return how many pixels were blended
     */
    private int eightByEight(byte[] photo, int photoFrom, int ink, byte[] target, int targetFrom, int run, int left) {
        long weight = weights[ink];
        int table = CHANNELS * ink;
        long even0 = evenAddends[table];
        long even1 = evenAddends[table + 1];
        long even2 = evenAddends[table + 2];
        long odd0 = oddAddends[table];
        long odd1 = oddAddends[table + 1];
        long odd2 = oddAddends[table + 2];
        int done = 0;
        while (done < run && done <= left - PIXELS_AT_ONCE) {
            int from = photoFrom + CHANNELS * done;
            int to = targetFrom + CHANNELS * done;
            LONGS.set(target, to, blend((long) LONGS.get(photo, from), weight, even0, odd0));
            LONGS.set(target, to + 8, blend((long) LONGS.get(photo, from + 8), weight, even1, odd1));
            LONGS.set(target, to + 16, blend((long) LONGS.get(photo, from + 16), weight, even2, odd2));
            done += PIXELS_AT_ONCE;
        }
        return done;
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

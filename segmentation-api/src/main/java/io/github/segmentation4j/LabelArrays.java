package io.github.segmentation4j;

import java.util.Arrays;

/** What there is to know of an array of labels: {@code byte[]} or {@code short[]}, both unsigned. */
final class LabelArrays {
    static final int MAX_BYTE_LABEL = 0xFF;

    private LabelArrays() {}

    static boolean fitsBytes(short[] labels) {
        int all = 0;
        for (short label : labels) {
            all |= label;
        }
        return (all & ~MAX_BYTE_LABEL & LabelMap.MAX_LABEL) == 0;
    }

    /** Returns labels that fit bytes as bytes. */
    static byte[] narrowed(short[] labels) {
        byte[] bytes = new byte[labels.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) labels[i];
        }
        return bytes;
    }

    static short[] widened(byte[] labels) {
        short[] shorts = new short[labels.length];
        for (int i = 0; i < shorts.length; i++) {
            shorts[i] = (short) (labels[i] & MAX_BYTE_LABEL);
        }
        return shorts;
    }

    /** Returns the highest label. */
    static int max(Object labels) {
        int max = 0;
        if (labels instanceof byte[] bytes) {
            for (byte label : bytes) {
                max = Math.max(max, label & MAX_BYTE_LABEL);
            }
        } else {
            for (short label : (short[]) labels) {
                max = Math.max(max, label & LabelMap.MAX_LABEL);
            }
        }
        return max;
    }

    /** Returns the count of each label up to the highest. */
    static long[] counts(Object labels) {
        long[] counts;
        if (labels instanceof byte[] bytes) {
            counts = new long[MAX_BYTE_LABEL + 1];
            for (byte label : bytes) {
                counts[label & MAX_BYTE_LABEL]++;
            }
        } else {
            counts = new long[LabelMap.MAX_LABEL + 1];
            for (short label : (short[]) labels) {
                counts[label & LabelMap.MAX_LABEL]++;
            }
        }
        int length = counts.length;
        while (counts[length - 1] == 0) {
            length--;
        }
        return Arrays.copyOf(counts, length);
    }

    /** Where a pixel of a new map comes from. */
    @FunctionalInterface
    interface Source {
        /** Returns the index of a label of the array. */
        int pixel(int column, int row);
    }

    /** Returns labels picked for each pixel of a size, in an array of the same type. */
    static Object picked(Object labels, int width, int height, Source source) {
        int count = width * height;
        if (labels instanceof byte[] bytes) {
            byte[] result = new byte[count];
            for (int row = 0, i = 0; row < height; row++) {
                for (int column = 0; column < width; column++, i++) {
                    result[i] = bytes[source.pixel(column, row)];
                }
            }
            return result;
        }
        short[] shorts = (short[]) labels;
        short[] result = new short[count];
        for (int row = 0, i = 0; row < height; row++) {
            for (int column = 0; column < width; column++, i++) {
                result[i] = shorts[source.pixel(column, row)];
            }
        }
        return result;
    }
}

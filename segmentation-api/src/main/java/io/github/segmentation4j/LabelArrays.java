package io.github.segmentation4j;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** What there is to know of an array of labels: {@code byte[]} or {@code short[]}, both unsigned. */
final class LabelArrays {
    static final int MAX_BYTE_LABEL = 0xFF;

    /** Classes that {@link #described} names before it stops. */
    private static final int NAMED_CLASSES = 5;

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

    /** Returns labels as two bytes each, or throws if one is out of range. */
    static short[] checked(int[] labels) {
        short[] shorts = new short[labels.length];
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0 || labels[i] > LabelMap.MAX_LABEL) {
                throw new IllegalArgumentException("Label " + labels[i] + " was given for pixel " + i
                        + ", but labels run from 0 to " + LabelMap.MAX_LABEL);
            }
            shorts[i] = (short) labels[i];
        }
        return shorts;
    }

    /**
     * Returns labels replaced by others.
     *
     * @param present the labels that there are, in rising order
     */
    static short[] replaced(Object labels, int[] present, IntUnaryOperator change) {
        short[] table = new short[present[present.length - 1] + 1];
        for (int label : present) {
            int changed = change.applyAsInt(label);
            if (changed < 0 || changed > LabelMap.MAX_LABEL) {
                throw new IllegalArgumentException("Label " + label + " was to become " + changed
                        + ", but labels run from 0 to " + LabelMap.MAX_LABEL);
            }
            table[label] = (short) changed;
        }
        short[] result = new short[labels instanceof byte[] bytes ? bytes.length : ((short[]) labels).length];
        for (int i = 0; i < result.length; i++) {
            int label = labels instanceof byte[] bytes
                    ? bytes[i] & MAX_BYTE_LABEL
                    : ((short[]) labels)[i] & LabelMap.MAX_LABEL;
            result[i] = table[label];
        }
        return result;
    }

    /** Returns the size and the largest classes in one line. */
    static String described(int width, int height, long[] counts) {
        double pixels = (double) width * height;
        List<Integer> present = IntStream.range(0, counts.length)
                .filter(label -> counts[label] > 0)
                .boxed()
                .sorted((a, b) -> Long.compare(counts[b], counts[a]))
                .toList();
        StringBuilder text = new StringBuilder("LabelMap " + width + "x" + height);
        present.stream()
                .limit(NAMED_CLASSES)
                .forEach(label ->
                        text.append(String.format(Locale.ROOT, ", %d: %.1f%%", label, 100 * (counts[label] / pixels))));
        int more = present.size() - NAMED_CLASSES;
        return more > 0 ? text + ", and " + more + " more classes" : text.toString();
    }
}

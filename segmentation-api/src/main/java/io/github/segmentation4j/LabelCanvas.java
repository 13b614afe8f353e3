package io.github.segmentation4j;

import io.github.segmentation4j.internal.Checks;

/** The labels of a map while they are set: {@code byte[]} until one needs two bytes, {@code short[]} from then on. */
final class LabelCanvas {
    private final int width;
    private final int height;
    private Object labels;

    /**
     * Takes memory for labels that are all 0.
     *
     * @param maxLabel the highest label that is expected
     * @throws IllegalArgumentException if there is no such label
     */
    LabelCanvas(int width, int height, int maxLabel) {
        if (!isLabel(maxLabel)) {
            throw new IllegalArgumentException("Labels up to " + maxLabel + " were announced, but labels run from 0 to "
                    + LabelMap.MAX_LABEL + ": give the highest that there may be");
        }
        this.width = width;
        this.height = height;
        this.labels = fitsByte(maxLabel) ? new byte[width * height] : new short[width * height];
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** Returns the array itself. */
    Object labels() {
        return labels;
    }

    void set(int x, int y, int label) {
        Checks.pixel(x, y, width, height);
        if (!isLabel(label)) {
            throw new IllegalArgumentException("Label " + label + " was given for pixel (" + x + ", " + y
                    + "), but labels run from 0 to " + LabelMap.MAX_LABEL);
        }
        int pixel = y * width + x;
        if (fitsByte(label) && labels instanceof byte[] bytes) {
            bytes[pixel] = (byte) label;
        } else {
            shorts()[pixel] = (short) label;
        }
    }

    void setRow(int y, byte[] source, int offset) {
        int first = checkRow(y, source.length, offset);
        if (labels instanceof byte[] bytes) {
            System.arraycopy(source, offset, bytes, first, width);
        } else {
            short[] target = (short[]) labels;
            for (int x = 0; x < width; x++) {
                target[first + x] = (short) (source[offset + x] & LabelArrays.MAX_BYTE_LABEL);
            }
        }
    }

    void setRow(int y, short[] source, int offset) {
        int first = checkRow(y, source.length, offset);
        int bits = 0;
        for (int x = 0; x < width; x++) {
            bits |= source[offset + x];
        }
        if (fitsByte(bits & LabelMap.MAX_LABEL) && labels instanceof byte[] bytes) {
            for (int x = 0; x < width; x++) {
                bytes[first + x] = (byte) source[offset + x];
            }
        } else {
            System.arraycopy(source, offset, shorts(), first, width);
        }
    }

    void setRow(int y, int[] source, int offset) {
        int first = checkRow(y, source.length, offset);
        int bits = 0;
        for (int x = 0; x < width; x++) {
            bits |= source[offset + x];
        }
        if (!isLabel(bits)) {
            throw noLabel(y, source, offset);
        }
        if (fitsByte(bits) && labels instanceof byte[] bytes) {
            for (int x = 0; x < width; x++) {
                bytes[first + x] = (byte) source[offset + x];
            }
        } else {
            short[] target = shorts();
            for (int x = 0; x < width; x++) {
                target[first + x] = (short) source[offset + x];
            }
        }
    }

    private int checkRow(int y, int length, int offset) {
        Checks.row(y, height);
        Checks.available(offset, width, length);
        return y * width;
    }

    /** Takes a label, or the bits of several together: since the bound is a power of two, they exceed it if one does. */
    private static boolean isLabel(int bits) {
        return bits >= 0 && bits <= LabelMap.MAX_LABEL;
    }

    /** Takes what {@link #isLabel} takes. */
    private static boolean fitsByte(int bits) {
        return bits <= LabelArrays.MAX_BYTE_LABEL;
    }

    private static IllegalArgumentException noLabel(int y, int[] source, int offset) {
        int x = 0;
        while (isLabel(source[offset + x])) {
            x++;
        }
        return new IllegalArgumentException("Label " + source[offset + x] + " was given for pixel (" + x + ", " + y
                + "), but labels run from 0 to " + LabelMap.MAX_LABEL);
    }

    /** Returns the array with two bytes for each label; one with a byte for each is replaced by it. */
    private short[] shorts() {
        if (labels instanceof byte[] bytes) {
            labels = LabelArrays.widened(bytes);
        }
        return (short[]) labels;
    }
}

package io.github.segmentation4j.internal.tiff;

/**
 * Takes the samples of a row out of its bytes.
 *
 * <p>A sample becomes an int: unsigned samples as they are, signed ones with their sign, floating point of any size as the
 * bits of a float.
 */
final class SampleReader {
    private final SampleType type;
    private final boolean littleEndian;

    SampleReader(SampleType type, boolean littleEndian) {
        this.type = type;
        this.littleEndian = littleEndian;
    }

    /**
     * Reads samples.
     *
     * @param row bytes, in which the first sample begins at the first bit
     * @param samples receives the samples
     * @param first the index of the first that is written
     * @param step the distance of one to the next
     * @param count how many
     */
    void read(byte[] row, int[] samples, int first, int step, int count) {
        if (type.format() == SampleType.Format.FLOAT) {
            for (int i = 0; i < count; i++) {
                samples[first + i * step] = floatBits(row, i);
            }
        } else if (type.bits() == Byte.SIZE && type.format() == SampleType.Format.UNSIGNED) {
            for (int i = 0; i < count; i++) {
                samples[first + i * step] = row[i] & 0xFF;
            }
        } else {
            int unused = Integer.SIZE - type.bits();
            boolean signed = type.format() == SampleType.Format.SIGNED;
            for (int i = 0; i < count; i++) {
                int value = (int) number(row, (long) i * type.bits());
                samples[first + i * step] = signed ? value << unused >> unused : value;
            }
        }
    }

    private int floatBits(byte[] row, int i) {
        long bits = number(row, (long) i * type.bits());
        return switch (type.bits()) {
            case Short.SIZE -> Float.floatToRawIntBits(ofHalf((int) bits));
            case Integer.SIZE -> (int) bits;
            default -> Float.floatToRawIntBits((float) Double.longBitsToDouble(bits));
        };
    }

    /** Returns a number of whole bytes in the order of the file, or of other bits with the highest first. */
    private long number(byte[] row, long bit) {
        int bits = type.bits();
        long value = 0;
        if (bits % Byte.SIZE != 0) {
            for (long i = bit; i < bit + bits; i++) {
                value = value << 1 | (row[(int) (i / Byte.SIZE)] >> (Byte.SIZE - 1 - (int) (i % Byte.SIZE)) & 1);
            }
            return value;
        }
        int start = (int) (bit / Byte.SIZE);
        int bytes = bits / Byte.SIZE;
        for (int i = 0; i < bytes; i++) {
            value = value << Byte.SIZE | (row[start + (littleEndian ? bytes - 1 - i : i)] & 0xFF);
        }
        return value;
    }

    /** Returns the value of a half (IEEE 754-2008, binary16): a sign, 5 bits of exponent, 10 of fraction. */
    private static float ofHalf(int bits) {
        int exponent = bits >> 10 & 0x1F;
        int fraction = bits & 0x3FF;
        float magnitude;
        if (exponent == 0x1F) {
            magnitude = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
        } else if (exponent == 0) {
            magnitude = Math.scalb((float) fraction, -24);
        } else {
            magnitude = Math.scalb((float) (fraction | 0x400), exponent - 25);
        }
        return (bits & 0x8000) == 0 ? magnitude : -magnitude;
    }
}

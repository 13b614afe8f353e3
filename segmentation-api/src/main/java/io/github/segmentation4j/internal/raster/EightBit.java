package io.github.segmentation4j.internal.raster;

/** The arithmetic that brings samples to 8 bits, stated in {@link RgbRows}. */
final class EightBit {
    /** The highest 8-bit sample. */
    static final int MAX = 255;

    /** 65535 / 255: {@code round(v * 255 / 65535)} is {@code round(v / 257)}, and an odd divisor knows no ties. */
    private static final int SIXTEEN_BIT_STEP = 257;

    /** For each number of bits the samples in 8 bits; tables are shared, and nobody writes to them. */
    private static final byte[][] TABLES = new byte[Byte.SIZE + 1][];

    static {
        for (int bits = 0; bits < TABLES.length; bits++) {
            TABLES[bits] = newTable(bits);
        }
    }

    private EightBit() {}

    /** Returns {@code round(v * 255 / 65535)} of an unsigned 16-bit sample. */
    static byte ofShort(short sample) {
        return (byte) (((sample & 0xFFFF) + SIXTEEN_BIT_STEP / 2) / SIXTEEN_BIT_STEP);
    }

    /**
     * Returns {@code round(255 * numerator / denominator)}, clipped at 0 and 255, or 0 where the denominator is not above
     * 0. It is one division of exact products, so that no earlier rounding decides a tie.
     */
    static byte ofRatio(double numerator, double denominator) {
        if (!(denominator > 0)) {
            return 0;
        }
        return (byte) (Math.max(0, Math.min(MAX, MAX * numerator / denominator)) + 0.5);
    }

    /**
     * Returns a table that takes a sample of {@code bits} bits, at most 8, to {@code round(v * 255 / max)}; it is shared and
     * to be read only. The table of 0 bits has one entry, 0.
     */
    static byte[] table(int bits) {
        return TABLES[bits];
    }

    private static byte[] newTable(int bits) {
        int max = (1 << bits) - 1;
        byte[] table = new byte[max + 1];
        for (int v = 0; v <= max && max > 0; v++) {
            table[v] = (byte) ((2 * v * MAX + max) / (2 * max));
        }
        return table;
    }

    /** Returns {@code round(c * 255 / a)}, at most 255, or 0 where the alpha is 0; both of one depth of at most 16 bits. */
    static byte straight(int premultiplied, int alpha) {
        return alpha == 0 ? 0 : (byte) Math.min(MAX, (premultiplied * MAX + alpha / 2) / alpha);
    }

    /** Returns {@code round((c * a + b * (255 - a)) / 255)}; the odd divisor knows no ties. */
    static byte composited(int color, int alpha, int background) {
        return (byte) ((color * alpha + background * (MAX - alpha) + MAX / 2) / MAX);
    }
}

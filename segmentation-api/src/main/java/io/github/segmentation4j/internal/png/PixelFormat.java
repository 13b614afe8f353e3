package io.github.segmentation4j.internal.png;

/**
 * What the samples of a pixel are.
 *
 * @param colorType the number of the color type in the file
 * @param channels the number of samples of a pixel
 * @param bitDepth the number of bits of a sample: 8 or 16, of indices 1, 2, 4 or 8
 */
record PixelFormat(int colorType, int channels, int bitDepth) {
    private static final int GRAY = 0;
    private static final int RGB = 2;
    private static final int INDEXED = 3;
    private static final int GRAY_ALPHA = 4;
    private static final int RGB_ALPHA = 6;

    /** Returns the format of gray or of red, green and blue, with or without alpha. */
    static PixelFormat ofChannels(int channels, int bitDepth) {
        int colorType = switch (channels) {
            case 1 -> GRAY;
            case 2 -> GRAY_ALPHA;
            case 3 -> RGB;
            default -> RGB_ALPHA;
        };
        return new PixelFormat(colorType, channels, bitDepth);
    }

    /** Returns the format of indices of up to this many bits. */
    static PixelFormat ofIndices(int bits) {
        int depth = 1;
        while (depth < bits) {
            depth *= 2;
        }
        return new PixelFormat(INDEXED, 1, depth);
    }

    /** Returns whether pixels are indices of a palette. */
    boolean isIndexed() {
        return colorType == INDEXED;
    }

    /**
     * Returns the bytes of a row.
     *
     * @throws ArithmeticException if they are more than an array holds
     */
    int rowBytes(int width) {
        return Math.toIntExact(((long) width * channels * bitDepth + Byte.SIZE - 1) / Byte.SIZE);
    }

    /** Returns the distance between a byte and the one that counts as to its left. */
    int distance() {
        return Math.max(1, channels * bitDepth / Byte.SIZE);
    }
}

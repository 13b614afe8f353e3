package io.github.segmentation4j.onnx.internal.image;

/**
 * The samples of a row: the one of color {@code c} at column {@code x} is {@code (values[c][x] >> shifts[c]) & 0xFF}.
 *
 * <p>Either each color has an array of its own, or all have one of packed pixels.
 *
 * @param values for red, green and blue an array at least as long as the row
 * @param shifts for each of them how far the samples stand from the lowest bit
 */
record SampleRow(int[][] values, int[] shifts) {
    static final int COLORS = 3;

    private static final int[] UNSHIFTED = {0, 0, 0};

    /** Where red, green and blue stand in a packed pixel. */
    private static final int[] PACKED = {16, 8, 0};

    /** Returns a row with an array for each color. */
    static SampleRow planar(int[][] planes) {
        return new SampleRow(planes, UNSHIFTED);
    }

    /** Returns a row of pixels {@code 0xRRGGBB}, whatever their higher bits. */
    static SampleRow packed(int[] pixels) {
        return new SampleRow(new int[][] {pixels, pixels, pixels}, PACKED);
    }

    /** Returns where a color stands in a packed pixel. */
    static int packedShift(int color) {
        return PACKED[color];
    }
}

package io.github.segmentation4j.engine.input;

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

    /** Where the colors stand in a packed pixel. */
    static final int RED_SHIFT = 16;

    static final int GREEN_SHIFT = 8;
    static final int BLUE_SHIFT = 0;

    private static final int[] PACKED = {RED_SHIFT, GREEN_SHIFT, BLUE_SHIFT};

    /** Returns how far the samples of a color stand from the lowest bit in a packed pixel. */
    static int shift(int color) {
        return PACKED[color];
    }

    /** Returns a row with an array for each color. */
    static SampleRow planar(int[][] planes) {
        return new SampleRow(planes, UNSHIFTED);
    }

    /** Returns a row of pixels {@code 0xRRGGBB}, whatever their higher bits. */
    static SampleRow packed(int[] pixels) {
        return new SampleRow(new int[][] {pixels, pixels, pixels}, PACKED);
    }
}

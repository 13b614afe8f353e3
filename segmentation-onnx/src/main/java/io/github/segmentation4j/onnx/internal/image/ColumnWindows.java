package io.github.segmentation4j.onnx.internal.image;

/**
 * For every target column a window of neighboring source columns, all windows of one length and within the source.
 *
 * <p>One length for all makes the passes over a row loops without inner loops, which the JIT compiler turns into vector
 * instructions; columns that a window has beyond what its filter asks for weigh nothing.
 *
 * @param first the first source column of each window
 * @param length the number of source columns of every window
 */
record ColumnWindows(int[] first, int length) {

    /**
     * Returns the shortest windows that hold given ranges.
     *
     * @param least the first source column of every target column
     * @param most the last one
     * @param sourceLength the number of source columns
     */
    static ColumnWindows of(int[] least, int[] most, int sourceLength) {
        int length = 1;
        for (int x = 0; x < least.length; x++) {
            length = Math.max(length, most[x] - least[x] + 1);
        }
        int[] first = new int[least.length];
        for (int x = 0; x < least.length; x++) {
            first[x] = Math.min(least[x], sourceLength - length);
        }
        return new ColumnWindows(first, length);
    }

    /** Returns the number of target columns. */
    int width() {
        return first.length;
    }
}

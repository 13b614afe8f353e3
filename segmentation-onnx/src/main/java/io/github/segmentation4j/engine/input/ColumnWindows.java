package io.github.segmentation4j.engine.input;

/**
 * For every target column a window of neighboring source columns, all windows of one length and within the source.
 *
 * <p>One length for all makes the passes over a row loops without inner loops, which the JIT compiler turns into vector
 * instructions; columns that a window has beyond what its filter asks for weigh nothing.
 *
 * @param columns for each place in a window the source columns of all target columns
 */
record ColumnWindows(int[][] columns) {

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
        int[][] columns = new int[length][least.length];
        for (int x = 0; x < least.length; x++) {
            int first = Math.min(least[x], sourceLength - length);
            for (int place = 0; place < length; place++) {
                columns[place][x] = first + place;
            }
        }
        return new ColumnWindows(columns);
    }

    /** Returns the number of target columns. */
    int width() {
        return columns[0].length;
    }

    /** Returns the number of source columns of every window. */
    int length() {
        return columns.length;
    }

    /** Returns the place of a source column in the window of a target column. */
    int place(int sourceColumn, int x) {
        return sourceColumn - columns[0][x];
    }
}

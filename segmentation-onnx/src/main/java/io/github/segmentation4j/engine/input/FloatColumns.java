package io.github.segmentation4j.engine.input;

/**
 * The windows of source columns behind every target column, with weights in float32.
 *
 * @param windows which source columns
 * @param weights for each place in a window the weights of all target columns
 */
record FloatColumns(ColumnWindows windows, float[][] weights) {

    /**
     * Returns the windows of a filter.
     *
     * @param first the first source column of every target column
     * @param count how many there are
     * @param weights those of target column {@code x} from index {@code starts[x]} on
     * @param sourceLength the number of source columns
     */
    static FloatColumns of(int[] first, int[] count, float[] weights, int[] starts, int sourceLength) {
        int width = first.length;
        int[] most = new int[width];
        for (int x = 0; x < width; x++) {
            most[x] = first[x] + count[x] - 1;
        }
        ColumnWindows windows = ColumnWindows.of(first, most, sourceLength);
        float[][] placed = new float[windows.length()][width];
        for (int x = 0; x < width; x++) {
            int place = windows.place(first[x], x);
            for (int i = 0; i < count[x]; i++) {
                placed[place + i][x] = weights[starts[x] + i];
            }
        }
        return new FloatColumns(windows, placed);
    }
}

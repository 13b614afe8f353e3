package io.github.segmentation4j.engine.input;

import java.util.Arrays;

/**
 * The windows of source columns behind every target column, with weights in fixed point.
 *
 * @param windows which source columns
 * @param weights for each place in a window the weights of all target columns
 */
record IntColumns(ColumnWindows windows, int[][] weights) {

    static IntColumns of(FilterTaps taps, int sourceLength) {
        int width = taps.first.length;
        int[] most = new int[width];
        for (int x = 0; x < width; x++) {
            most[x] = taps.first[x] + taps.count[x] - 1;
        }
        ColumnWindows windows = ColumnWindows.of(taps.first, most, sourceLength);
        int[][] weights = new int[windows.length()][width];
        for (int x = 0; x < width; x++) {
            int place = windows.place(taps.first[x], x);
            for (int i = 0; i < taps.count[x]; i++) {
                weights[place + i][x] = taps.weights[x * taps.stride + i];
            }
        }
        return new IntColumns(windows, weights);
    }

    /** A sample that several taps name at the border has the sum of their weights. */
    static IntColumns of(OpenCvTaps taps, int sourceLength) {
        int width = taps.samples.length / taps.count;
        int[] least = new int[width];
        int[] most = new int[width];
        for (int x = 0; x < width; x++) {
            least[x] = taps.samples[x * taps.count];
            most[x] = taps.samples[(x + 1) * taps.count - 1];
        }
        ColumnWindows windows = ColumnWindows.of(least, most, sourceLength);
        int[][] weights = new int[windows.length()][width];
        for (int i = 0; i < taps.samples.length; i++) {
            int x = i / taps.count;
            weights[windows.place(taps.samples[i], x)][x] += taps.weights[i];
        }
        return new IntColumns(windows, weights);
    }

    /** Returns the windows of a whole factor, every weight one. */
    static IntColumns blocks(int factor, int width) {
        int[] least = new int[width];
        int[] most = new int[width];
        for (int x = 0; x < width; x++) {
            least[x] = x * factor;
            most[x] = least[x] + factor - 1;
        }
        int[][] weights = new int[factor][width];
        for (int[] weight : weights) {
            Arrays.fill(weight, 1);
        }
        return new IntColumns(ColumnWindows.of(least, most, Math.multiplyExact(factor, width)), weights);
    }
}

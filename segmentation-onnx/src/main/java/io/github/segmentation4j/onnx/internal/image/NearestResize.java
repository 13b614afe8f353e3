package io.github.segmentation4j.onnx.internal.image;

/** Takes one source pixel for each target pixel, from a row and a column that the library's rule gives. */
final class NearestResize {
    private static final int CHANNELS = 3;
    private static final int SAMPLE_MASK = 0xFF;

    private NearestResize() {}

    /**
     * Sends the rows of an image to a sink as an image of another size.
     *
     * @param sourceWidth the width of the image
     * @param columns the source column of every target column
     * @param rows the source row of every target row, never falling
     */
    static void run(RowSource image, int sourceWidth, int[] columns, int[] rows, RowSink sink) {
        byte[] wide = new byte[Math.multiplyExact(sourceWidth, CHANNELS)];
        int[] row = new int[Math.multiplyExact(columns.length, CHANNELS)];
        int loaded = -1;
        for (int y = 0; y < rows.length; y++) {
            if (rows[y] != loaded) {
                loaded = rows[y];
                image.read(loaded, wide);
                for (int x = 0; x < columns.length; x++) {
                    for (int channel = 0; channel < CHANNELS; channel++) {
                        row[x * CHANNELS + channel] = wide[columns[x] * CHANNELS + channel] & SAMPLE_MASK;
                    }
                }
            }
            sink.accept(y, row);
        }
    }
}

package io.github.segmentation4j.internal.tiff;

/** Rows whose samples lie one after the other, compressed by a way that knows bytes only. */
final class PlainRows implements PartRows {
    private final ByteSource source;
    private final Predictor predictor;
    private final SampleReader reader;
    private final byte[] row;
    private final int samples;

    /**
     * Creates a reader of rows.
     *
     * @param source closed with this
     * @param columns the columns that lie in the picture
     */
    PlainRows(TiffLayout layout, ByteSource source, int columns) {
        boolean littleEndian = layout.directory().bytes().littleEndian();
        this.source = source;
        this.row = new byte[Math.toIntExact(layout.rowBytes())];
        this.samples = columns * layout.samplesOfPlane();
        this.reader = new SampleReader(layout.type(), littleEndian);
        this.predictor =
                new Predictor(layout.predictor(), layout.type(), layout.samplesOfPlane(), littleEndian, row.length);
    }

    @Override
    public void next(int[] target, int first, int step) throws TiffException {
        source.read(row, 0, row.length);
        predictor.undo(row);
        reader.read(row, target, first, step, samples);
    }

    @Override
    public void skip(int rows) throws TiffException {
        source.skip(row, rows);
    }

    @Override
    public void close() {
        source.close();
    }
}

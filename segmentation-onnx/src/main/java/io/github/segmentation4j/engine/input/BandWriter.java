package io.github.segmentation4j.engine.input;

import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes bands of a network's input, with scratch memory that it keeps from one input to the next. Used by one thread at a
 * time.
 */
final class BandWriter {
    private final InputFrame frame;
    private final InputWriter writer;
    private final Rows rows;
    /** The image at hand, or null between two inputs, so that an idle writer holds no image. */
    private @Nullable RowSource source;

    /** Sends rows of the resized image to the frame. */
    @FunctionalInterface
    private interface Rows {
        void run(RowSource source, int fromRow, int toRow);
    }

    private BandWriter(InputFrame frame, InputWriter writer, Rows rows) {
        this.frame = frame;
        this.writer = writer;
        this.rows = rows;
    }

    static BandWriter ofSamples(RowResizer<SampleRow> resizer, InputFrame frame, InputWriter writer) {
        RowResizer.Sink<SampleRow> sink = (y, row) -> frame.accept(y, row, writer);
        return new BandWriter(frame, writer, (source, from, to) -> resizer.run(source, from, to, sink));
    }

    static BandWriter ofFloats(RowResizer<float[][]> resizer, InputFrame frame, InputWriter writer) {
        float[] normalized = new float[frame.rowLength()];
        RowResizer.Sink<float[][]> sink = (y, planes) -> frame.accept(y, planes, normalized, writer);
        return new BandWriter(frame, writer, (source, from, to) -> resizer.run(source, from, to, sink));
    }

    /** Writes the input's rows from {@code fromRow} up to and without {@code toRow}. */
    void run(Supplier<RowSource> sources, ByteBuffer target, int fromRow, int toRow) {
        RowSource image = source;
        if (image == null) {
            image = sources.get();
            source = image;
            writer.open(target);
        }
        frame.surround(fromRow, toRow, writer);
        rows.run(image, frame.firstRow(fromRow), frame.firstRow(toRow));
    }

    /** Lets go of the image and the buffer. */
    void close() {
        source = null;
        writer.close();
    }
}

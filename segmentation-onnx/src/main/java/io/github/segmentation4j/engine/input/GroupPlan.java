package io.github.segmentation4j.engine.input;

import io.github.segmentation4j.internal.compute.Bands;
import io.github.segmentation4j.model.ImageSize;
import io.github.segmentation4j.model.Preprocessing;
import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/**
 * Everything that some channels of the inputs for images of one size have in common: the weights of the resize, and the
 * scratch memory of calls that are over, which the next calls use again. Safe for use by any number of threads.
 */
final class GroupPlan {
    /** A sample of 1 in 255, of 65535. */
    private static final int WIDE_LEVEL = 257;

    private final Geometry geometry;
    private final InputFrame frame;
    private final Supplier<BandWriter> newBandWriter;
    private final int threads;
    private final Queue<BandWriter[]> idle = new ConcurrentLinkedQueue<>();

    /**
     * Creates a plan.
     *
     * @param geometry the geometry of an image by these steps
     * @param bits how many bits a sample of the image has, 8 or 16
     * @param threadLimit the most threads that one call may use
     * @param workPerThread how many source pixels and elements of the input are worth a thread
     */
    GroupPlan(
            Preprocessing steps,
            ChannelGroup group,
            SampleTables tables,
            Geometry geometry,
            int bits,
            int threadLimit,
            long workPerThread) {
        this.geometry = geometry;
        this.frame = new InputFrame(steps, group, tables, geometry, bits == Short.SIZE ? WIDE_LEVEL : 1);
        long work = pixels(geometry.image()) + SampleRow.COLORS * pixels(geometry.network());
        this.threads = Bands.threads(work, workPerThread, threadLimit);
        this.newBandWriter = bits == Short.SIZE ? wideBandWriters(steps, tables) : bandWriters(steps, group, tables);
    }

    private Supplier<BandWriter> wideBandWriters(Preprocessing steps, SampleTables tables) {
        WideResize resize = WideResize.of(geometry.image(), geometry.resized(), steps.resampling(), tables.scale());
        return () -> BandWriter.ofFloats(resize.resizer(), frame, InputWriter.of(tables, frame.rowLength()));
    }

    private Supplier<BandWriter> bandWriters(Preprocessing steps, ChannelGroup group, SampleTables tables) {
        ImageSize source = geometry.image();
        ImageSize target = geometry.resized();
        // Normalizing the very samples is a look-up for every filter.
        if (PyTorchResize.isFor(steps.resampling()) && !source.equals(target)) {
            float[] scaled = tables.scaled();
            float[][] values = {scaled, scaled, scaled};
            PyTorchResize resize = PyTorchResize.of(source, target, steps.resampling(), values);
            return () -> BandWriter.ofFloats(resize.resizer(), frame, InputWriter.of(tables, frame.rowLength()));
        }
        ByteResize resize = ByteResize.of(source, target, steps.resampling(), group);
        return () -> BandWriter.ofSamples(resize.resizer(), frame, InputWriter.of(tables, frame.rowLength()));
    }

    private static long pixels(ImageSize size) {
        return (long) size.width() * size.height();
    }

    /**
     * Writes the channels of an input.
     *
     * @param sources gives each thread a source of its own
     * @param target takes the elements from index 0 on, in native byte order
     */
    void fill(Supplier<RowSource> sources, ByteBuffer target) {
        BandWriter[] writers = idle.poll();
        if (writers == null) {
            writers = new BandWriter[threads];
            for (int i = 0; i < threads; i++) {
                writers[i] = newBandWriter.get();
            }
        }
        BandWriter[] workers = writers;
        try {
            Bands.run(
                    geometry.network().height(),
                    threads,
                    (worker, fromRow, toRow) -> workers[worker].run(sources, target, fromRow, toRow));
        } finally {
            for (BandWriter worker : workers) {
                worker.close();
            }
            idle.add(workers);
        }
    }
}

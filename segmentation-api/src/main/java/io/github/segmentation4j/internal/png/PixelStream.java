package io.github.segmentation4j.internal.png;

import io.github.segmentation4j.internal.compute.Bands;
import io.github.segmentation4j.internal.png.BlockDeflater.Ending;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.Adler32;

/**
 * The pixels of a file as one zlib stream (RFC 1950) in chunks: waves of rows, each filtered in bands of rows and then packed
 * in blocks of bytes.
 */
final class PixelStream implements AutoCloseable {
    /**
     * Large enough for what begins anew with each block to cost less than a thousandth, small enough for several threads to
     * share a photo.
     */
    static final int BLOCK_BYTES = 1 << 18;

    /** The bytes of rows from which on a further thread is worth its start. */
    private static final int BYTES_PER_THREAD = 1 << 16;

    /** The first of zlib's levels that compares matches; higher ones take several times as long where little is to be found. */
    private static final int LEVEL = 4;

    /** DEFLATE with a window of 32 kB, no dictionary, a fast level, and what makes the two a multiple of 31. */
    private static final byte[] ZLIB_HEADER = {0x78, 0x5E};

    private static final byte[] NO_PREFIX = {};
    private static final String CHUNK = "IDAT";

    private final PngPicture picture;
    private final int threads;
    private final int rowBytes;
    /** A row with the number of its filter. */
    private final int filteredBytes;
    /** The rows of a wave. */
    private final int waveRows;

    private final Worker[] workers;
    /** The end of the wave before, as long as a window, and the wave. */
    private final byte[] filtered;

    private int windowBytes;
    private int checksum = Adler.OF_NOTHING;

    /**
     * Returns a stream.
     *
     * @param choice the filter of rows that are no indices
     * @param waveBytes how many bytes of rows are held at a time, but at least one row
     * @param limit the most threads that work
     */
    PixelStream(PngPicture picture, FilterChoice choice, int waveBytes, int limit) {
        this.picture = picture;
        rowBytes = picture.rowBytes();
        filteredBytes = Math.addExact(1, rowBytes);
        waveRows = Math.min(picture.height(), Math.max(1, waveBytes / filteredBytes));
        filtered = new byte[Math.addExact(BlockDeflater.WINDOW_BYTES, Math.multiplyExact(waveRows, filteredBytes))];
        threads = Bands.threads((long) waveRows * rowBytes, BYTES_PER_THREAD, limit);
        workers = new Worker[threads];
        FilterChoice ofPixels = picture.format().isIndexed() ? FilterChoice.NONE : choice;
        Arrays.setAll(workers, i -> new Worker(picture, ofPixels, rowBytes));
    }

    /** Writes all chunks of pixels. */
    void write(ChunkWriter chunks) throws IOException {
        for (int row = 0; row < picture.height(); row += waveRows) {
            int rows = Math.min(waveRows, picture.height() - row);
            filter(row, rows);
            pack(row, rows * filteredBytes, chunks);
            keepWindow(rows * filteredBytes);
        }
    }

    private void filter(int firstRow, int rows) {
        Bands.run(rows, threads, (worker, from, to) -> {
            int target = windowBytes + from * filteredBytes;
            workers[worker].filter(firstRow + from, firstRow + to, filtered, target);
        });
    }

    private void pack(int firstRow, int length, ChunkWriter chunks) throws IOException {
        int blocks = (length + BLOCK_BYTES - 1) / BLOCK_BYTES;
        boolean lastWave = firstRow + length / filteredBytes == picture.height();
        byte[][] packed = new byte[blocks][];
        int[] checksums = new int[blocks];
        Bands.run(blocks, 1, threads, (worker, from, to) -> {
            for (int block = from; block < to; block++) {
                int start = windowBytes + block * BLOCK_BYTES;
                int bytes = Math.min(BLOCK_BYTES, windowBytes + length - start);
                Ending ending = lastWave && block == blocks - 1 ? Ending.LAST : Ending.MORE;
                byte[] prefix = firstRow == 0 && block == 0 ? ZLIB_HEADER : NO_PREFIX;
                packed[block] = workers[worker].deflater.pack(filtered, start, bytes, ending, prefix);
                checksums[block] = adler(filtered, start, bytes);
            }
        });
        for (int block = 0; block < blocks; block++) {
            int bytes = Math.min(BLOCK_BYTES, length - block * BLOCK_BYTES);
            checksum = Adler.combine(checksum, checksums[block], bytes);
            boolean last = lastWave && block == blocks - 1;
            byte[] content = last ? withChecksum(packed[block]) : packed[block];
            chunks.write(CHUNK, content, content.length);
        }
    }

    private byte[] withChecksum(byte[] packed) {
        byte[] content = Arrays.copyOf(packed, packed.length + Integer.BYTES);
        ChunkWriter.put(checksum, content, packed.length);
        return content;
    }

    private static int adler(byte[] bytes, int start, int length) {
        Adler32 adler = new Adler32();
        adler.update(bytes, start, length);
        return (int) adler.getValue();
    }

    /** Moves the end of a wave to the front, where the first block of the next one can refer to it. */
    private void keepWindow(int length) {
        int end = windowBytes + length;
        windowBytes = Math.min(end, BlockDeflater.WINDOW_BYTES);
        System.arraycopy(filtered, end - windowBytes, filtered, 0, windowBytes);
    }

    @Override
    public void close() {
        for (Worker worker : workers) {
            worker.deflater.close();
        }
    }

    /** What one thread works with at a time. */
    private static final class Worker {
        private final PictureRows rows;
        private final RowFilter filter;
        private final byte[] row;
        private final BlockDeflater deflater = new BlockDeflater(LEVEL);

        Worker(PngPicture picture, FilterChoice choice, int rowBytes) {
            rows = picture.rows();
            filter = new RowFilter(choice, rowBytes, picture.format().distance());
            row = new byte[rowBytes];
        }

        void filter(int fromRow, int toRow, byte[] target, int offset) {
            if (fromRow == 0) {
                filter.begin(null);
            } else {
                rows.copyRow(fromRow - 1, row);
                filter.begin(row);
            }
            int at = offset;
            for (int y = fromRow; y < toRow; y++) {
                rows.copyRow(y, row);
                filter.apply(row, target, at);
                at += 1 + row.length;
            }
        }
    }
}

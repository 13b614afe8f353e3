package io.github.segmentation4j.internal.png;

import java.util.Arrays;
import java.util.zip.Deflater;

/**
 * Packs blocks of filtered bytes as parts of one DEFLATE stream (RFC 1951) that do not wait for each other: each ends at a
 * whole byte, and what it repeats of the block before was handed to it as a dictionary.
 *
 * <p>Filtered photos repeat hardly anything: there a search for repetitions takes two to eight times as long as Huffman codes
 * alone, and saves a tenth at most. Drawings shrink to a fraction by it. So repetitions are searched for in blocks of which a
 * sample from the middle becomes much smaller by it. Serves one thread.
 */
final class BlockDeflater implements AutoCloseable {
    /** How far back DEFLATE can refer. */
    static final int WINDOW_BYTES = 1 << 15;

    /** The bytes of a block that both ways are tried on. */
    private static final int SAMPLE_BYTES = 1 << 14;

    /** Repetitions are searched for where that saves a quarter. */
    private static final int WORTHWHILE_SHIFT = 2;

    /** Room for what DEFLATE adds to bytes that it cannot shrink. */
    private static final int SPARE_BYTES = 1 << 10;

    private final Deflater repetitions;
    private final Deflater codesAlone = new Deflater(Deflater.BEST_SPEED, true);
    private final byte[] ofSample = new byte[SAMPLE_BYTES + SPARE_BYTES];
    private byte[] packed = {};
    private int end;

    /**
     * Returns a deflater.
     *
     * @param level zlib's compression level where repetitions are searched for, 1 to 9
     */
    BlockDeflater(int level) {
        repetitions = new Deflater(level, true);
        codesAlone.setStrategy(Deflater.HUFFMAN_ONLY);
    }

    /**
     * Packs a block.
     *
     * @param bytes holds the block and up to {@link #WINDOW_BYTES} in front of it that the stream holds, too
     * @param start where the block begins
     * @param length its length, at least 1
     * @param ending whether the stream ends with it
     * @param prefix bytes to put in front of the result
     */
    byte[] pack(byte[] bytes, int start, int length, Ending ending, byte[] prefix) {
        Deflater deflater = chosen(bytes, start, length);
        reset(deflater, bytes, start);
        // The room for it is the same in every thread: where it runs out has a part in what zlib writes.
        packed = Arrays.copyOf(prefix, prefix.length + length / 2 + SPARE_BYTES);
        end = prefix.length;
        run(deflater, bytes, start, length, ending);
        return Arrays.copyOf(packed, end);
    }

    /** What follows a block. */
    enum Ending {
        /** Another block. */
        MORE,
        /** Nothing. */
        LAST
    }

    private Deflater chosen(byte[] bytes, int start, int length) {
        int sample = Math.min(length, SAMPLE_BYTES);
        int from = start + (length - sample) / 2;
        int alone = size(codesAlone, bytes, from, sample);
        int searched = size(repetitions, bytes, from, sample);
        return searched < alone - (alone >> WORTHWHILE_SHIFT) ? repetitions : codesAlone;
    }

    /** Begins anew, with what lies before a place as the dictionary. */
    private void reset(Deflater deflater, byte[] bytes, int start) {
        deflater.reset();
        int window = Math.min(start, WINDOW_BYTES);
        if (deflater == repetitions && window > 0) {
            deflater.setDictionary(bytes, start - window, window);
        }
    }

    private int size(Deflater deflater, byte[] bytes, int start, int length) {
        reset(deflater, bytes, start);
        packed = ofSample;
        end = 0;
        run(deflater, bytes, start, length, Ending.LAST);
        return end;
    }

    /** Packs bytes behind those that are there already; the array is exchanged for a longer one as needed. */
    private void run(Deflater deflater, byte[] bytes, int start, int length, Ending ending) {
        deflater.setInput(bytes, start, length);
        if (ending == Ending.LAST) {
            deflater.finish();
        }
        boolean done = false;
        while (!done) {
            int room = packed.length - end;
            int written = deflater.deflate(packed, end, room, Deflater.SYNC_FLUSH);
            end += written;
            // Room that is left means that nothing is held back, but a new strategy is taken up in a call of its own.
            done = written < room && deflater.needsInput();
            if (written == room) {
                packed = Arrays.copyOf(packed, Math.addExact(packed.length, packed.length / 2));
            }
        }
    }

    @Override
    public void close() {
        repetitions.end();
        codesAlone.end();
    }
}

package io.github.segmentation4j.onnx.internal.file;

import io.github.segmentation4j.internal.compute.Bands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * What tells the content of a model from that of others: its length and, for every block of 4 MiB, its CRC-32 and its
 * CRC-32C, computed by several threads side by side.
 *
 * <p>Two models share a digest by chance with a probability of 2<sup>-64</sup> for each block. Against somebody who wants
 * them to it is no protection. A cryptographic one would cost a starting JVM what it is to save (docs/decisions.md);
 * these sums are instructions of the processor even before anything is compiled.
 *
 * <p>A model that keeps weights in further files has none, since its own file does not tell one set of weights from another.
 */
public final class ModelDigest {
    private static final int BLOCK_BYTES = 4 << 20;
    private static final int READ_BYTES = 64 << 10;

    private ModelDigest() {}

    /**
     * Returns the digest of a file's content, empty if weights lie in further files or if the file has more than 2 GB.
     *
     * @param threads the most threads to work with, at least 1
     * @throws IOException if the file cannot be read or is not an ONNX file
     */
    public static Optional<byte[]> of(Path file, int threads) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            if (channel.size() > Integer.MAX_VALUE || ExternalWeights.in(new Bytes.InChannel(channel))) {
                return Optional.empty();
            }
            return Optional.of(of((int) channel.size(), threads, (position, target) -> channel.read(target, position)));
        }
    }

    /**
     * Returns the digest of the content of a file, empty if weights lie in further files.
     *
     * @param content from index 0 up to the limit; the position counts for nothing and stays as it is
     * @param threads the most threads to work with, at least 1
     * @throws IOException if it is not the content of an ONNX file
     */
    public static Optional<byte[]> of(ByteBuffer content, int threads) throws IOException {
        Bytes.InBuffer bytes = new Bytes.InBuffer(content);
        return ExternalWeights.in(bytes) ? Optional.empty() : Optional.of(of(content.limit(), threads, bytes::read));
    }

    /** Reads from any position, from any number of threads at once. */
    private interface Source {
        int read(long position, ByteBuffer target) throws IOException;
    }

    private static byte[] of(int size, int threads, Source source) throws IOException {
        int blocks = (size + BLOCK_BYTES - 1) / BLOCK_BYTES;
        ByteBuffer sums = ByteBuffer.allocate(Math.addExact(Integer.BYTES, Math.multiplyExact(blocks, Long.BYTES)));
        sums.putInt(0, size);
        try {
            Bands.run(blocks, 1, threads, (worker, from, to) -> {
                for (int block = from; block < to; block++) {
                    long start = (long) block * BLOCK_BYTES;
                    long sum = sum(source, start, Math.min(size, start + BLOCK_BYTES));
                    sums.putLong(Integer.BYTES + block * Long.BYTES, sum);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return sums.array();
    }

    /** Returns both sums of a block side by side. */
    private static long sum(Source source, long from, long to) {
        CRC32 first = new CRC32();
        CRC32C second = new CRC32C();
        ByteBuffer buffer = ByteBuffer.allocateDirect(READ_BYTES);
        try {
            for (long position = from; position < to; ) {
                buffer.clear().limit((int) Math.min(READ_BYTES, to - position));
                int count = source.read(position, buffer);
                if (count < 0) {
                    throw new IOException("the file became shorter while it was read");
                }
                first.update(buffer.flip());
                second.update(buffer.rewind());
                position += count;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return first.getValue() << Integer.SIZE | second.getValue();
    }
}

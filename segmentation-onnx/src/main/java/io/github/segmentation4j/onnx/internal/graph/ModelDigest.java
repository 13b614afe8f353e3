package io.github.segmentation4j.onnx.internal.graph;

import io.github.segmentation4j.internal.compute.Bands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/**
 * A short name for the content of a model: the SHA-256 digest of the SHA-256 digests of its blocks of 4 MiB, which several
 * threads compute side by side.
 *
 * <p>A model that keeps weights in further files has none, since its own file does not tell one set of weights from another.
 */
public final class ModelDigest {
    private static final String ALGORITHM = "SHA-256";
    private static final int DIGEST_BYTES = 32;
    private static final int BLOCK_BYTES = 4 << 20;
    private static final int READ_BYTES = 64 << 10;

    private ModelDigest() {}

    /**
     * Returns the digest of a file's content, empty if weights lie in further files or if the file has more than 2 GB.
     *
     * @param threads the most threads to work with, at least 1
     * @throws IOException if the file cannot be read or is no ONNX file
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
        byte[] digests = new byte[Math.multiplyExact(blocks, DIGEST_BYTES)];
        try {
            Bands.run(blocks, 1, threads, (worker, from, to) -> {
                for (int block = from; block < to; block++) {
                    long start = (long) block * BLOCK_BYTES;
                    byte[] digest = digest(source, start, Math.min(size, start + BLOCK_BYTES));
                    System.arraycopy(digest, 0, digests, block * DIGEST_BYTES, DIGEST_BYTES);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return sha256().digest(digests);
    }

    private static byte[] digest(Source source, long from, long to) {
        MessageDigest digest = sha256();
        ByteBuffer buffer = ByteBuffer.allocate(READ_BYTES);
        try {
            for (long position = from; position < to; ) {
                buffer.clear().limit((int) Math.min(READ_BYTES, to - position));
                int count = source.read(position, buffer);
                if (count < 0) {
                    throw new IOException("the file became shorter while it was read");
                }
                digest.update(buffer.flip());
                position += count;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return digest.digest();
    }

    /** Returns a new SHA-256, which every Java platform has to have. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance(ALGORITHM);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java platform lacks " + ALGORITHM, e);
        }
    }
}

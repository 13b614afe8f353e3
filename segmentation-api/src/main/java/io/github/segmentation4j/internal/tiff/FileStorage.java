package io.github.segmentation4j.internal.tiff;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a file on disk, of which each call reads what it returns.
 *
 * <p>A thread that is interrupted while it reads closes the channel, as any {@link FileChannel} does. For the others the file is
 * opened again, if it still is the same.
 */
final class FileStorage implements Storage, AutoCloseable {
    private final Path file;
    private final Identity identity;
    private volatile FileChannel channel;
    private boolean closed;

    /** What tells a file from another one that takes its place. */
    private record Identity(
            long size, FileTime modified, @Nullable Object key) {
        static Identity of(Path file) throws IOException {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Identity(attributes.size(), attributes.lastModifiedTime(), attributes.fileKey());
        }
    }

    private FileStorage(Path file, FileChannel channel, Identity identity) {
        this.file = file;
        this.channel = channel;
        this.identity = identity;
    }

    /**
     * Opens a file.
     *
     * @throws IOException if that fails
     */
    static FileStorage open(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            return new FileStorage(file, channel, Identity.of(file));
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public long length() {
        return identity.size;
    }

    @Override
    public Span read(long offset, int length) throws TiffException {
        byte[] bytes = new byte[length];
        try {
            FileChannel current = channel;
            while (true) {
                try {
                    fill(bytes, current, offset);
                    return new Span(bytes);
                } catch (ClosedByInterruptException e) {
                    throw e;
                } catch (ClosedChannelException e) {
                    current = reopened(current, e);
                }
            }
        } catch (ClosedByInterruptException e) {
            throw TiffException.unreadable("the thread was interrupted", e);
        } catch (EOFException e) {
            throw TiffException.truncated("it has become shorter while it was read");
        } catch (IOException e) {
            throw TiffException.unreadable(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage(), e);
        }
    }

    private static void fill(byte[] bytes, FileChannel channel, long offset) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
            if (channel.read(rest, offset + rest.position()) < 0) {
                throw new EOFException();
            }
        }
    }

    /** Returns a channel in place of one that an interrupted thread has closed. */
    private synchronized FileChannel reopened(FileChannel dead, ClosedChannelException cause) throws IOException {
        if (closed) {
            throw cause;
        }
        if (channel == dead) {
            FileChannel again = FileChannel.open(file, StandardOpenOption.READ);
            if (!Identity.of(file).equals(identity)) {
                again.close();
                throw new IOException("it has been changed or replaced while it was read");
            }
            channel = again;
        }
        return channel;
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        channel.close();
    }
}

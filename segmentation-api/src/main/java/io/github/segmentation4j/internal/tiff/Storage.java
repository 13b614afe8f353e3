package io.github.segmentation4j.internal.tiff;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;

/** Where the bytes of a file are. Safe for use by any number of threads. */
interface Storage {
    /** Returns how many bytes there are. */
    long length();

    /**
     * Returns bytes.
     *
     * @param offset not negative
     * @param length such that the last byte lies inside
     * @throws TiffException if they cannot be read
     */
    Span read(long offset, int length) throws TiffException;

    /** Returns what is in memory. */
    static Storage of(Span content) {
        return new InMemory(content);
    }

    /**
     * Returns what is on disk, of which each call reads what it returns.
     *
     * @param length of the file
     */
    static Storage of(FileChannel channel, long length) {
        return new OnDisk(channel, length);
    }

    /** Bytes of an array, which are not copied. */
    record InMemory(Span content) implements Storage {
        @Override
        public long length() {
            return content.length();
        }

        @Override
        public Span read(long offset, int length) {
            return new Span(content.content(), content.start() + (int) offset, length);
        }
    }

    /** Bytes of a file, read without moving its position. */
    record OnDisk(FileChannel channel, long length) implements Storage {
        @Override
        public Span read(long offset, int count) throws TiffException {
            ByteBuffer bytes = ByteBuffer.allocate(count);
            try {
                while (bytes.hasRemaining()) {
                    if (channel.read(bytes, offset + bytes.position()) < 0) {
                        throw TiffException.truncated("it has become shorter while it was read");
                    }
                }
            } catch (ClosedByInterruptException e) {
                throw TiffException.unreadable("the thread was interrupted", e);
            } catch (TiffException e) {
                throw e;
            } catch (IOException e) {
                throw TiffException.unreadable(e.toString(), e);
            }
            return new Span(bytes.array());
        }
    }
}

package io.github.segmentation4j.onnx.internal.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/** Bytes that can be read from any position: a file, of which only the parts asked for are read, or an array. */
sealed interface Bytes {

    /** Returns how many bytes there are. */
    long size() throws IOException;

    /**
     * Reads bytes from a position on into a buffer.
     *
     * @return how many bytes were read, at least one, or -1 at the end
     */
    int read(long position, ByteBuffer target) throws IOException;

    /** The bytes of an open file, whose position moves. */
    record InChannel(SeekableByteChannel channel) implements Bytes {
        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public int read(long position, ByteBuffer target) throws IOException {
            return channel.position(position).read(target);
        }
    }

    /** The bytes of an array. */
    final class InArray implements Bytes {
        private final byte[] content;

        InArray(byte[] content) {
            this.content = content;
        }

        @Override
        public long size() {
            return content.length;
        }

        @Override
        public int read(long position, ByteBuffer target) {
            int length = (int) Math.min(target.remaining(), content.length - position);
            if (length <= 0) {
                return -1;
            }
            target.put(content, (int) position, length);
            return length;
        }
    }

    /** The bytes of a buffer from index 0 up to its limit; its position does not move. */
    record InBuffer(ByteBuffer content) implements Bytes {
        @Override
        public long size() {
            return content.limit();
        }

        @Override
        public int read(long position, ByteBuffer target) {
            int length = (int) Math.min(target.remaining(), content.limit() - position);
            if (length <= 0) {
                return -1;
            }
            target.put(content.slice((int) position, length));
            return length;
        }
    }
}

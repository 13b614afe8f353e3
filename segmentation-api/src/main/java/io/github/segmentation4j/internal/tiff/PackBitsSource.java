package io.github.segmentation4j.internal.tiff;

import java.util.Arrays;

/**
 * Runs of bytes (TIFF 6.0, section 9): n from 0 to 127 and n + 1 bytes, or n from -1 to -127 and a byte that stands for
 * 1 - n; -128 means nothing. A run may go on in the next row.
 */
final class PackBitsSource implements ByteSource {
    private final byte[] content;
    private final int end;
    private int next;
    private int left;
    private boolean repeating;

    PackBitsSource(Span data) {
        this.content = data.content();
        this.end = data.end();
        this.next = data.start();
    }

    @Override
    public void read(byte[] target, int offset, int length) throws TiffException {
        int written = offset;
        int stop = offset + length;
        while (written < stop) {
            if (left == 0) {
                begin();
                continue;
            }
            int count = Math.min(left, stop - written);
            left -= count;
            if (repeating) {
                Arrays.fill(target, written, written + count, content[next]);
                next += left == 0 ? 1 : 0;
            } else {
                System.arraycopy(content, next, target, written, count);
                next += count;
            }
            written += count;
        }
    }

    private void begin() throws TiffException {
        if (next >= end) {
            throw ByteSource.tooShort();
        }
        int head = content[next++];
        repeating = head < 0;
        if (head != Byte.MIN_VALUE) {
            left = repeating ? 1 - head : head + 1;
            if (end - next < (repeating ? 1 : left)) {
                throw ByteSource.tooShort();
            }
        }
    }
}

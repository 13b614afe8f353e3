package io.github.segmentation4j.examples.segment.convert;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A stream of JSON without endless numbers: a parser turns the digits of a whole number into a
 * {@link java.math.BigInteger} in quadratic time.
 */
final class ShortNumbers extends FilterInputStream {
    /** A double has at most some 1,100 digits, and nobody writes them. */
    private static final int MAX_DIGITS = 2_000;

    private int digits;

    ShortNumbers(InputStream json) {
        super(json);
    }

    @Override
    public int read() throws IOException {
        int next = super.read();
        count(next);
        return next;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int read = super.read(target, offset, length);
        for (int i = 0; i < read; i++) {
            count(target[offset + i]);
        }
        return read;
    }

    private void count(int next) throws IOException {
        if (next >= '0' && next <= '9') {
            digits++;
        } else if (next != 0) {
            // UTF-16 and UTF-32 have zeros between the digits.
            digits = 0;
        }
        if (digits > MAX_DIGITS) {
            throw new IOException("a number of more than " + MAX_DIGITS + " digits");
        }
    }
}

package io.github.segmentation4j.model.file;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;

/**
 * The bytes of a JSON file within limits, in which every parser takes its time in proportion to the file.
 *
 * <p>A parser turns the digits of a whole number into a {@link java.math.BigInteger} in quadratic time.
 */
final class JsonBytes {
    /** The names of 65,536 classes, given twice with a hundred letters each, fit. */
    private static final int MAX_BYTES = 16 << 20;

    /** A double has at most some 1,100 digits (5e-324 written out), and nobody writes them. */
    private static final int MAX_DIGITS = 2_000;

    private JsonBytes() {}

    /**
     * Reads a stream to its end, or up to the limit.
     *
     * @throws TooLargeException if it holds more, or a number of too many digits
     */
    static InputStream read(InputStream json) throws IOException {
        byte[] content = json.readNBytes(MAX_BYTES + 1);
        if (content.length > MAX_BYTES) {
            throw new TooLargeException("has more than " + MAX_BYTES + " bytes");
        }
        int digits = 0;
        for (byte next : content) {
            // UTF-16 and UTF-32 have zeros between the digits.
            if (next >= '0' && next <= '9') {
                digits++;
            } else if (next != 0) {
                digits = 0;
            }
            if (digits > MAX_DIGITS) {
                throw new TooLargeException("has a number of more than " + MAX_DIGITS + " digits");
            }
        }
        return new ByteArrayInputStream(content);
    }

    /** A file holds more than any description of a model; the message completes "NAME ...". */
    static final class TooLargeException extends IOException {
        @Serial
        private static final long serialVersionUID = 1L;

        TooLargeException(String message) {
            super(message);
        }
    }
}

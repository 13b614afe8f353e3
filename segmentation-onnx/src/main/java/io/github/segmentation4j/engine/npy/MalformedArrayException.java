package io.github.segmentation4j.engine.npy;

import java.io.IOException;
import java.io.Serial;

/** Bytes that are not an array that can be read; the message completes "FILE is not a NumPy array that can be read: it ...". */
final class MalformedArrayException extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    MalformedArrayException(String message) {
        super(message);
    }
}

package io.github.segmentation4j.internal.npy;

import java.io.IOException;
import java.io.Serial;

/** Bytes that are not an array that can be read; the message completes "FILE is not a NumPy array that can be read: it ...". */
public final class MalformedArrayException extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** Says what it is or does, for example {@code ends within its header}. */
    public MalformedArrayException(String message) {
        super(message);
    }
}

package io.github.segmentation4j;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A photo cannot be read, is too large, or is of a kind that cannot be segmented. */
public final class InvalidImageException extends SegmentationException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** Creates an exception with a message and no cause. */
    public InvalidImageException(String message) {
        super(message);
    }

    /** Creates an exception with a message and the exception that led to it. */
    public InvalidImageException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

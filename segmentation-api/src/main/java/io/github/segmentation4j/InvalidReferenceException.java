package io.github.segmentation4j;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A file that another program's run left for comparison cannot be read, or holds something else than expected. */
public final class InvalidReferenceException extends SegmentationException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** Creates an exception with a message and no cause. */
    public InvalidReferenceException(String message) {
        super(message);
    }

    /** Creates an exception with a message and the exception that led to it. */
    public InvalidReferenceException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

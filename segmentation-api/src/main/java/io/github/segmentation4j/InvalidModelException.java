package io.github.segmentation4j;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A model cannot be loaded, cannot be understood, or gives something else than was said of it. */
public final class InvalidModelException extends SegmentationException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** Creates an exception with a message and no cause. */
    public InvalidModelException(String message) {
        super(message);
    }

    /** Creates an exception with a message and the exception that led to it. */
    public InvalidModelException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

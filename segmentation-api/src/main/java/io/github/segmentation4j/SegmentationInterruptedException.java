package io.github.segmentation4j;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * The calling thread was interrupted before it had a result: while it waited for its turn, read a file or ran a network. Its
 * interrupt flag is set, nothing was done, and the segmenter can be used as before.
 */
public final class SegmentationInterruptedException extends SegmentationException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** Creates an exception with a message and the exception that led to it. */
    public SegmentationInterruptedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

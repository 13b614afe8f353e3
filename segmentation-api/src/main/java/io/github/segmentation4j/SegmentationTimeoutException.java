package io.github.segmentation4j;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The time that a call was given is over. There is no result, and the segmenter can be used as before. */
public final class SegmentationTimeoutException extends SegmentationException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** Creates an exception with a message and the exception that led to it. */
    public SegmentationTimeoutException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

package io.github.segmentation4j;

import io.github.segmentation4j.internal.OneLine;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * Something outside the program's own arguments stood in the way of a segmentation: a model, a photo, a closed
 * segmenter.
 *
 * <p>The message is one sentence in one line that says what was given, what was expected and what to do about it. Control
 * characters in the names that it quotes are escaped.
 */
public class SegmentationException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** Creates an exception with a message and no cause. */
    public SegmentationException(String message) {
        super(OneLine.message(message));
    }

    /** Creates an exception with a message and the exception that led to it. */
    public SegmentationException(String message, @Nullable Throwable cause) {
        super(OneLine.message(message), cause);
    }
}

package io.github.segmentation4j;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * A network was loaded, but its run on an input failed: a node of it does not take an input of that size, say, or the
 * runtime has no code for one.
 *
 * <p>The segmenter stays usable, and an image of another size may succeed.
 */
public final class InferenceFailedException extends SegmentationException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** Creates an exception with a message and no cause. */
    public InferenceFailedException(String message) {
        super(message);
    }

    /** Creates an exception with a message and the exception that led to it. */
    public InferenceFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

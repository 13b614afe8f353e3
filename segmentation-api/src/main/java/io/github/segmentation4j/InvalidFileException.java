package io.github.segmentation4j;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * A file of data is damaged or holds something else than expected: labels, the place of an image on a map, or a tensor of
 * another program's run. A file of such a tensor that cannot be read throws it, too.
 */
public final class InvalidFileException extends SegmentationException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** Creates an exception with a message and no cause. */
    public InvalidFileException(String message) {
        super(message);
    }

    /** Creates an exception with a message and the exception that led to it. */
    public InvalidFileException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

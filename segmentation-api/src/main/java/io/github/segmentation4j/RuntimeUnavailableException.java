package io.github.segmentation4j;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * The native library that runs networks cannot be had in this process, whatever the model: there is none for the platform,
 * no room to unpack it, or the JVM does not allow it or is about to end.
 */
public final class RuntimeUnavailableException extends SegmentationException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** Creates an exception with a message and the exception that led to it. */
    public RuntimeUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

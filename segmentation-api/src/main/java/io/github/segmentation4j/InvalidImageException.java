package io.github.segmentation4j;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * A photo cannot be read, is too large, or is of a kind that cannot be segmented.
 *
 * <p>{@link #kind()} says which, for programs; the message says it for people. Neither speaks of this library's methods, so
 * that a server may pass both on. The limits that a message names are those of {@link PhotoLimits}, and are raised there.
 */
public final class InvalidImageException extends SegmentationException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** What is wrong with a photo, with the status by which a web server would answer (RFC 9110). */
    public enum Kind {
        /** There is no such file: 404. */
        MISSING,
        /** It has no bytes: 422. */
        EMPTY,
        /** It ends too early: 422; sending it again may help. */
        TRUNCATED,
        /** Its bytes contradict its format: 422. */
        DAMAGED,
        /** It is not an image, or of a format, a kind of pixels or a shape that cannot be used here: 415. */
        UNSUPPORTED,
        /** It has more pixels, bytes or scans than a limit allows: 413. */
        TOO_LARGE,
        /** The memory of this machine does not suffice now: 413, or 503 where a later attempt may find more. */
        OUT_OF_MEMORY,
        /** The file or the stream could not be read, for example for want of permission: 500. */
        UNREADABLE
    }

    /** Creates an exception with a message and no cause. */
    public InvalidImageException(Kind kind, String message) {
        this(kind, message, null);
    }

    /** Creates an exception with a message and the exception that led to it. */
    public InvalidImageException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** Returns what is wrong. */
    public Kind kind() {
        return kind;
    }
}

package io.github.segmentation4j.internal.failure;

import io.github.segmentation4j.SegmentationInterruptedException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** Why a file could not be read, where the JDK's exceptions say no more than its name, or nothing. */
public final class ReadFailure {
    private ReadFailure() {}

    /**
     * Returns the reason in words.
     *
     * @throws SegmentationInterruptedException if the file is not to blame, but an interrupt of this thread
     */
    public static String reason(IOException failure) {
        if (failure instanceof ClosedByInterruptException) {
            throw new SegmentationInterruptedException(
                    "This thread was interrupted while it read a file: read it again when the interrupt has been dealt"
                            + " with",
                    failure);
        }
        if (failure instanceof NoSuchFileException) {
            return "there is no such file";
        }
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }
}

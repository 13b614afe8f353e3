package io.github.segmentation4j;

import java.io.Serial;

/** A segmenter was called after it had been closed, or was closed before the call had a result. */
public final class SegmenterClosedException extends SegmentationException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** Creates an exception with a message. */
    public SegmenterClosedException(String message) {
        super(message);
    }
}

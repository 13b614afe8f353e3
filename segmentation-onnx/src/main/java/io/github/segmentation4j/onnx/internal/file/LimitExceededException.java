package io.github.segmentation4j.onnx.internal.file;

import java.io.Serial;

/** A file holds more of something than any network has, so that nobody should try to load it. */
final class LimitExceededException extends MalformedFileException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** Creates an exception that says what there is too much of. */
    LimitExceededException(String message) {
        super(message);
    }
}

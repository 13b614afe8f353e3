package io.github.segmentation4j.onnx.internal.file;

import java.io.IOException;
import java.io.Serial;

/** Bytes that are not a message of {@code onnx.proto}; the message completes "is damaged: ...". */
class MalformedFileException extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    MalformedFileException(String message) {
        super(message);
    }
}

package io.github.segmentation4j.onnx.internal.ort;

import ai.onnxruntime.OrtException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The runtime's own reason for a failure, as part of a sentence. */
final class OrtReason {
    /** What the Java API puts before every message of the native library. */
    private static final Pattern CODE = Pattern.compile("^Error code - ORT_\\w+ - message: ");

    /** What the native library puts before a reason for not loading a file, whose name our own sentences say. */
    private static final Pattern LOADING = Pattern.compile("^Load model from .*? failed:");

    /** A place in the sources of the runtime with the signature of a function, whose parameters may have their own. */
    private static final Pattern SOURCE_PLACE =
            Pattern.compile("\\S+\\.(?:cc|h|cpp):\\d+ (?:[^()]*\\((?:[^()]|\\([^()]*\\))*\\)(?: const)? |\\w+ )");

    /** Longer reasons list more than anybody reads. */
    private static final int MAX_CHARACTERS = 400;

    private OrtReason() {}

    /** Returns the reason in one line, without error codes, file names and places in the runtime's sources. */
    static String of(OrtException e) {
        String message = e.getMessage() == null ? e.getCode().name() : e.getMessage();
        String line = message.lines()
                .map(String::strip)
                .collect(Collectors.joining(" "))
                .strip();
        line = CODE.matcher(line).replaceFirst("");
        line = LOADING.matcher(line).replaceFirst("");
        line = SOURCE_PLACE.matcher(line).replaceAll("").strip();
        return line.length() > MAX_CHARACTERS ? line.substring(0, MAX_CHARACTERS) + "..." : line;
    }
}

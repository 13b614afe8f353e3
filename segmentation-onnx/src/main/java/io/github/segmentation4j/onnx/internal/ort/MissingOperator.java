package io.github.segmentation4j.onnx.internal.ort;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An operator that ONNX Runtime does not have, by the texts with which it refuses a graph for that (those of 1.28.0).
 *
 * <p>Custom operators come from native libraries that their projects register in a session, such as mmcv's and mmdeploy's.
 * No such library is loaded here, so that a graph with one cannot run.
 */
final class MissingOperator {
    /** {@code Fatal error: mmdeploy:grid_sampler(-1) is not a registered function/op}. */
    private static final Pattern NOT_REGISTERED =
            Pattern.compile("Fatal error: ([^:\\s]*):(\\S+?)\\(-?\\d+\\) is not a registered");

    /** {@code In Node, ("name", grid_sampler, "mmdeploy", -1) : ... , Error No opset import for domain 'mmdeploy'}. */
    private static final Pattern NOT_IMPORTED =
            Pattern.compile("In Node, \\(\".*?\", (\\S+?), \"(.+?)\", .*?No opset import for domain");

    /** {@code No Op registered for Attention with domain_version of 17}. */
    private static final Pattern NOT_IN_OPSET =
            Pattern.compile("No Op registered for (\\S+) with domain_version of (\\d+)");

    private MissingOperator() {}

    /** Returns what is wrong with a model, as a sentence without its beginning; empty if another thing is. */
    static Optional<String> in(String message, String version) {
        Matcher registered = NOT_REGISTERED.matcher(message);
        if (registered.find()) {
            return Optional.of(custom(registered.group(1), registered.group(2), version));
        }
        Matcher imported = NOT_IMPORTED.matcher(message);
        if (imported.find()) {
            return Optional.of(custom(imported.group(2), imported.group(1), version));
        }
        Matcher inOpset = NOT_IN_OPSET.matcher(message);
        return inOpset.find()
                ? Optional.of(" has an operator " + inOpset.group(1) + ", which opset " + inOpset.group(2)
                        + " of ONNX does not have in ONNX Runtime " + version
                        + ": export it with a newer opset_version, or without that operator")
                : Optional.empty();
    }

    private static String custom(String domain, String operator, String version) {
        return " has a custom operator " + domain + ":" + operator + ", which ONNX Runtime " + version
                + " does not have, and no library with custom operators is loaded here: export it with ONNX's own"
                + " operators";
    }
}

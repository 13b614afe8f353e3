package io.github.segmentation4j.onnx.internal.graph;

import io.github.segmentation4j.internal.OneLine;

/** Names of a graph as parts of a sentence, whatever a file holds. */
final class Words {
    private static final int MAX_CHARACTERS = 80;

    private Words() {}

    /** Returns a name in quotes, in one line and shortened if it is absurdly long. */
    static String quoted(String name) {
        return "\"" + plain(name) + "\"";
    }

    /** Returns a name in one line and shortened if it is absurdly long. */
    static String plain(String name) {
        String shown = name.length() > MAX_CHARACTERS ? name.substring(0, MAX_CHARACTERS) + "..." : name;
        return OneLine.of(shown);
    }
}

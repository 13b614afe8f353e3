package io.github.segmentation4j.onnx.internal.graph;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names and lists of a graph as parts of a sentence, whatever a file holds. */
final class Words {
    private static final int MOST_CHARACTERS = 80;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private Words() {}

    /** Returns a name in quotes, in one line and shortened if it is absurdly long. */
    static String quoted(String name) {
        return "\"" + plain(name) + "\"";
    }

    /** Returns a name in one line and shortened if it is absurdly long. */
    static String plain(String name) {
        String shown = name.length() > MOST_CHARACTERS ? name.substring(0, MOST_CHARACTERS) + "..." : name;
        return CONTROL.matcher(shown).replaceAll("?");
    }

    /** Returns a list of axes, for example {@code [0,3,1,2]}. */
    static String axes(List<Long> axes) {
        return axes.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]"));
    }
}

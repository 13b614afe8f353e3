package io.github.segmentation4j.model.file;

import com.grack.nanojson.JsonWriter;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** JSON written for people: a key a line, and what holds only a few values in one line. */
final class JsonText {
    private static final String INDENT = "  ";
    private static final int MAX_LINE = 100;

    /** Halves of characters beyond 16 bits that stand alone, which no encoding of a file can hold. */
    private static final Pattern LONE_SURROGATE = Pattern.compile("\\p{Cs}");

    private JsonText() {}

    /**
     * Returns an object as text that ends with a line feed.
     *
     * @param json made of maps, lists, texts and numbers
     */
    static String of(Map<String, Object> json) {
        return text(json, "") + "\n";
    }

    private static String text(Object value, String indent) {
        if (!(value instanceof Map) && !(value instanceof List)) {
            return scalar(value);
        }
        String line = inOneLine(value);
        return indent.isEmpty() || indent.length() + line.length() > MAX_LINE ? inLines(value, indent) : line;
    }

    private static String inOneLine(Object value) {
        if (value instanceof Map<?, ?> object) {
            return object.entrySet().stream()
                    .map(entry -> scalar(entry.getKey()) + ": " + inOneLine(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(JsonText::inOneLine).collect(Collectors.joining(", ", "[", "]"));
        }
        return scalar(value);
    }

    private static String inLines(Object value, String indent) {
        String deeper = indent + INDENT;
        if (value instanceof Map<?, ?> object) {
            return object.entrySet().stream()
                    .map(entry -> deeper + scalar(entry.getKey()) + ": " + text(entry.getValue(), deeper))
                    .collect(Collectors.joining(",\n", "{\n", "\n" + indent + "}"));
        }
        return ((List<?>) value)
                .stream()
                        .map(element -> deeper + text(element, deeper))
                        .collect(Collectors.joining(",\n", "[\n", "\n" + indent + "]"));
    }

    private static String scalar(Object value) {
        return value instanceof String text
                ? LONE_SURROGATE
                        .matcher(JsonWriter.string(text))
                        .replaceAll(half ->
                                "\\\\u" + Integer.toHexString(half.group().charAt(0)))
                : String.valueOf(value);
    }
}

package io.github.segmentation4j.examples.segment.page;

import java.util.Locale;

/** Writes text of any kind so that it stays text, wherever in a page it stands. */
final class Escapes {
    private static final int FIRST_PRINTABLE = 0x20;

    /** Stands for a control character, which HTML has no way to write. */
    private static final int REPLACEMENT = 0xFFFD;

    private Escapes() {}

    /**
     * Returns a string of JSON with its quotes.
     *
     * <p>What could end or disturb the script element around it ({@code </script>}, {@code <!--}) is written as an escape
     * of JSON, since a script element knows no escapes of HTML.
     */
    static String json(String text) {
        StringBuilder json = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                json.append('\\').append((char) c);
            } else if (c < FIRST_PRINTABLE || c == '<' || c == '>' || c == '&' || Character.isSurrogate((char) c)) {
                json.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                json.append((char) c);
            }
        });
        return json.append('"').toString();
    }

    /** Returns the value of an attribute that stands in double quotes. */
    static String attribute(String text) {
        StringBuilder html = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (c < FIRST_PRINTABLE) {
                html.appendCodePoint(REPLACEMENT);
            } else if (c == '"' || c == '&' || c == '<' || c == '>') {
                html.append("&#").append(c).append(';');
            } else {
                html.appendCodePoint(c);
            }
        });
        return html.toString();
    }
}

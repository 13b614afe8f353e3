package io.github.segmentation4j.internal;

import java.util.Collection;
import java.util.stream.Collectors;

/**
 * Names of classes, tensors, files and photos as parts of a line that people read, whatever somebody put into them.
 *
 * <p>A terminal obeys control characters, and those that turn the direction of writing let a name look like another one
 * (Boucher and Anderson, Trojan Source, 2021). Both are shown as an escape, {@code \n} or <code>&#92;u001b</code>.
 */
public final class OneLine {
    /** A message that is longer has listed too much; its end says what to do. */
    private static final int MAX_CHARACTERS = 4_000;

    private static final int KEPT_AT_THE_END = 1_000;

    /** Names that a list shows before it counts the rest. */
    private static final int MAX_NAMES = 20;

    private OneLine() {}

    /** Returns a text in one line, its control characters and those of the direction of writing escaped. */
    public static String of(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isUnfit(text.charAt(i))) {
                return escaped(text, i);
            }
        }
        return text;
    }

    /** Returns a message in one line, without its middle if it is absurdly long. */
    public static String message(String text) {
        if (text.length() <= MAX_CHARACTERS) {
            return of(text);
        }
        return of(text.substring(0, MAX_CHARACTERS - KEPT_AT_THE_END) + " ... "
                + text.substring(text.length() - KEPT_AT_THE_END));
    }

    /** Returns names in one line with commas between them, the first twenty and how many there are besides. */
    public static String list(Collection<?> names) {
        String shown = names.stream().limit(MAX_NAMES).map(String::valueOf).collect(Collectors.joining(", "));
        int more = names.size() - MAX_NAMES;
        return of(more > 0 ? shown + " and " + more + " more" : shown);
    }

    private static String escaped(String text, int from) {
        StringBuilder line = new StringBuilder(text.length() + MAX_NAMES).append(text, 0, from);
        for (int i = from; i < text.length(); i++) {
            char next = text.charAt(i);
            switch (next) {
                case '\n' -> line.append("\\n");
                case '\r' -> line.append("\\r");
                case '\t' -> line.append("\\t");
                default -> {
                    if (isUnfit(next)) {
                        line.append(String.format("\\u%04x", (int) next));
                    } else {
                        line.append(next);
                    }
                }
            }
        }
        return line.toString();
    }

    private static boolean isUnfit(char character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            // Zero-width joiners belong to the spelling of Persian, of Indian languages and of emoji.
            case Character.FORMAT -> character != '\u200c' && character != '\u200d';
            default -> false;
        };
    }
}

package io.github.segmentation4j.examples.segment;

/**
 * Lines for a terminal, whatever the names of files, classes and tensors hold: control characters, which a terminal obeys,
 * and those that turn the direction of writing are shown as escapes such as <code>&#92;u001b</code>.
 */
final class Plain {
    private Plain() {}

    /** Returns a text in one line. */
    static String line(String text) {
        if (text.chars().noneMatch(Plain::isObeyed)) {
            return text;
        }
        StringBuilder line = new StringBuilder();
        text.chars().forEach(next -> {
            if (isObeyed(next)) {
                line.append(String.format("\\u%04x", next));
            } else {
                line.append((char) next);
            }
        });
        return line.toString();
    }

    private static boolean isObeyed(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            // Zero-width joiners belong to the spelling of Persian, of Indian languages and of emoji.
            case Character.FORMAT -> character != '\u200c' && character != '\u200d';
            default -> false;
        };
    }
}

package io.github.segmentation4j;

import java.util.Locale;
import java.util.regex.Pattern;

/** What an exception of a decoder says, made fit for a sentence. */
final class Reasons {
    /** How {@link Object#toString()} names an object: its class and, after an at sign, a hash code. */
    private static final Pattern OBJECT = Pattern.compile("\\[*(?:[\\w$]+\\.)*([\\w$]+;?)@[0-9a-f]{1,8}\\b(?!\\.\\w)");

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");

    /** libjpeg's message JERR_OUT_OF_MEMORY, which the JDK passes on untranslated. */
    private static final String NATIVE_SIGN = "insufficient memory";

    /** Words in which the JDK's decoders, and others, say that they lack something. */
    private static final Pattern UNKNOWN_KIND =
            Pattern.compile("unsupported|not (?:yet )?(?:supported|implemented)", Pattern.CASE_INSENSITIVE);

    private static final int LONGEST = 200;
    private static final int MAX_CAUSES = 20;

    private Reasons() {}

    /** Returns what it says, in one short line and without hash codes, or its kind where it says nothing. */
    static String of(Throwable thrown) {
        String message = thrown.getMessage();
        if (message == null || message.isBlank()) {
            return thrown.getClass().getSimpleName();
        }
        String plain = OBJECT.matcher(plain(message)).replaceAll("$1");
        return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST) + "...";
    }

    /** Returns a text of a file in one line. */
    static String plain(String text) {
        return CONTROL.matcher(text).replaceAll(" ").strip();
    }

    /** True where a decoder says that it does not know a kind, which is not damage. */
    static boolean isOfKind(Throwable thrown) {
        String message = thrown.getMessage();
        return message != null && UNKNOWN_KIND.matcher(message).find();
    }

    /** True where memory was missing, also if a decoder caught that and threw something else because of it. */
    static boolean isForWantOfMemory(Throwable thrown) {
        Throwable each = thrown;
        for (int i = 0; each != null && i < MAX_CAUSES; i++) {
            String message = each.getMessage();
            if (each instanceof OutOfMemoryError
                    || (message != null && message.toLowerCase(Locale.ROOT).contains(NATIVE_SIGN))) {
                return true;
            }
            each = each.getCause();
        }
        return false;
    }
}

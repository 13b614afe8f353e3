package io.github.segmentation4j.codec;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;

/**
 * Writes one JSON text (RFC 8259) in UTF-8 as it comes, and refuses to write what would be none.
 *
 * <p>Objects in arrays begin on a line of their own; otherwise there is no blank. Numbers do not depend on the locale or the
 * JDK.
 */
final class JsonWriter {
    /** Every decimal number of so many digits is told apart from its neighbours as a double. */
    private static final MathContext DIGITS = new MathContext(15);

    /** Doubles below are written without a fraction where they have none. */
    private static final double MAX_WHOLE = 1e15;

    private static final char OBJECT = '{';
    private static final char ARRAY = '[';
    private static final String HEX = "0123456789abcdef";

    private final Writer out;

    /** The objects and arrays that are open, the innermost last. */
    private final StringBuilder open = new StringBuilder();

    /** True where the next name or value is the first of its object or array. */
    private boolean first = true;

    /** True between a name and its value. */
    private boolean named;

    /** Writes to a stream, which is never closed. */
    JsonWriter(OutputStream out) {
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    }

    JsonWriter beginObject() throws IOException {
        boolean ownLine = innermost() == ARRAY;
        beforeValue();
        if (ownLine) {
            out.write('\n');
        }
        return begin(OBJECT);
    }

    JsonWriter endObject() throws IOException {
        return end(OBJECT, '}');
    }

    JsonWriter beginArray() throws IOException {
        beforeValue();
        return begin(ARRAY);
    }

    JsonWriter endArray() throws IOException {
        return end(ARRAY, ']');
    }

    /** Writes the name of the next member of an object. */
    JsonWriter name(String name) throws IOException {
        if (innermost() != OBJECT || named) {
            throw new IllegalStateException("The name \"" + name + "\" stands where none is due");
        }
        separate();
        string(name);
        out.write(':');
        named = true;
        return this;
    }

    JsonWriter value(String text) throws IOException {
        beforeValue();
        string(text);
        return this;
    }

    JsonWriter value(boolean value) throws IOException {
        beforeValue();
        out.write(String.valueOf(value));
        return this;
    }

    JsonWriter value(long number) throws IOException {
        beforeValue();
        out.write(Long.toString(number));
        return this;
    }

    /**
     * Writes a number with up to 15 significant digits, and no fraction where it has none.
     *
     * @throws IllegalArgumentException if it is infinite or no number, for which JSON has no form
     */
    JsonWriter value(double number) throws IOException {
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException("JSON has no form for " + number);
        }
        if (Math.abs(number) < MAX_WHOLE && number == Math.rint(number)) {
            return value((long) number);
        }
        beforeValue();
        // Not Double.toString, whose digits JDK 19 changed.
        out.write(new BigDecimal(number, DIGITS).stripTrailingZeros().toPlainString());
        return this;
    }

    JsonWriter nullValue() throws IOException {
        beforeValue();
        out.write("null");
        return this;
    }

    /** Ends the text with a line feed and hands everything on to the stream. */
    void finish() throws IOException {
        if (open.length() > 0 || first) {
            throw new IllegalStateException("The JSON text is not complete");
        }
        out.write('\n');
        out.flush();
    }

    private char innermost() {
        return open.length() == 0 ? 0 : open.charAt(open.length() - 1);
    }

    private JsonWriter begin(char bracket) throws IOException {
        out.write(bracket);
        open.append(bracket);
        first = true;
        return this;
    }

    private JsonWriter end(char begun, char bracket) throws IOException {
        if (innermost() != begun || named) {
            throw new IllegalStateException("A " + bracket + " stands where none is due");
        }
        out.write(bracket);
        open.setLength(open.length() - 1);
        first = false;
        return this;
    }

    private void beforeValue() throws IOException {
        char innermost = innermost();
        if (innermost == OBJECT ? !named : innermost == 0 && !first) {
            throw new IllegalStateException("A value stands where none is due");
        }
        if (innermost == ARRAY) {
            separate();
        }
        first = false;
        named = false;
    }

    private void separate() throws IOException {
        if (!first) {
            out.write(',');
        }
        first = false;
    }

    private void string(String text) throws IOException {
        out.write('"');
        for (int i = 0; i < text.length(); ) {
            int letter = text.codePointAt(i);
            int chars = Character.charCount(letter);
            if (letter == '"' || letter == '\\') {
                out.write('\\');
                out.write(letter);
            } else if (letter < ' ' || Character.getType(letter) == Character.SURROGATE) {
                // Half of a pair has no form in UTF-8.
                out.write("\\u");
                for (int shift = 12; shift >= 0; shift -= 4) {
                    out.write(HEX.charAt(letter >> shift & 0xF));
                }
            } else {
                out.write(text, i, chars);
            }
            i += chars;
        }
        out.write('"');
    }
}

package io.github.segmentation4j.codec;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * JSON as {@code Map}, {@code List}, {@code String}, {@code BigDecimal}, {@code Boolean} and null, read by the letter of
 * RFC 8259; anything else fails, a name that is there twice too.
 */
final class ParsedJson {
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");

    private final String text;
    private int at;

    private ParsedJson(String text) {
        this.text = text;
    }

    /** Reads a text in UTF-8. */
    static Object of(byte[] utf8) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
            ParsedJson parser = new ParsedJson(text);
            Object value = parser.value();
            parser.skipBlanks();
            parser.check(parser.at == text.length());
            return value;
        } catch (CharacterCodingException e) {
            throw new AssertionError("no UTF-8", e);
        }
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> object(Object value) {
        return (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    static List<Object> array(Object value) {
        return (List<Object>) value;
    }

    static double number(Object value) {
        return ((BigDecimal) value).doubleValue();
    }

    /** A whole number. */
    static int integer(Object value) {
        return ((BigDecimal) value).intValueExact();
    }

    private Object value() {
        skipBlanks();
        return switch (peek()) {
            case '{' -> objectHere();
            case '[' -> arrayHere();
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", null);
            default -> number();
        };
    }

    private Object word(String word, Object value) {
        expect(word);
        return value;
    }

    private BigDecimal number() {
        Matcher number = NUMBER.matcher(text).region(at, text.length());
        check(number.lookingAt());
        at = number.end();
        return new BigDecimal(number.group());
    }

    private Map<String, Object> objectHere() {
        Map<String, Object> members = new LinkedHashMap<>();
        expect("{");
        for (boolean more = !accept('}'); more; more = more('}')) {
            skipBlanks();
            String name = string();
            skipBlanks();
            expect(":");
            check(!members.containsKey(name));
            members.put(name, value());
        }
        return members;
    }

    private List<Object> arrayHere() {
        List<Object> elements = new ArrayList<>();
        expect("[");
        for (boolean more = !accept(']'); more; more = more(']')) {
            elements.add(value());
        }
        return elements;
    }

    /** Passes a comma, or the end of the object or array. */
    private boolean more(char end) {
        skipBlanks();
        char letter = peek();
        at++;
        check(letter == ',' || letter == end);
        return letter == ',';
    }

    private String string() {
        expect("\"");
        StringBuilder value = new StringBuilder();
        while (peek() != '"') {
            char letter = text.charAt(at++);
            check(letter >= ' ');
            if (letter != '\\') {
                value.append(letter);
                continue;
            }
            char escaped = text.charAt(at++);
            if (escaped == 'u') {
                value.append((char) Integer.parseInt(text.substring(at, at + 4), 16));
                at += 4;
            } else {
                int known = "\"\\/bfnrt".indexOf(escaped);
                check(known >= 0);
                value.append("\"\\/\b\f\n\r\t".charAt(known));
            }
        }
        at++;
        return value.toString();
    }

    private char peek() {
        check(at < text.length());
        return text.charAt(at);
    }

    private boolean accept(char letter) {
        skipBlanks();
        if (peek() != letter) {
            return false;
        }
        at++;
        return true;
    }

    private void expect(String word) {
        check(text.startsWith(word, at));
        at += word.length();
    }

    private void skipBlanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private void check(boolean right) {
        if (!right) {
            throw new AssertionError("no JSON at character " + at + ": "
                    + text.substring(Math.max(0, at - 20), Math.min(text.length(), at + 20)));
        }
    }
}

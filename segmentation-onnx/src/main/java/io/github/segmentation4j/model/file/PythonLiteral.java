package io.github.segmentation4j.model.file;

import io.github.segmentation4j.InvalidModelException;
import java.util.ArrayList;
import java.util.List;

/**
 * A value as Python's {@code str} writes it: a whole number, a list of them, or a dictionary of texts in single or
 * double quotes by 0, 1, 2 and so on.
 */
final class PythonLiteral {
    private static final int HEXADECIMAL = 16;

    private final String where;
    private final String text;
    private int at;

    private PythonLiteral(String where, String text) {
        this.where = where;
        this.text = text;
    }

    static PythonLiteral of(String where, String text) {
        return new PythonLiteral(where, text);
    }

    /** Reads a whole number or a list of one or more. */
    List<Integer> integers() {
        List<Integer> numbers = new ArrayList<>();
        if (peek() != '[' && peek() != '(') {
            numbers.add(integer());
            end();
            return numbers;
        }
        char close = next() == '[' ? ']' : ')';
        while (peek() != close) {
            numbers.add(integer());
            if (peek() != close) {
                expect(',');
            }
        }
        expect(close);
        end();
        if (numbers.isEmpty()) {
            throw wrong();
        }
        return numbers;
    }

    /** Reads a dictionary whose keys are 0, 1, 2 and so on, and returns its texts. */
    List<String> texts() {
        List<String> texts = new ArrayList<>();
        expect('{');
        while (peek() != '}') {
            int key = integer();
            expect(':');
            String value = quoted();
            if (key != texts.size()) {
                throw wrong();
            }
            texts.add(value);
            if (peek() != '}') {
                expect(',');
            }
        }
        expect('}');
        end();
        return texts;
    }

    private int integer() {
        peek();
        int from = at;
        while (at < text.length() && Character.isDigit(text.charAt(at))) {
            at++;
        }
        try {
            return Integer.parseInt(text.substring(from, at));
        } catch (NumberFormatException e) {
            throw wrong();
        }
    }

    private String quoted() {
        char quote = peek();
        if (quote != '\'' && quote != '"') {
            throw wrong();
        }
        at++;
        StringBuilder value = new StringBuilder();
        while (at < text.length() && text.charAt(at) != quote) {
            char next = text.charAt(at++);
            value.appendCodePoint(next == '\\' ? escaped() : next);
        }
        expect(quote);
        return value.toString();
    }

    /** Reads what follows a backslash, as Python's {@code repr} writes it. */
    private int escaped() {
        char kind = at < text.length() ? text.charAt(at++) : 0;
        return switch (kind) {
            case '\\', '\'', '"' -> kind;
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'x' -> hexadecimal(2);
            case 'u' -> hexadecimal(4);
            case 'U' -> hexadecimal(8);
            default -> throw wrong();
        };
    }

    private int hexadecimal(int digits) {
        if (at + digits > text.length()) {
            throw wrong();
        }
        String code = text.substring(at, at + digits);
        at += digits;
        if (!code.chars().allMatch(digit -> Character.digit(digit, HEXADECIMAL) >= 0)
                || !Character.isValidCodePoint(Integer.parseUnsignedInt(code, HEXADECIMAL))) {
            throw wrong();
        }
        return Integer.parseUnsignedInt(code, HEXADECIMAL);
    }

    /** Returns the next character that is not a space, or a zero at the end. */
    private char peek() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : 0;
    }

    private char next() {
        char found = peek();
        at++;
        return found;
    }

    private void expect(char wanted) {
        if (next() != wanted) {
            throw wrong();
        }
    }

    private void end() {
        if (peek() != 0) {
            throw wrong();
        }
    }

    private InvalidModelException wrong() {
        return new InvalidModelException(where + " cannot be read at character " + at
                + ": a whole number, a list of them, or {0: 'name', 1: 'name'} with ids from 0 on is needed");
    }
}

package io.github.segmentation4j.engine.npy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the header of a NumPy file says: a Python dictionary with exactly three entries (NEP 1, {@code
 * numpy/lib/format.py}, NumPy 1.24).
 *
 * @param descriptor the type of the elements, for example {@code <f4}
 * @param fortranOrder true if the first axis varies fastest
 * @param shape the length of each axis
 */
record NpyHeader(String descriptor, boolean fortranOrder, List<Long> shape) {
    /** The most axes that NumPy 2 allows. */
    private static final int MAX_AXES = 64;

    NpyHeader {
        shape = List.copyOf(shape);
    }

    /** Returns the dictionary as NumPy writes it. */
    String text() {
        String axes = shape.stream().map(String::valueOf).collect(Collectors.joining(", "));
        return "{'descr': '" + descriptor + "', 'fortran_order': " + (fortranOrder ? "True" : "False") + ", 'shape': ("
                + axes + (shape.size() == 1 ? ",)" : ")") + ", }";
    }

    /** Reads a dictionary. */
    static NpyHeader parse(String text) throws MalformedArrayException {
        return new Parser(text).header();
    }

    /** Reads the few forms of Python that a header may hold. */
    private static final class Parser {
        private final String text;
        private int at;

        Parser(String text) {
            this.text = text;
        }

        NpyHeader header() throws MalformedArrayException {
            @Nullable String descriptor = null;
            @Nullable Boolean fortranOrder = null;
            @Nullable List<Long> shape = null;
            expect('{');
            while (!accept('}')) {
                String key = string();
                expect(':');
                switch (key) {
                    case "descr" -> descriptor = descriptor();
                    case "fortran_order" -> fortranOrder = truth();
                    case "shape" -> shape = tuple();
                    default -> throw new MalformedArrayException("has a header with an unknown key");
                }
                if (!accept(',')) {
                    expect('}');
                    break;
                }
            }
            skipBlanks();
            if (descriptor == null || fortranOrder == null || shape == null || at < text.length()) {
                throw new MalformedArrayException(
                        "has a header that is not a dictionary of descr, fortran_order and shape");
            }
            return new NpyHeader(descriptor, fortranOrder, shape);
        }

        private String descriptor() throws MalformedArrayException {
            skipBlanks();
            if (at < text.length() && text.charAt(at) == '[') {
                throw new MalformedArrayException("holds records, where plain numbers are expected");
            }
            return string();
        }

        private String string() throws MalformedArrayException {
            skipBlanks();
            char quote = at < text.length() ? text.charAt(at) : 0;
            int end = quote == '\'' || quote == '"' ? text.indexOf(quote, at + 1) : -1;
            if (end < 0) {
                throw new MalformedArrayException("has a header without a string at character " + at);
            }
            String value = text.substring(at + 1, end);
            if (value.chars().anyMatch(letter -> letter < ' ' || letter > '~')) {
                throw new MalformedArrayException("has a header with an unprintable letter after character " + at);
            }
            at = end + 1;
            return value;
        }

        private boolean truth() throws MalformedArrayException {
            skipBlanks();
            for (boolean value : new boolean[] {true, false}) {
                String word = value ? "True" : "False";
                if (text.startsWith(word, at)) {
                    at += word.length();
                    return value;
                }
            }
            throw new MalformedArrayException("has a header without True or False at character " + at);
        }

        private List<Long> tuple() throws MalformedArrayException {
            List<Long> lengths = new ArrayList<>();
            expect('(');
            while (!accept(')')) {
                lengths.add(length());
                if (lengths.size() > MAX_AXES) {
                    throw new MalformedArrayException("has more than " + MAX_AXES + " axes");
                }
                if (!accept(',')) {
                    expect(')');
                    break;
                }
            }
            return lengths;
        }

        private long length() throws MalformedArrayException {
            skipBlanks();
            int start = at;
            while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
                at++;
            }
            try {
                return Long.parseLong(text.substring(start, at));
            } catch (NumberFormatException e) {
                throw new MalformedArrayException("has a header without the length of an axis at character " + start);
            }
        }

        private void expect(char wanted) throws MalformedArrayException {
            if (!accept(wanted)) {
                throw new MalformedArrayException("has a header without a " + wanted + " at character " + at);
            }
        }

        private boolean accept(char wanted) {
            skipBlanks();
            boolean found = at < text.length() && text.charAt(at) == wanted;
            if (found) {
                at++;
            }
            return found;
        }

        private void skipBlanks() {
            while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
        }
    }

    /**
     * Returns the number of elements of an array of this shape.
     *
     * @throws ArithmeticException if it is beyond the range of long
     */
    static long elements(List<Long> shape) {
        // An empty axis makes the array empty, however long the others are.
        return shape.contains(0L) ? 0 : shape.stream().reduce(1L, Math::multiplyExact);
    }
}

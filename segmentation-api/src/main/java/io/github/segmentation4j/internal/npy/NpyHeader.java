package io.github.segmentation4j.internal.npy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What NumPy's files of one array say before their elements (NEP 1, {@code numpy/lib/format.py}, NumPy 1.24): magic, version,
 * length of a text, and that text, a Python dictionary with exactly three entries.
 *
 * <p>Versions 1, 2 and 3 are read, which differ in the size of the text's length and in its encoding; version 1 is written.
 *
 * @param descriptor the type of the elements, for example {@code <f4}
 * @param fortranOrder true if the first axis varies fastest
 * @param shape the length of each axis
 */
public record NpyHeader(String descriptor, boolean fortranOrder, List<Long> shape) {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int PREFIX = MAGIC.length + 2;
    private static final int NEWEST_VERSION = 3;

    /** NumPy pads the text so that the elements begin at a multiple of this. */
    private static final int ALIGNMENT = 64;

    /** Far above what the header of plain numbers takes; NumPy itself refuses one of more than 10,000 bytes. */
    private static final int MAX_HEADER = 1 << 16;

    /** The most axes that NumPy 2 allows. */
    private static final int MAX_AXES = 64;

    /** Copies the shape. */
    public NpyHeader {
        shape = List.copyOf(shape);
    }

    /** Returns whether these are the bytes with which a file of one array begins. */
    public static boolean isNpy(InputStream in) throws IOException {
        return Arrays.equals(in.readNBytes(MAGIC.length), MAGIC);
    }

    /**
     * Reads up to the first element.
     *
     * @throws MalformedArrayException if it is not the beginning of an array of numbers
     */
    public static NpyHeader read(InputStream in) throws IOException {
        if (!isNpy(in)) {
            throw new MalformedArrayException("does not begin with \\x93NUMPY");
        }
        byte[] numbers = bytes(in, PREFIX - MAGIC.length);
        int version = numbers[0];
        if (version < 1 || version > NEWEST_VERSION) {
            throw new MalformedArrayException(
                    "is of version " + version + ", where 1 to " + NEWEST_VERSION + " are expected");
        }
        ByteBuffer size = ByteBuffer.wrap(bytes(in, version == 1 ? Short.BYTES : Integer.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        long length = version == 1 ? Short.toUnsignedInt(size.getShort()) : Integer.toUnsignedLong(size.getInt());
        if (length > MAX_HEADER) {
            throw new MalformedArrayException(
                    "says that its header has " + length + " bytes, where at most " + MAX_HEADER + " are expected");
        }
        byte[] text = bytes(in, (int) length);
        return parse(
                new String(text, version == NEWEST_VERSION ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1));
    }

    private static byte[] bytes(InputStream in, int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new MalformedArrayException("ends within its header");
        }
        return bytes;
    }

    /** Returns all bytes before the first element, as NumPy writes them. */
    public byte[] bytes() {
        String text = text();
        int unpadded = PREFIX + Short.BYTES + text.length() + 1;
        int padding = Math.floorMod(-unpadded, ALIGNMENT);
        byte[] header = (text + " ".repeat(padding) + "\n").getBytes(StandardCharsets.ISO_8859_1);
        return ByteBuffer.allocate(unpadded + padding)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MAGIC)
                .put((byte) 1)
                .put((byte) 0)
                .putShort((short) header.length)
                .put(header)
                .array();
    }

    /** Returns the dictionary as NumPy writes it. */
    private String text() {
        return "{'descr': '" + descriptor + "', 'fortran_order': " + (fortranOrder ? "True" : "False") + ", 'shape': "
                + axes() + ", }";
    }

    /** Returns the shape as Python writes it. */
    public String axes() {
        String axes = shape.stream().map(String::valueOf).collect(Collectors.joining(", "));
        return "(" + axes + (shape.size() == 1 ? ",)" : ")");
    }

    private static NpyHeader parse(String text) throws MalformedArrayException {
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
            String digits = text.substring(start, at);
            accept('L'); // NumPy on Python 2 wrote one behind long numbers.
            try {
                return Long.parseLong(digits);
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
    public static long elements(List<Long> shape) {
        // An empty axis makes the array empty, however long the others are.
        return shape.contains(0L) ? 0 : shape.stream().reduce(1L, Math::multiplyExact);
    }
}

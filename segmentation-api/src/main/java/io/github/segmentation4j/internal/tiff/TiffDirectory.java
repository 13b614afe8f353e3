package io.github.segmentation4j.internal.tiff;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A directory of a TIFF or BigTIFF file: its fields by tag.
 *
 * <p>A field's values are looked up only when they are asked for, so that a note which lies outside the file harms
 * nothing. Of two fields of one tag the last counts, as in Pillow.
 */
final class TiffDirectory {
    /** How many bytes at the front of a file tell whether it is a TIFF file. */
    static final int BYTES_OF_MAGIC = 4;

    private static final int MAGIC = 42;
    private static final int BIG_MAGIC = 43;
    private static final int OFFSET_OF_MAGIC = 2;
    private static final int OFFSET_OF_DIRECTORY = 4;
    private static final int BIG_OFFSET_OF_DIRECTORY = 8;
    private static final int TYPE_OF_FLOAT = 11;
    private static final int TYPE_OF_DOUBLE = 12;

    /** The bytes of a value by its type, 0 for types that do not exist: 1 byte ... 12 double, 13 IFD, 16 to 18 of 8 bytes. */
    private static final int[] SIZES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8};

    /** The types that are a numerator and a denominator. */
    private static final int RATIONAL = 5;

    private static final int SIGNED_RATIONAL = 10;

    private final TiffBytes bytes;
    private final boolean big;
    private final Map<Integer, Field> fields = new HashMap<>();
    private long next;

    /** A field whose values lie at an offset, which may be outside the file. */
    private record Field(int type, long count, long offset) {}

    private TiffDirectory(TiffBytes bytes, boolean big) {
        this.bytes = bytes;
        this.big = big;
    }

    /** Returns whether bytes begin like a TIFF file. The number 42 in the wrong byte order is let pass, as by Pillow. */
    static boolean isTiff(byte[] content) {
        if (content.length < BYTES_OF_MAGIC || content[0] != content[1]) {
            return false;
        }
        int first = content[OFFSET_OF_MAGIC];
        int second = content[OFFSET_OF_MAGIC + 1];
        boolean classic = first + second == MAGIC && first * second == 0;
        return switch (content[0]) {
            case 'I' -> classic || (first == BIG_MAGIC && second == 0);
            case 'M' -> classic || (second == BIG_MAGIC && first == 0);
            default -> false;
        };
    }

    /** Reads the first directory of a file that {@linkplain #isTiff begins like one}. */
    static TiffDirectory first(Storage storage) throws TiffException {
        Span order = storage.read(0, 1);
        TiffBytes bytes = new TiffBytes(storage, order.content()[order.start()] == 'I');
        boolean big = bytes.unsigned16(OFFSET_OF_MAGIC) == BIG_MAGIC;
        return read(bytes, big, big ? bytes.signed64(BIG_OFFSET_OF_DIRECTORY) : bytes.unsigned32(OFFSET_OF_DIRECTORY));
    }

    /** Reads another directory of the same file. */
    TiffDirectory at(long offset) throws TiffException {
        return read(bytes, big, offset);
    }

    private static TiffDirectory read(TiffBytes bytes, boolean big, long offset) throws TiffException {
        TiffDirectory directory = new TiffDirectory(bytes, big);
        if (big) {
            directory.readBig(offset);
        } else {
            directory.readClassic(offset);
        }
        return directory;
    }

    private void readClassic(long start) throws TiffException {
        int entryLength = 2 * Short.BYTES + 2 * Integer.BYTES;
        long first = start + Short.BYTES;
        long count = bytes.unsigned16(start);
        TiffBytes entries = entries(first, count, entryLength);
        for (long entry = 0; entry < count * entryLength; entry += entryLength) {
            int type = entries.unsigned16(entry + Short.BYTES);
            long values = entries.unsigned32(entry + 2 * Short.BYTES);
            long place = entry + 2 * Short.BYTES + Integer.BYTES;
            boolean inside = values * size(type) <= Integer.BYTES;
            put(entries.unsigned16(entry), new Field(type, values, inside ? first + place : entries.unsigned32(place)));
        }
        long end = first + count * entryLength;
        next = bytes.holds(end, Integer.BYTES) ? bytes.unsigned32(end) : 0;
    }

    private void readBig(long start) throws TiffException {
        int entryLength = 2 * Short.BYTES + 2 * Long.BYTES;
        long first = start + Long.BYTES;
        long count = bytes.signed64(start);
        TiffBytes entries = entries(first, count, entryLength);
        for (long entry = 0; entry < count * entryLength; entry += entryLength) {
            int type = entries.unsigned16(entry + Short.BYTES);
            long values = entries.signed64(entry + 2 * Short.BYTES);
            long place = entry + 2 * Short.BYTES + Long.BYTES;
            boolean inside = values >= 0 && values <= Long.BYTES && values * size(type) <= Long.BYTES;
            put(entries.unsigned16(entry), new Field(type, values, inside ? first + place : entries.signed64(place)));
        }
        long end = first + count * entryLength;
        next = bytes.holds(end, Long.BYTES) ? bytes.signed64(end) : 0;
    }

    private TiffBytes entries(long first, long count, int entryLength) throws TiffException {
        if (count < 0 || count > bytes.length() || !bytes.holds(first, count * entryLength)) {
            throw TiffException.truncated("its directory ends beyond the file");
        }
        return bytes.part(first, count * entryLength);
    }

    /** Returns where the next directory is, which may be anywhere, or 0 if this is the last. */
    long next() {
        return next;
    }

    private void put(int tag, Field field) {
        if (size(field.type) > 0 && field.count != 0) {
            fields.put(tag, field);
        }
    }

    private static int size(int type) {
        return type < SIZES.length ? SIZES[type] : 0;
    }

    TiffBytes bytes() {
        return bytes;
    }

    boolean has(int tag) {
        return fields.containsKey(tag);
    }

    /** Returns the bytes of one value of a field, 0 without it. */
    int sizeOfValue(int tag) {
        Field field = fields.get(tag);
        return field == null ? 0 : size(field.type);
    }

    /** Returns the first value of a field of whole numbers. */
    long value(int tag, long otherwise) throws TiffException {
        long[] values = values(tag, 1);
        return values.length == 0 ? otherwise : values[0];
    }

    /** Returns the first values of a field of whole numbers, at most so many; none without the field. */
    long[] values(int tag, long most) throws TiffException {
        Field field = fields.get(tag);
        if (field == null) {
            return new long[0];
        }
        TiffBytes content = content(tag, field, most);
        int size = size(field.type);
        long[] values = new long[(int) (content.length() / size)];
        for (int i = 0; i < values.length; i++) {
            long place = (long) i * size;
            values[i] = switch (size) {
                case Byte.BYTES -> content.unsigned8(place);
                case Short.BYTES -> content.unsigned16(place);
                case Integer.BYTES -> content.unsigned32(place);
                default -> content.signed64(place);
            };
        }
        return values;
    }

    /** Returns the values of a field of fractions or floating point, or others where there are fewer than of those. */
    double[] fractions(int tag, double[] otherwise) throws TiffException {
        Field field = fields.get(tag);
        if (field == null || field.count < otherwise.length) {
            return otherwise;
        }
        TiffBytes content = content(tag, field, otherwise.length);
        double[] values = new double[otherwise.length];
        for (int i = 0; i < values.length; i++) {
            long place = (long) i * size(field.type);
            values[i] = switch (field.type) {
                case RATIONAL -> (double) content.unsigned32(place) / content.unsigned32(place + Integer.BYTES);
                case SIGNED_RATIONAL ->
                    (double) (int) content.unsigned32(place) / (int) content.unsigned32(place + Integer.BYTES);
                case TYPE_OF_FLOAT -> Float.intBitsToFloat((int) content.unsigned32(place));
                case TYPE_OF_DOUBLE -> Double.longBitsToDouble(content.signed64(place));
                default -> values(tag, otherwise.length)[i];
            };
        }
        return values;
    }

    /** Returns the bytes of a field. */
    byte[] content(int tag) throws TiffException {
        Field field = fields.get(tag);
        if (field == null) {
            return new byte[0];
        }
        TiffBytes content = content(tag, field, Integer.MAX_VALUE);
        Span span = content.span(0, content.length());
        return Arrays.copyOfRange(span.content(), span.start(), span.end());
    }

    /** Returns a field that is there, with its values in little-endian order. */
    TiffField field(int tag) throws TiffException {
        Field field = Objects.requireNonNull(fields.get(tag), "the field is there");
        byte[] values = content(tag);
        int size = size(field.type);
        boolean fraction = field.type == RATIONAL || field.type == SIGNED_RATIONAL;
        int number = fraction ? size / 2 : size;
        for (int start = 0; !bytes.littleEndian() && start < values.length; start += number) {
            reverse(values, start, number);
        }
        return new TiffField(tag, field.type, values.length / size, values);
    }

    private static void reverse(byte[] bytes, int start, int length) {
        for (int i = 0; i < length / 2; i++) {
            byte first = bytes[start + i];
            bytes[start + i] = bytes[start + length - 1 - i];
            bytes[start + length - 1 - i] = first;
        }
    }

    private TiffBytes content(int tag, Field field, long most) throws TiffException {
        long length = field.count < 0 ? most : Math.min(field.count, most);
        if (length > bytes.length() || !bytes.holds(field.offset, length * size(field.type))) {
            throw TiffException.truncated("the values of its field " + tag + " lie beyond the file");
        }
        return bytes.part(field.offset, length * size(field.type));
    }
}

package io.github.segmentation4j.codec;

import io.github.segmentation4j.InvalidFileException;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.internal.map.Maps;
import io.github.segmentation4j.internal.npy.NpyHeader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the elements of a {@code .npy} file as labels.
 *
 * @param name what messages call the file
 * @param kind NumPy's letter for the type: b for truth values, u for unsigned, i for signed
 * @param size the bytes of an element
 * @param order the order of these bytes
 * @param columnsFirst true if the elements of a column follow each other
 * @param width the length of the second axis
 * @param height the length of the first axis
 */
record NpyElements(String name, char kind, int size, ByteOrder order, boolean columnsFirst, int width, int height) {
    private static final Pattern TYPE = Pattern.compile("([<>=|])([a-zA-Z])(\\d+)");
    private static final int AXES = 2;

    /** The most bytes that are read, and held, at once. */
    private static final int PART_BYTES = 1 << 16;

    /** Reads a header. */
    static NpyElements of(String name, NpyHeader header) {
        Matcher type = TYPE.matcher(header.descriptor());
        if (!type.matches()) {
            throw new InvalidFileException(name + " holds something else than numbers (elements of type "
                    + header.descriptor() + "): write it with numpy.save");
        }
        char kind = type.group(2).charAt(0);
        String size = type.group(3);
        if ("bui".indexOf(kind) < 0 || !"1 2 4 8".contains(size) || size.length() != 1) {
            throw new InvalidFileException(name + " holds elements of type " + kind + size
                    + ", but labels are whole numbers: save array.astype(numpy.uint16)");
        }
        long height = header.shape().size() == AXES ? header.shape().get(0) : 0;
        long width = header.shape().size() == AXES ? header.shape().get(1) : 0;
        if (width < 1 || height < 1 || width > Integer.MAX_VALUE / height) {
            throw new InvalidFileException(name + " holds an array of shape " + header.axes()
                    + ", but a label map has a height and a width: save an array of these two axes, with at most "
                    + Integer.MAX_VALUE + " elements");
        }
        return new NpyElements(
                name,
                kind,
                size.charAt(0) - '0',
                switch (type.group(1).charAt(0)) {
                    case '>' -> ByteOrder.BIG_ENDIAN;
                    case '=' -> ByteOrder.nativeOrder();
                    default -> ByteOrder.LITTLE_ENDIAN;
                },
                header.fortranOrder(),
                (int) width,
                (int) height);
    }

    /** Reads as many elements as there are. */
    LabelMap read(InputStream in) throws IOException {
        int count = width * height;
        // Grows with what is really there, so that a header alone does not fill the memory.
        short[] labels = new short[Math.min(count, PART_BYTES)];
        for (int done = 0; done < count; ) {
            int part = Math.min(count - done, PART_BYTES / size);
            byte[] bytes = in.readNBytes(part * size);
            if (bytes.length < part * size) {
                throw new InvalidFileException(
                        name + " ends before its " + width + "x" + height + " elements do: save or download it again");
            }
            if (labels.length < done + part) {
                labels = Arrays.copyOf(labels, (int) Math.min(count, Math.max(2L * labels.length, done + part)));
            }
            copy(ByteBuffer.wrap(bytes).order(order), part, labels, done);
            done += part;
        }
        return Maps.labelMap(width, height, columnsFirst ? rowsFirst(labels) : labels);
    }

    private void copy(ByteBuffer elements, int count, short[] labels, int offset) {
        for (int i = 0; i < count; i++) {
            long value = switch (size) {
                case 1 -> kind == 'i' ? elements.get(i) : Byte.toUnsignedLong(elements.get(i));
                case 2 -> kind == 'i' ? elements.getShort(2 * i) : Short.toUnsignedLong(elements.getShort(2 * i));
                case 4 -> kind == 'i' ? elements.getInt(4 * i) : Integer.toUnsignedLong(elements.getInt(4 * i));
                default -> elements.getLong(8 * i);
            };
            if (value < 0 || value > LabelMap.MAX_LABEL) {
                throw outOfRange(value, offset + i);
            }
            labels[offset + i] = (short) value;
        }
    }

    private InvalidFileException outOfRange(long value, int element) {
        int x = columnsFirst ? element / height : element % width;
        int y = columnsFirst ? element % height : element / width;
        return new InvalidFileException(name + " holds " + (kind == 'u' ? Long.toUnsignedString(value) : value)
                + " at (" + x + ", " + y + "), but labels run from 0 to " + LabelMap.MAX_LABEL
                + ": replace such numbers, for example by 255, before the array is saved");
    }

    private short[] rowsFirst(short[] columns) {
        short[] rows = new short[columns.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                rows[y * width + x] = columns[x * height + y];
            }
        }
        return rows;
    }
}

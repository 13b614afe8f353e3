package io.github.segmentation4j.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.InvalidFileException;
import io.github.segmentation4j.LabelMap;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelNpyTest {
    @TempDir
    Path folder;

    @Provide
    Arbitrary<LabelMap> anyLabels() {
        return RandomMaps.upTo(65_535);
    }

    private static byte[] written(LabelMap labels) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        LabelFormat.npy().write(labels, out);
        return out.toByteArray();
    }

    private static LabelMap read(byte[] content) throws IOException {
        return LabelFormat.npy().read(new ByteArrayInputStream(content));
    }

    /** A file as {@code numpy.save} writes it, of the version asked for. */
    private static byte[] file(int version, String type, boolean fortran, String shape, byte... elements) {
        String header = "{'descr': '" + type + "', 'fortran_order': " + (fortran ? "True" : "False") + ", 'shape': ("
                + shape + "), }\n";
        ByteBuffer start = ByteBuffer.allocate(version == 1 ? 10 : 12).order(ByteOrder.LITTLE_ENDIAN);
        start.put((byte) 0x93)
                .put("NUMPY".getBytes(StandardCharsets.US_ASCII))
                .put((byte) version)
                .put((byte) 0);
        if (version == 1) {
            start.putShort((short) header.length());
        } else {
            start.putInt(header.length());
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(start.array());
        out.writeBytes(header.getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(elements);
        return out.toByteArray();
    }

    @Property
    void labelsAreReadBackExactly(@ForAll("anyLabels") LabelMap labels) throws IOException {
        assertEquals(labels, read(written(labels)));
    }

    /** The bytes that NumPy 1.24 writes for {@code numpy.array([[1, 2, 300]], "u2")} and for the same as uint8 with 3. */
    @Test
    void theBytesAreNumPys() throws IOException {
        String wide = "{'descr': '<u2', 'fortran_order': False, 'shape': (1, 3), }";
        String narrow = "{'descr': '|u1', 'fortran_order': False, 'shape': (1, 3), }";
        assertArrayEquals(numpy(wide, 1, 0, 2, 0, 44, 1), written(LabelMap.copyOf(3, 1, new int[] {1, 2, 300})));
        assertArrayEquals(numpy(narrow, 1, 2, 3), written(LabelMap.copyOf(3, 1, new int[] {1, 2, 3})));
    }

    private static byte[] numpy(String header, int... elements) {
        ByteBuffer bytes = ByteBuffer.allocate(128 + elements.length);
        bytes.put((byte) 0x93).put("NUMPY\1\0v\0".getBytes(StandardCharsets.US_ASCII));
        bytes.put(header.getBytes(StandardCharsets.US_ASCII));
        while (bytes.position() < 127) {
            bytes.put((byte) ' ');
        }
        bytes.put((byte) '\n');
        Arrays.stream(elements).forEach(element -> bytes.put((byte) element));
        return bytes.array();
    }

    @Property
    void everyTypeAndOrderIsRead(@ForAll("anyLabels") LabelMap labels) throws IOException {
        for (String type : List.of("u2", "i4", "u4", "i8", "u8")) {
            for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
                for (boolean fortran : new boolean[] {false, true}) {
                    int size = type.charAt(1) - '0';
                    ByteBuffer elements =
                            ByteBuffer.allocate(labels.pixelCount() * size).order(order);
                    for (int i = 0; i < labels.pixelCount(); i++) {
                        int x = fortran ? i / labels.height() : i % labels.width();
                        int y = fortran ? i % labels.height() : i / labels.width();
                        put(elements, size, labels.labelAt(x, y));
                    }
                    String descriptor = (order == ByteOrder.BIG_ENDIAN ? ">" : "<") + type;
                    String shape = labels.height() + ", " + labels.width();
                    for (int version = 1; version <= 3; version++) {
                        assertEquals(labels, read(file(version, descriptor, fortran, shape, elements.array())));
                    }
                }
            }
        }
    }

    private static void put(ByteBuffer elements, int size, int label) {
        switch (size) {
            case 2 -> elements.putShort((short) label);
            case 4 -> elements.putInt(label);
            default -> elements.putLong(label);
        }
    }

    @Test
    void smallTypesAreRead() throws IOException {
        LabelMap expected = LabelMap.copyOf(2, 1, new int[] {0, 1});
        assertEquals(expected, read(file(1, "|b1", false, "1, 2", (byte) 0, (byte) 1)));
        assertEquals(expected, read(file(1, "|i1", false, "1, 2", (byte) 0, (byte) 1)));
        assertEquals(expected, read(file(1, "<i2", false, "1, 2", (byte) 0, (byte) 0, (byte) 1, (byte) 0)));
        assertEquals(
                LabelMap.copyOf(1, 2, new int[] {255, 3}), read(file(1, "|u1", false, "2, 1", (byte) -1, (byte) 3)));
    }

    @Test
    void severalArraysFollowEachOtherInAStream() throws IOException {
        LabelMap first = LabelMap.copyOf(2, 1, new int[] {0, 1});
        LabelMap second = LabelMap.copyOf(1, 2, new int[] {7, 700});
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        LabelFormat.npy().write(first, out);
        LabelFormat.npy().write(second, out);
        ByteArrayInputStream in = new ByteArrayInputStream(out.toByteArray());
        assertEquals(first, LabelFormat.npy().read(in));
        assertEquals(second, LabelFormat.npy().read(in));
        assertEquals(-1, in.read());
    }

    @Test
    void whatHoldsNoLabelsIsRefused() {
        assertMessage("does not begin with \\x93NUMPY", "PK and more of a zip".getBytes(StandardCharsets.US_ASCII));
        assertMessage("is of version 9", file(9, "|u1", false, "1, 1", (byte) 0));
        assertMessage("holds elements of type f4", file(1, "<f4", false, "1, 1", new byte[4]));
        assertMessage("holds an array of shape (1, 1, 1)", file(1, "|u1", false, "1, 1, 1", (byte) 0));
        assertMessage("holds an array of shape (0, 3)", file(1, "|u1", false, "0, 3"));
        assertMessage("holds an array of shape (3,)", file(1, "|u1", false, "3,", new byte[3]));
        assertMessage("with at most 2147483647", file(1, "|u1", false, "65536, 65536", new byte[3]));
        assertMessage("holds -1 at (1, 0)", file(1, "|i1", false, "1, 2", (byte) 0, (byte) -1));
        assertMessage("holds -1 at (0, 1)", file(1, "|i1", true, "2, 1", (byte) 0, (byte) -1));
        assertMessage("holds 65536 at (0, 0)", file(1, "<i4", false, "1, 1", (byte) 0, (byte) 0, (byte) 1, (byte) 0));
        byte[] ones = new byte[8];
        Arrays.fill(ones, (byte) -1);
        assertMessage("holds 18446744073709551615 at (0, 0)", file(1, "<u8", false, "1, 1", ones));
        assertMessage("something else than numbers", file(1, "O", false, "1, 1", ones));
        assertMessage("ends before its 40000x50000 elements", file(1, "|u1", false, "50000, 40000", ones));
    }

    private static void assertMessage(String expected, byte[] content) {
        InvalidFileException error = assertThrows(InvalidFileException.class, () -> read(content));
        assertTrue(error.getMessage().contains(expected), error.getMessage());
    }

    @Test
    void everyTruncationIsNoticed() throws IOException {
        byte[] content = written(LabelMap.copyOf(3, 2, new int[] {1, 2, 3, 4, 5, 600}));
        for (int length = 0; length < content.length; length++) {
            byte[] part = Arrays.copyOf(content, length);
            assertThrows(InvalidFileException.class, () -> read(part));
        }
    }

    @Test
    void aFileHoldsOneArray() throws IOException {
        Path file = folder.resolve("labels.npy");
        LabelMap labels = LabelMap.copyOf(2, 1, new int[] {0, 1});
        LabelFormat.npy().write(labels, file);
        assertEquals(labels, LabelFormat.npy().read(file));
        Files.write(file, new byte[1], java.nio.file.StandardOpenOption.APPEND);
        InvalidFileException error =
                assertThrows(InvalidFileException.class, () -> LabelFormat.npy().read(file));
        assertTrue(error.getMessage().contains("has bytes behind its array"), error.getMessage());
    }
}

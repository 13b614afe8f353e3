package io.github.segmentation4j.engine.npy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.segmentation4j.InvalidFileException;
import io.github.segmentation4j.engine.TensorView;
import io.github.segmentation4j.engine.tensor.ElementReader;
import io.github.segmentation4j.model.ElementType;
import io.github.segmentation4j.onnx.testing.Resources;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that NumPy wrote ({@code make_npy.py}), and files that it would not write. */
class NpyFileTest {
    @TempDir
    private Path folder;

    @TestFactory
    List<DynamicTest> readsWhatNumPyWrites() throws IOException {
        try (Stream<Path> files = Files.list(Resources.file("/npy"))) {
            List<Path> all = files.sorted().toList();
            assertEquals(39, all.size());
            return all.stream()
                    .map(file -> dynamicTest(file.getFileName().toString(), () -> check(file)))
                    .toList();
        }
    }

    private static void check(Path file) {
        TensorView array = NpyFile.read(file);
        assertEquals(List.of(2L, 3L, 4L), array.shape());
        ElementReader reader = ElementReader.of(array.type(), array.data());
        boolean truth = file.getFileName().toString().startsWith("b1");
        for (int i = 0; i < 24; i++) {
            int value = 100 * (i / 12) + 10 * (i / 4 % 3) + i % 4;
            assertEquals(truth ? Math.min(value, 1) : value, reader.at(i), "element " + i);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "little-f2, FLOAT16",
        "big-f4, FLOAT32",
        "u1, UINT8",
        "b1, UINT8",
        "i1, INT8",
        "little-u2, INT32",
        "little-u4, INT64",
        "little-u8, INT64"
    })
    void readsATypeAsTheOneThatHoldsIt(String name, ElementType expected) {
        assertEquals(
                expected, NpyFile.read(Resources.file("/npy/" + name + ".npy")).type());
    }

    @Test
    void writesTheBytesThatNumPyWrites() throws IOException {
        for (String name : List.of("little-f2", "little-f4", "little-f8", "u1", "i1", "little-i4", "little-i8")) {
            Path original = Resources.file("/npy/" + name + ".npy");
            Path copy = folder.resolve(name);
            NpyFile.write(copy, NpyFile.read(original));
            assertEquals(-1, Files.mismatch(original, copy), name);
        }
    }

    private Path file(String header, int bytes) throws IOException {
        byte[] text = header.getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer content = ByteBuffer.allocate(10 + text.length + bytes);
        content.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) text.length, 0});
        content.put(text);
        return Files.write(folder.resolve("array.npy"), content.array());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }              ~ 7 ~ take 8 bytes, but 7",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }              ~ 9 ~ take 8 bytes, but 9",
                "{'descr': '<c8', 'fortran_order': False, 'shape': (2,), }              ~ 16 ~ of type \"<c8\"",
                "{'descr': '|O', 'fortran_order': False, 'shape': (2,), }               ~ 16 ~ of type \"|O\"",
                "{'descr': '|f4', 'fortran_order': False, 'shape': (2,), }              ~ 8 ~ of type \"|f4\"",
                "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (2,), }     ~ 8 ~ holds records",
                "{'descr': '<f\t', 'fortran_order': False, 'shape': (2,), }              ~ 8 ~ unprintable",
                "{'descr': '<f4', 'fortran_order': 0, 'shape': (2,), }                  ~ 8 ~ without True or False",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (-2,), }             ~ 8 ~ length of an axis",
                "{'descr': '<f4', 'fortran_order': False, 'shape': 2, }                 ~ 8 ~ without a (",
                "{'descr': '<f4', 'fortran_order': False, }                             ~ 8 ~ not a dictionary of",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), 'x': 1}        ~ 8 ~ unknown key",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), } x            ~ 8 ~ not a dictionary of",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (4294967296, 4294967296), } ~ 0 ~ more than",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (2147483647,), }     ~ 0 ~ more than",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999,), } ~ 0 ~ length of an axis",
            })
    void refusesInOneSentence(String header, int bytes, String expected) throws IOException {
        Path file = file(header.strip(), bytes);
        String message = assertThrows(InvalidFileException.class, () -> NpyFile.read(file))
                .getMessage();
        assertTrue(message.contains(expected), message);
        assertTrue(message.startsWith(file.toString()), message);
        assertTrue(message.contains("numpy.save(\"array.npy\", array)"), message);
    }

    @Test
    void readsSingleNumbersAndEmptyArrays() throws IOException {
        assertEquals(
                List.of(),
                NpyFile.read(file("{'descr': '<f4', 'fortran_order': False, 'shape': (), }", 4))
                        .shape());
        assertEquals(
                0,
                NpyFile.read(file("{'descr': '>f8', 'fortran_order': True, 'shape': (0, 3000000000), }", 0))
                        .data()
                        .limit());
    }

    @Test
    void refusesWholeNumbersThatNoLongHolds() throws IOException {
        Path file = file("{'descr': '<u8', 'fortran_order': False, 'shape': (1,), }", 8);
        byte[] content = Files.readAllBytes(file);
        content[content.length - 1] = (byte) 0x80;
        Files.write(file, content);
        String message = assertThrows(InvalidFileException.class, () -> NpyFile.read(file))
                .getMessage();
        assertTrue(message.contains("holds 9223372036854775808"), message);
    }

    @Test
    void tellsArraysFromOtherFiles() throws IOException {
        assertTrue(NpyFile.isNpy(Resources.file("/npy/u1.npy")));
        assertFalse(NpyFile.isNpy(Resources.file("/images/scene.png")));
        assertFalse(NpyFile.isNpy(Files.write(folder.resolve("short"), new byte[] {(byte) 0x93, 'N'})));
        assertThrows(InvalidFileException.class, () -> NpyFile.read(folder.resolve("missing.npy")));
        assertThrows(InvalidFileException.class, () -> NpyFile.read(folder));
    }

    @Test
    void refusesToWriteWhatNumPyLacksOrWhatDoesNotFit() {
        Path file = folder.resolve("out.npy");
        assertThrows(
                IllegalArgumentException.class,
                () -> NpyFile.write(file, new TensorView(ElementType.BFLOAT16, List.of(1L), ByteBuffer.allocate(2))));
        assertThrows(
                IllegalArgumentException.class,
                () -> NpyFile.write(file, new TensorView(ElementType.FLOAT32, List.of(2L), ByteBuffer.allocate(4))));
    }
}

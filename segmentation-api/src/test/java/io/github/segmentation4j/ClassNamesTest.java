package io.github.segmentation4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ClassNamesTest {

    /** The names of a table whose columns are id, name, red, green, blue. */
    private static List<String> table(String file) throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                ClassNamesTest.class.getResourceAsStream("/vocabularies/" + file), StandardCharsets.UTF_8))) {
            return lines.lines().skip(1).map(line -> line.split(",", -1)[1]).toList();
        }
    }

    @Test
    void theBuiltInNamesAreThoseOfTheirTables() throws IOException {
        assertEquals(table("pascal_voc.csv"), ClassNames.pascalVoc().names());
        assertEquals(table("cityscapes.csv"), ClassNames.cityscapes().names());
        assertEquals(table("ade20k.csv"), ClassNames.ade20k().names());
        assertEquals(21, ClassNames.pascalVoc().size());
        assertEquals(19, ClassNames.cityscapes().size());
        assertEquals(150, ClassNames.ade20k().size());
        assertEquals(OptionalInt.of(255), ClassNames.cityscapes().ignoredLabel());
    }

    @Test
    void namesAndLabels() {
        ClassNames names = ClassNames.of("sky", "sea");
        assertEquals("sea", names.name(1));
        assertEquals(1, names.label("sea"));
        assertEquals(OptionalInt.of(0), names.indexOf("sky"));
        assertEquals(OptionalInt.empty(), names.indexOf("sand"));
        assertThrows(IndexOutOfBoundsException.class, () -> names.name(2));
        Exception e = assertThrows(IllegalArgumentException.class, () -> names.label("sand"));
        assertTrue(e.getMessage().contains("\"sand\"") && e.getMessage().contains("sky, sea"), e.getMessage());
    }

    @Test
    void wrongNamesAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> ClassNames.of(List.of()));
        Exception e = assertThrows(IllegalArgumentException.class, () -> ClassNames.of("a", "b", "a"));
        assertTrue(e.getMessage().contains("Classes 0 and 2"), e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> ClassNames.of("a").withIgnoredLabel(-1));
        assertThrows(IllegalArgumentException.class, () -> ClassNames.of("a").withIgnoredLabel(65_536));
    }

    @Test
    void equalityIsByNamesAndIgnoredLabel() {
        assertEquals(ClassNames.of("a", "b"), ClassNames.of(List.of("a", "b")));
        assertNotEquals(ClassNames.of("a", "b"), ClassNames.of("b", "a"));
        assertNotEquals(ClassNames.of("a"), ClassNames.of("a").withIgnoredLabel(255));
        assertEquals("[a, b]", ClassNames.of("a", "b").toString());
    }
}

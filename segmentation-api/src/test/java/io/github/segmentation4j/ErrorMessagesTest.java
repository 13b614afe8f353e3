package io.github.segmentation4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.InvalidImageException.Kind;
import io.github.segmentation4j.internal.OneLine;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What a caller reads when an index is out of range, and what becomes of names that somebody made up. */
class ErrorMessagesTest {
    private static void says(Executable call, String... pieces) {
        String message = assertThrows(IndexOutOfBoundsException.class, call).getMessage();
        for (String piece : pieces) {
            assertTrue(message.contains(piece), "\"" + piece + "\" is missing in: " + message);
        }
    }

    @Test
    void labelsThatNoClassHas() {
        says(() -> ClassNames.cityscapes().name(255), "Label 255", "pixels of no class", "19 classes", "0 to 18");
        says(() -> ClassNames.cityscapes().name(19), "Label 19", "19 classes", "0 to 18");
        says(() -> ClassNames.of("a").name(-1), "Label -1", "1 class run", "0 to 0");
        assertEquals("b", ClassNames.of("a", "b").ignoring(1).name(1), "a class of its own though ignored");
    }

    @Test
    void pixelsAndRowsOutside() {
        LabelMap labels = LabelMap.copyOf(3, 2, new byte[6]);
        says(() -> labels.labelAt(-1, 0), "Pixel (-1, 0)", "0 to 2", "0 to 1");
        says(() -> labels.labelAt(3, 0), "Pixel (3, 0)");
        says(() -> labels.labelAt(0, 2), "Pixel (0, 2)");
        says(() -> labels.copyRow(2, new int[3], 0), "Row 2", "0 to 1");
        says(() -> labels.copyRow(0, new int[3], 1), "3 elements", "from index 1", "array of 3");
        says(() -> labels.copyRow(0, new int[3], -1), "from index -1");
        says(() -> labels.copyRow(0, new int[3], Integer.MAX_VALUE), "from index 2147483647");
        ConfidenceMap confidence = ConfidenceMap.copyOf(1, 1, new float[1]);
        says(() -> confidence.confidenceAt(1, 0), "Pixel (1, 0)", "0 to 0");
    }

    @Test
    void controlCharactersAreEscaped() {
        String evil = "a\u001b[31m\r\n\t\u0085\u2028\u202e\u200f\ufeffb";
        String plain = "a\\u001b[31m\\r\\n\\t\\u0085\\u2028\\u202e\\u200f\\ufeffb";
        assertEquals(plain, OneLine.of(evil));
        assertEquals(plain, new InvalidModelException(evil).getMessage());
        assertEquals(plain, new InvalidImageException(Kind.DAMAGED, evil, new IOException()).getMessage());
        assertFalse(ClassNames.of(evil).toString().chars().anyMatch(Character::isISOControl));
        String unknown = assertThrows(
                        IllegalArgumentException.class,
                        () -> ClassNames.of(evil).label("\u0007"))
                .getMessage();
        assertFalse(unknown.chars().anyMatch(Character::isISOControl), unknown);
    }

    @Test
    void namesOfAllWritingsStayAsTheyAre() {
        for (String name : List.of(
                "\u9053\u8DEF",
                "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
                "\ud83d\udc68\u200d\ud83d\udc69",
                "Stra\u00dfe",
                "\u05d3\u05e8\u05da",
                "back\\slash")) {
            assertEquals(name, OneLine.of(name));
        }
    }

    @Test
    void aListShowsTheFirstNames() {
        List<Integer> names = IntStream.range(0, 25).boxed().toList();
        assertTrue(OneLine.list(names).endsWith("18, 19 and 5 more"), OneLine.list(names));
        assertEquals("0, 1", OneLine.list(names.subList(0, 2)));
    }

    @Test
    void anAbsurdlyLongMessageKeepsItsEnd() {
        String message = new InvalidModelException("x".repeat(500_000) + ": do this").getMessage();
        assertTrue(message.length() < 4_100 && message.endsWith(": do this"), message.length() + " characters");
    }
}

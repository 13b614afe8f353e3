package io.github.segmentation4j.overlay.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Rectangle;
import java.awt.geom.Path2D;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LetteringTest {
    private static final int PAPER = 0xFF000000;

    /** Stands for no character, today and ever, so that no font has it. */
    private static final String NO_CHARACTER = "\uFFFF";

    private static int[] drawn(String text, double capHeight) {
        Sheet sheet = Sheet.opaque(200, 60);
        Lettering.of(text, capHeight).draw(sheet, 10, 10, 0xFFFFFF);
        return Samples.argb(sheet.image());
    }

    @Test
    void everyPrintableCharacterOfAsciiLooksDifferent() {
        Map<Integer, Character> seen = new HashMap<>();
        for (char character = ' '; character <= '~'; character++) {
            assertTrue(StrokeFont.has(character), "no strokes for " + character);
            Character twin = seen.put(Arrays.hashCode(drawn(String.valueOf(character), 24)), character);
            assertEquals(null, twin, character + " looks like " + twin);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {8, 12, 20, 40})
    void capitalsHaveTheHeightThatIsAskedFor(double capHeight) {
        int[] pixels = drawn("H", capHeight);
        int[] rows = IntStream.range(0, pixels.length)
                .filter(i -> (pixels[i] & 0xFF) > 0x40)
                .map(i -> i / 200)
                .toArray();
        double stroke = Math.max(1.3, capHeight * StrokeFont.STROKE / StrokeFont.CAP_HEIGHT);
        assertEquals(10 - stroke / 2, Arrays.stream(rows).min().orElseThrow(), 1.5);
        assertEquals(10 + capHeight + stroke / 2, Arrays.stream(rows).max().orElseThrow(), 1.5);
    }

    @Test
    void lettersOfEuropeanLanguagesHaveTheirMarks() {
        String[] pairs = {"\u00E9 e", "\u00FC u", "\u00D1 N", "\u010D c", "\u00C5 A", "\u00E7 c", "\u0119 e", "\u00DF B"
        };
        for (String pair : pairs) {
            String marked = pair.substring(0, 1);
            assertFalse(Arrays.equals(drawn(pair.substring(2), 24), drawn(marked, 24)), pair);
            assertArrayEquals(drawn(marked, 24), drawn(Normalizer.normalize(marked, Normalizer.Form.NFD), 24), pair);
            assertFalse(Arrays.equals(drawn(NO_CHARACTER, 24), drawn(marked, 24)), pair);
        }
        assertEquals(Lettering.width("Cafe", 12), Lettering.width("Caf\u00E9", 12));
    }

    @Test
    void aMarkStandsAboveItsLetter() {
        int[] plain = drawn("E", 20);
        int[] marked = drawn("\u00C9", 20);
        for (int i = 0; i < plain.length; i++) {
            assertTrue(i / 200 < 10 || plain[i] == marked[i]);
        }
        int top = 200 * 3;
        assertTrue(Arrays.stream(marked, top, top + 200).anyMatch(rgb -> (rgb & 0xFF) > 0x80));
    }

    @Test
    void aLetterWithADotLosesItToAMark() {
        assertArrayEquals(drawn("\u0131\u0301", 40), drawn("\u00ED", 40));
        assertFalse(Arrays.equals(drawn("\u0131", 40), drawn("i", 40)));
    }

    @Test
    void unknownMarksAreDroppedAndUnknownCharactersAreBoxes() {
        assertArrayEquals(drawn("a", 12), drawn("a\u0488\u0331", 12));
        assertArrayEquals(drawn(NO_CHARACTER + NO_CHARACTER, 12), drawn("\uFDD0" + NO_CHARACTER, 12));
        assertEquals(Lettering.width(NO_CHARACTER, 12), Lettering.width("\uDBFF\uDFFF", 12));
        assertFalse(Arrays.equals(drawn("a", 12), drawn(NO_CHARACTER, 12)));
    }

    @Test
    void otherScriptsAreDrawnWithTheFontOfTheSystemOrAsBoxes() {
        String road = "\u9053\u8DEF";
        boolean hasLetters = SystemFont.lay(road, 20).isPresent();
        assertEquals(!hasLetters, Arrays.equals(drawn(NO_CHARACTER + NO_CHARACTER, 20), drawn(road, 20)));
        assertTrue(Arrays.stream(drawn(road, 20)).anyMatch(rgb -> rgb != PAPER));
    }

    @Test
    void lettersThatAreAreasAreFilledButForTheirHoles() {
        Path2D outline = new Path2D.Double();
        outline.append(new Rectangle(0, -20, 16, 20), false);
        outline.moveTo(4, -16);
        outline.lineTo(4, -4);
        outline.lineTo(12, -4);
        outline.lineTo(12, -16);
        outline.closePath();
        Sheet sheet = Sheet.opaque(40, 40);
        Lettering.ofAreas(outline, 16, 20).draw(sheet, 10, 10, 0xFFFFFF);
        int[] pixels = Samples.argb(sheet.image());
        for (int y = 0; y < 40; y++) {
            for (int x = 0; x < 40; x++) {
                boolean inside = x >= 10 && x < 26 && y >= 10 && y < 30;
                boolean inHole = x >= 14 && x < 22 && y >= 14 && y < 26;
                assertEquals(inside && !inHole ? 0xFFFFFFFF : PAPER, pixels[y * 40 + x], x + "," + y);
            }
        }
    }

    @Test
    void whatStandsAboveAndBelowAreasIsDrawnToo() {
        Sheet sheet = Sheet.opaque(40, 60);
        Lettering.ofAreas(new Rectangle(0, -30, 8, 45), 8, 20).draw(sheet, 10, 15, 0xFFFFFF);
        int[] pixels = Samples.argb(sheet.image());
        assertEquals(45 * 8, Arrays.stream(pixels).filter(rgb -> rgb != PAPER).count());
    }

    @ParameterizedTest
    @CsvSource({"traffic light, 1000", "traffic light, 60", "traffic light, 30", "traffic light, 10", "traffic light, 0"
    })
    void textIsShortenedToAWidth(String text, int width) {
        Lettering fitting = Lettering.fitting(text, 10, width);
        assertTrue(fitting.width() <= width, fitting.width() + " pixels");
        assertEquals(Lettering.width(text, 10) <= width, fitting.width() == Lettering.width(text, 10));
    }

    @Test
    void nothingIsDrawnOfNoText() {
        assertTrue(Arrays.stream(drawn("", 12)).allMatch(rgb -> rgb == PAPER));
        assertTrue(Arrays.stream(drawn("   ", 12)).allMatch(rgb -> rgb == PAPER));
    }

    @Test
    void textBeyondTheSheetIsCutOff() {
        Sheet sheet = Sheet.opaque(9, 9);
        Lettering.of("Wide text", 20).drawWithRim(sheet, -15, -4, 0xFFFFFF, 0x123456);
        assertTrue(Arrays.stream(Samples.argb(sheet.image())).anyMatch(rgb -> rgb == 0xFFFFFFFF));
    }
}

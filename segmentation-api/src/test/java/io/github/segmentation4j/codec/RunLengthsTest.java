package io.github.segmentation4j.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.Mask;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/** Examples of COCO's run lengths, most of them published by others or written by pycocotools. */
class RunLengthsTest {
    private static final int HEXADECIMAL = 16;
    private static final int DIGIT_BITS = 4;

    private static Mask drawn(String... rows) {
        boolean[] pixels = new boolean[rows.length * rows[0].length()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = rows[i / rows[0].length()].charAt(i % rows[0].length()) == '#';
        }
        return Mask.copyOf(rows[0].length(), rows.length, pixels);
    }

    private static int[] numbers(String spaced) {
        return Arrays.stream(spaced.split(" ")).mapToInt(Integer::parseInt).toArray();
    }

    /** The two vectors in the comment at the head of pycocotools' mask.py, as masks of one column. */
    @Test
    void theExamplesOfPycocotools() {
        Mask first = drawn(".", ".", "#", "#", "#", ".", "#");
        assertArrayEquals(new int[] {2, 3, 1, 1}, RunLengths.of(first).counts());
        Mask second = drawn("#", "#", "#", "#", "#", "#", ".");
        assertArrayEquals(new int[] {0, 6, 1}, RunLengths.of(second).counts());
    }

    /** The two masks in the documentation of supervision's mask_to_rle and rle_to_mask. */
    @Test
    void theExamplesOfSupervision() {
        Mask full = drawn("####", "####", "####", "####");
        assertArrayEquals(new int[] {0, 16}, RunLengths.of(full).counts());
        Mask square = drawn("....", ".##.", ".##.", "....");
        assertArrayEquals(new int[] {5, 2, 2, 2, 5}, RunLengths.of(square).counts());
        assertEquals(square, RunLengths.of(4, 4, 5, 2, 2, 2, 5).toMask());
    }

    /** Masks drawn by make_run_lengths.py, as pycocotools 2.0.11 encodes them. */
    @ParameterizedTest
    @CsvFileSource(resources = "/codec/run-lengths.csv", maxCharsPerColumn = 1 << 16)
    void everyMaskOfPycocotools(int width, int height, String digits, String counts, String compressed) {
        boolean[] pixels = new boolean[width * height];
        for (int i = 0; i < pixels.length; i++) {
            int digit = Character.digit(digits.charAt(i / DIGIT_BITS), HEXADECIMAL);
            pixels[i] = (digit >> (DIGIT_BITS - 1 - i % DIGIT_BITS) & 1) != 0;
        }
        Mask mask = Mask.copyOf(width, height, pixels);
        RunLengths runs = RunLengths.of(mask);
        assertArrayEquals(numbers(counts), runs.counts());
        assertEquals(compressed, runs.toCompressed());
        assertEquals(runs, RunLengths.ofCompressed(width, height, compressed));
        assertEquals(mask, runs.toMask());
        assertEquals(mask.area(), runs.area());
    }

    /** Polygons drawn by make_polygons.py, as frPyObjects of pycocotools 2.0.11 fills them. */
    @ParameterizedTest
    @CsvFileSource(resources = "/codec/polygons.csv", maxCharsPerColumn = 1 << 16)
    void everyPolygonOfPycocotools(int width, int height, String corners, String counts) {
        double[] coordinates = Arrays.stream(corners.split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
        assertArrayEquals(
                numbers(counts),
                RunLengths.ofPolygon(width, height, coordinates).counts());
    }

    @ParameterizedTest
    @CsvSource({
        "'1,1,2,2', A polygon of 4 coordinates",
        "'1,1,2,2,3,3,4', A polygon of 7 coordinates",
        "'1,1,2,NaN,3,3', A polygon has a corner at NaN",
        "'1,1,2,1e9,3,3', A polygon has a corner at 1.0E9"
    })
    void polygonsThatAreNoneAreRefused(String corners, String message) {
        double[] coordinates = Arrays.stream(corners.split(","))
                .mapToDouble(Double::parseDouble)
                .toArray();
        Exception e = assertThrows(IllegalArgumentException.class, () -> RunLengths.ofPolygon(9, 9, coordinates));
        assertTrue(e.getMessage().startsWith(message), e.getMessage());
    }

    @Test
    void masksOfDifferentSizesAreNotJoined() {
        Exception e = assertThrows(
                IllegalArgumentException.class, () -> RunLengths.of(2, 3, 6).or(RunLengths.of(3, 2, 6)));
        assertTrue(e.getMessage().startsWith("Masks of 2x3 and 3x2 cannot be joined"), e.getMessage());
    }

    /** The string in the README of armengot/COCOtoolsFORK, written by COCO's own library for a mask of 70x50. */
    @Test
    void aPublishedStringIsReadAndWrittenAgain() {
        String published =
                "0g05b08J4M2N2NA^O1`0OCO=0E090H080IO68DH;>@C>a0_O_O`0j0OWOF<:CM72I24NL43JM92FN;1ENKO72L0LO91J0MO92"
                        + "INO0NO122OO0M031O000NO31OO11MO40N011MO41MO21L06OL021L06OL021L06OL021L060J040L060J040L060J040L060J040L060J0"
                        + "40L060J040L060KO31L060KO31L06OL021L06OL021L06OL021MO41MO21MO40N100NO310O00M0310O00NO1220NO92IONO91KOMO72M"
                        + "0<1EO:2GN63KM34OLM73JF<;=1G_O_Ob0=AC`07EH=1IO71H090F0:1DO>1_O1b0>2N2N3L6H]O";
        RunLengths runs = RunLengths.ofCompressed(70, 50, published);
        assertEquals(3500, Arrays.stream(runs.counts()).sum());
        assertEquals(published, runs.toCompressed());
    }

    @Test
    void differencesBeginWithTheFourthCount() {
        // 2 - 6 = -4, of which five bits are 28: 'L'; 1 - 7 = -6 gives 26: 'J'
        assertEquals("567LJ", RunLengths.of(7, 3, 5, 6, 7, 2, 1).toCompressed());
        assertEquals("5672", RunLengths.of(13, 2, 5, 6, 7, 8).toCompressed());
        assertEquals("Xo0", RunLengths.of(1000, 1, 1000).toCompressed());
    }

    @Test
    void emptyRunsJoinTheirNeighbours() {
        assertEquals(RunLengths.of(4, 2, 3, 5), RunLengths.of(4, 2, 2, 0, 1, 5, 0, 0));
        assertEquals(RunLengths.of(4, 2, 0, 8), RunLengths.of(4, 2, 0, 3, 0, 5));
        assertEquals(RunLengths.of(4, 2, 8), RunLengths.of(4, 2, 8, 0));
        assertEquals(RunLengths.of(4, 2, 8), RunLengths.of(4, 2, 0, 0, 8));
        assertArrayEquals(new int[] {0, 8}, RunLengths.of(4, 2, 0, 8).counts());
    }

    @ParameterizedTest
    @CsvSource({"4, 2, 1 2, add up to 8", "4, 2, 9, add up to 8", "4, 2, 9 -1, Count 1", "0, 2, 0, at least 1"})
    void countsThatFitNoMaskAreRefused(int width, int height, String counts, String says) {
        int[] given = numbers(counts);
        String message = assertThrows(IllegalArgumentException.class, () -> RunLengths.of(width, height, given))
                .getMessage();
        assertTrue(message.contains(says), message);
    }

    @Test
    void aMaskLargerThanAnIntIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> RunLengths.of(65_536, 65_536, 0));
        assertThrows(IllegalArgumentException.class, () -> RunLengths.of(46_341, 46_341, Integer.MAX_VALUE, 4_634));
    }

    @ParameterizedTest
    @CsvSource({
        "4P, end within a count",
        "4/, character 47 at index 1",
        "4p, character 112 at index 1",
        "44\u00e4, character 228",
        "44ooooooo1, at most for one count",
        "O, Count 0",
        "123?, add up to 8",
        "4, add up to 8",
        "'', add up to 8",
        "oooo0, add up to 8",
        "oooooo1, 2147483647 pixels in all",
        "oooooo3, Count 0",
        "111C, Count 3",
    })
    void stringsOfAnotherFormatAreRefused(String compressed, String says) {
        String message = assertThrows(IllegalArgumentException.class, () -> RunLengths.ofCompressed(4, 2, compressed))
                .getMessage();
        assertTrue(message.contains(says), message);
    }

    @Test
    void equalityIsBySizeAndCounts() {
        RunLengths runs = RunLengths.of(4, 2, 3, 5);
        assertEquals(runs.hashCode(), RunLengths.of(4, 2, 3, 5).hashCode());
        Stream.of(RunLengths.of(2, 4, 3, 5), RunLengths.of(4, 2, 5, 3), "other")
                .forEach(other -> assertNotEquals(runs, other));
        assertEquals("RunLengths 4x2, 2 runs", runs.toString());
    }

    @Test
    void nobodyChangesTheCounts() {
        RunLengths runs = RunLengths.of(4, 2, 3, 5);
        runs.counts()[0] = 9;
        assertArrayEquals(new int[] {3, 5}, runs.counts());
    }
}

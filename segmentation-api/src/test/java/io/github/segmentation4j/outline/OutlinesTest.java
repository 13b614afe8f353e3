package io.github.segmentation4j.outline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.Mask;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Outlines of small maps, corner by corner. */
class OutlinesTest {
    /** One line an outline: id, label, the outer ring, the holes. */
    private static String text(Outlines outlines) {
        return outlines.list().stream()
                .map(outline -> outline.id() + " " + (char) ('a' + outline.label()) + ": " + outline.outer()
                        + outline.holes().stream().map(hole -> " - " + hole).collect(Collectors.joining()))
                .collect(Collectors.joining("\n"));
    }

    private static void assertOutlines(String expected, String... rows) {
        LabelMap map = SampleMaps.drawn(rows);
        Outlines outlines = Outlines.of(map);
        assertEquals(expected.strip(), text(outlines));
        assertEquals(map, outlines.toLabelMap());
    }

    @Test
    void onePixel() {
        assertOutlines("1 c: (0, 0) (1, 0) (1, 1) (0, 1)", "c");
    }

    @Test
    void oneClass() {
        assertOutlines("1 a: (0, 0) (4, 0) (4, 3) (0, 3)", "aaaa", "aaaa", "aaaa");
    }

    @Test
    void neighboursShareTheirBorders() {
        assertOutlines("""
                1 a: (0, 0) (2, 0) (2, 1) (1, 1) (1, 2) (0, 2)
                2 b: (2, 0) (3, 0) (3, 2) (1, 2) (1, 1) (2, 1)
                """, "aab", "abb");
    }

    @Test
    void regionsInHolesInRegions() {
        assertOutlines("""
                1 a: (0, 0) (5, 0) (5, 5) (0, 5) - (1, 1) (1, 4) (4, 4) (4, 1)
                2 b: (1, 1) (4, 1) (4, 4) (1, 4) - (2, 2) (2, 3) (3, 3) (3, 2)
                3 a: (2, 2) (3, 2) (3, 3) (2, 3)
                """, "aaaaa", "abbba", "ababa", "abbba", "aaaaa");
    }

    @Test
    void pixelsThatMeetInACornerAreNotConnected() {
        assertOutlines("""
                1 a: (0, 0) (1, 0) (1, 1) (0, 1)
                2 b: (1, 0) (2, 0) (2, 1) (1, 1)
                3 b: (0, 1) (1, 1) (1, 2) (0, 2)
                4 a: (1, 1) (2, 1) (2, 2) (1, 2)
                """, "ab", "ba");
    }

    @Test
    void twoHolesThatMeetInACorner() {
        assertOutlines("""
                1 a: (0, 0) (4, 0) (4, 4) (0, 4) - (1, 1) (1, 2) (2, 2) (2, 3) (3, 3) (3, 2) (2, 2) (2, 1)
                2 b: (1, 1) (2, 1) (2, 2) (1, 2)
                3 b: (2, 2) (3, 2) (3, 3) (2, 3)
                """, "aaaa", "abaa", "aaba", "aaaa");
    }

    @Test
    void aRingThatTouchesItself() {
        assertOutlines("""
                1 a: (0, 0) (3, 0) (3, 2) (2, 2) (2, 1) (1, 1) (1, 2) (2, 2) (2, 3) (0, 3)
                2 b: (1, 1) (2, 1) (2, 2) (1, 2)
                3 b: (2, 2) (3, 2) (3, 3) (2, 3)
                """, "aaa", "aba", "aab");
    }

    @Test
    void labelsAbove255() {
        LabelMap map = LabelMap.copyOf(3, 1, new int[] {65_535, 256, 256});
        Outlines outlines = Outlines.of(map);
        assertEquals(
                List.of(65_535, 256),
                outlines.list().stream().map(Outline::label).toList());
        assertEquals(map, outlines.toLabelMap());
        assertEquals(
                Ring.of(1, 0, 3, 0, 3, 1, 1, 1), outlines.ofLabel(256).get(0).outer());
    }

    @Test
    void outlinesOfOneLabel() {
        Outlines outlines = Outlines.of(SampleMaps.drawn("aba", "bbb", "aca"));
        assertEquals(
                List.of(1, 3, 4, 6),
                outlines.ofLabel(0).stream().map(Outline::id).toList());
        assertEquals(List.of(), outlines.ofLabel(9));
        assertEquals("Outlines 3x3, 6 regions", outlines.toString());
    }

    @Test
    void aMaskHasOutlinesOfWhatIsInIt() {
        Mask mask = SampleMaps.drawn("aabb", "abab", "abbb").mask(1);
        Outlines outlines = Outlines.of(mask);
        assertEquals("""
                1 b: (2, 0) (4, 0) (4, 3) (1, 3) (1, 1) (2, 1) (2, 2) (3, 2) (3, 1) (2, 1)
                """.strip(), text(outlines));
        assertEquals(mask, outlines.toLabelMap().mask(1));
    }

    @Test
    void ignoredLabelsHaveNoOutline() {
        LabelMap map = SampleMaps.drawn("aba", "bbb", "aca");
        Outlines outlines = Outlines.of(map).ignoring(0);
        assertEquals(List.of(2, 5), outlines.list().stream().map(Outline::id).toList());
        assertEquals(List.of(), outlines.ofLabel(0));
        assertEquals(map, outlines.toLabelMap());
        assertEquals(
                List.of(2),
                outlines.ignoring(2).list().stream().map(Outline::id).toList());
        assertEquals(Outlines.of(map).ignoring(2, 0), outlines.ignoring(2));
        assertNotEquals(Outlines.of(map), outlines);
        assertThrows(IllegalArgumentException.class, () -> outlines.ignoring(65_536));
    }

    @Test
    void ignoredLabelsStayIgnoredInSimplifiedOutlines() {
        LabelMap map = SampleMaps.shapes(40, 30, 4, 7);
        Simplification simplification = Simplification.visvalingam(2);
        List<Outline> all = Outlines.of(map).simplify(simplification).list();
        List<Outline> expected =
                all.stream().filter(outline -> outline.label() != 0).toList();
        assertTrue(expected.size() < all.size());
        assertEquals(
                expected, Outlines.of(map).ignoring(0).simplify(simplification).list());
        assertEquals(
                expected, Outlines.of(map).simplify(simplification).ignoring(0).list());
    }

    @Test
    void anOutlineIsEqualByAllItsParts() {
        LabelMap map = SampleMaps.drawn("aaa", "aba", "aaa");
        Outline outline = Outlines.of(map).list().get(0);
        assertEquals(outline, Outlines.of(map).list().get(0));
        assertEquals(outline.hashCode(), Outlines.of(map).list().get(0).hashCode());
        List<Ring> holes = outline.holes();
        assertNotEquals(outline, new Outline(2, 0, outline.outer(), holes));
        assertNotEquals(outline, new Outline(1, 1, outline.outer(), holes));
        assertNotEquals(outline, new Outline(1, 0, holes.get(0), holes));
        assertNotEquals(outline, new Outline(1, 0, outline.outer(), List.of()));
        assertEquals("Outline 1 of label 0: 4 corners, 1 hole", outline.toString());
    }

    @Test
    void anEmptyMaskHasNone() {
        Outlines outlines = Outlines.of(Mask.copyOf(2, 2, new boolean[4]));
        assertTrue(outlines.list().isEmpty());
        assertEquals(LabelMap.copyOf(2, 2, new byte[4]), outlines.toLabelMap());
    }

    @Test
    void equalityIsByOutlines() {
        LabelMap map = SampleMaps.drawn("ab", "bb");
        Outlines outlines = Outlines.of(map);
        assertEquals(outlines, Outlines.of(map));
        assertEquals(outlines.hashCode(), Outlines.of(map).hashCode());
        assertNotEquals(outlines, Outlines.of(map.mask(1)));
        assertNotEquals(outlines, Outlines.of(SampleMaps.drawn("ab", "ab")));
        assertNotEquals(outlines, outlines.simplify(Simplification.visvalingam(9)));
        assertEquals(outlines, outlines.simplify(Simplification.visvalingam(0)));
    }

    @Test
    void listsCannotBeChanged() {
        Outlines outlines = Outlines.of(SampleMaps.drawn("ab"));
        assertThrows(UnsupportedOperationException.class, () -> outlines.list().clear());
    }
}

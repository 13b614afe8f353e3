package io.github.segmentation4j.outline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.LabelMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Simplified outlines of small maps. */
class SimplificationTest {
    /** Far more than any map here has. */
    private static final double EVERYTHING = 1e9;

    private static final List<Simplification> COARSEST =
            List.of(Simplification.douglasPeucker(EVERYTHING), Simplification.visvalingam(EVERYTHING));

    private static List<Ring> rings(LabelMap map, Simplification simplification) {
        return Outlines.of(map).simplify(simplification).list().stream()
                .map(Outline::outer)
                .toList();
    }

    @Test
    void stairsBecomeALine() {
        LabelMap map = SampleMaps.drawn("abbb", "aabb", "aaab", "aaaa");
        Ring upper = Ring.of(1, 0, 4, 0, 4, 3);
        Ring lower = Ring.of(0, 0, 1, 0, 4, 3, 4, 4, 0, 4);
        assertEquals(List.of(lower, upper), rings(map, Simplification.douglasPeucker(1)));
        assertEquals(List.of(lower, upper), rings(map, Simplification.visvalingam(2)));
    }

    @Test
    void stepsThatLieFartherOffStay() {
        LabelMap map = SampleMaps.drawn("abbb", "aabb", "aaab", "aaaa");
        assertEquals(
                Outlines.of(map).list(),
                Outlines.of(map).simplify(Simplification.douglasPeucker(0.4)).list());
        assertEquals(
                Outlines.of(map).list(),
                Outlines.of(map).simplify(Simplification.visvalingam(0.5)).list());
    }

    @Test
    void aPixelBecomesATriangle() {
        LabelMap map = SampleMaps.drawn("aaa", "aba", "aaa");
        for (Simplification simplification : COARSEST) {
            Outlines simplified = Outlines.of(map).simplify(simplification);
            Outline pixel = simplified.ofLabel(1).get(0);
            assertEquals(3, pixel.outer().size());
            assertEquals(0.5, pixel.area());
            assertEquals(8.5, simplified.ofLabel(0).get(0).area());
        }
    }

    @Test
    void ofTwoLinesBetweenTheSamePointsOneStaysBent() {
        LabelMap map = SampleMaps.drawn("aaaaa", "abbba", "aaaaa", "ccccc");
        LabelMap lens = SampleMaps.drawn("aaaaaa", "aabbaa", "cccccc");
        for (Simplification simplification : COARSEST) {
            assertEquals(
                    3,
                    Outlines.of(map)
                            .simplify(simplification)
                            .ofLabel(1)
                            .get(0)
                            .outer()
                            .size());
            Ring ring =
                    Outlines.of(lens).simplify(simplification).ofLabel(1).get(0).outer();
            assertTrue(ring.size() >= 3 && ring.twiceSignedArea() > 0, ring.toString());
        }
    }

    @Test
    void aLineDoesNotPassOverAnIsland() {
        LabelMap map = SampleMaps.drawn(
                "aaaaaaaaaaaa", "aaaaaaaaaaaa", "bbbaaaaaabbb", "bbbaaccaabbb", "bbbaaaaaabbb", "bbbbbbbbbbbb");
        for (Simplification simplification : COARSEST) {
            Outlines simplified = Outlines.of(map).simplify(simplification);
            assertEquals(1, simplified.ofLabel(0).get(0).holes().size());
            assertTrue(simplified.ofLabel(1).get(0).holes().isEmpty());
            assertEquals(
                    12 * 6,
                    simplified.list().stream().mapToDouble(Outline::area).sum());
        }
    }

    @Test
    void aMaskIsSimplifiedAsItsClass() {
        LabelMap map = SampleMaps.shapes(60, 50, 2, 7);
        for (double amount : new double[] {0.5, 1, 3}) {
            Simplification simplification = Simplification.douglasPeucker(amount);
            assertEquals(
                    Outlines.of(map).simplify(simplification).ofLabel(1).stream()
                            .map(Outline::outer)
                            .toList(),
                    Outlines.of(map.mask(1)).simplify(simplification).list().stream()
                            .map(Outline::outer)
                            .toList());
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
    void amountsMustBeFinite(double amount) {
        assertThrows(IllegalArgumentException.class, () -> Simplification.douglasPeucker(amount));
        assertThrows(IllegalArgumentException.class, () -> Simplification.visvalingam(amount));
    }

    @Test
    void nullIsRefused() {
        Outlines outlines = Outlines.of(SampleMaps.drawn("ab"));
        assertThrows(NullPointerException.class, () -> outlines.simplify(null));
    }
}

package io.github.segmentation4j.outline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.LabelMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/** Laws of simplified outlines. */
class SimplificationProperties {
    private record Point(int x, int y) {}

    private record Line(Point from, Point to) {
        Line back() {
            return new Line(to, from);
        }

        /** Positive if a point lies to the right of the way, 0 on it. */
        long side(Point point) {
            return (long) (to.x - from.x) * (point.y - from.y) - (long) (to.y - from.y) * (point.x - from.x);
        }

        boolean holds(Point point) {
            return side(point) == 0
                    && Math.min(from.x, to.x) <= point.x
                    && point.x <= Math.max(from.x, to.x)
                    && Math.min(from.y, to.y) <= point.y
                    && point.y <= Math.max(from.y, to.y);
        }

        boolean crosses(Line other) {
            return side(other.from) * side(other.to) < 0 && other.side(from) * other.side(to) < 0;
        }

        double distance(Point point) {
            double x = to.x - from.x;
            double y = to.y - from.y;
            double along = ((point.x - from.x) * x + (point.y - from.y) * y) / (x * x + y * y);
            double clamped = Math.max(0, Math.min(1, along));
            return Math.hypot(from.x + clamped * x - point.x, from.y + clamped * y - point.y);
        }
    }

    @Provide
    static Arbitrary<LabelMap> maps() {
        Arbitrary<Integer> sides = Arbitraries.integers().between(1, 24);
        Arbitrary<Integer> classes = Arbitraries.of(1, 2, 3, 5);
        Arbitrary<LabelMap> noise =
                Combinators.combine(sides, sides, classes, Arbitraries.longs()).as(SampleMaps::noise);
        Arbitrary<LabelMap> shapes =
                Combinators.combine(sides, sides, classes, Arbitraries.longs()).as(SampleMaps::shapes);
        return Arbitraries.frequencyOf(Tuple.of(1, noise), Tuple.of(3, shapes));
    }

    @Provide
    static Arbitrary<Simplification> ways() {
        Arbitrary<Double> amounts = Arbitraries.of(0.0, 0.5, 0.8, 1.0, 1.5, 3.0, 10.0, 1000.0);
        return Arbitraries.oneOf(amounts.map(Simplification::douglasPeucker), amounts.map(Simplification::visvalingam));
    }

    private static List<Ring> rings(Outline outline) {
        List<Ring> rings = new ArrayList<>(List.of(outline.outer()));
        rings.addAll(outline.holes());
        return rings;
    }

    private static List<Line> lines(Outline outline) {
        List<Line> lines = new ArrayList<>();
        for (Ring ring : rings(outline)) {
            for (int corner = 0; corner < ring.size(); corner++) {
                int next = (corner + 1) % ring.size();
                lines.add(new Line(new Point(ring.x(corner), ring.y(corner)), new Point(ring.x(next), ring.y(next))));
            }
        }
        return lines;
    }

    /** The lines of an outline, cut at every point where an outline has a corner. */
    private static List<Line> pieces(Outline outline, Set<Point> corners) {
        List<Line> pieces = new ArrayList<>();
        for (Line line : lines(outline)) {
            List<Point> stops = corners.stream()
                    .filter(line::holds)
                    .sorted(Comparator.comparingInt(
                            point -> Math.abs(point.x - line.from.x) + Math.abs(point.y - line.from.y)))
                    .toList();
            for (int i = 1; i < stops.size(); i++) {
                pieces.add(new Line(stops.get(i - 1), stops.get(i)));
            }
        }
        return pieces;
    }

    private static Set<Point> corners(Outlines outlines) {
        Set<Point> corners = new HashSet<>();
        outlines.list().forEach(outline -> lines(outline).forEach(line -> corners.add(line.from)));
        return corners;
    }

    /** For each pair of regions, and of a region and the outside (0), whether they have a line in common. */
    private static Set<List<Integer>> neighbours(Outlines outlines) {
        Set<Point> corners = corners(outlines);
        List<Set<Line>> pieces = outlines.list().stream()
                .<Set<Line>>map(outline -> new HashSet<>(pieces(outline, corners)))
                .toList();
        Set<List<Integer>> neighbours = new HashSet<>();
        for (int one = 0; one < pieces.size(); one++) {
            for (int other = 0; other < pieces.size(); other++) {
                if (pieces.get(other).stream().map(Line::back).anyMatch(pieces.get(one)::contains)) {
                    neighbours.add(List.of(one + 1, other + 1));
                }
            }
        }
        return neighbours;
    }

    @Property(tries = 200)
    void areasAddUpAndRingsKeepTheirDirection(
            @ForAll("maps") LabelMap map, @ForAll("ways") Simplification simplification) {
        long twice = 0;
        for (Outline outline : Outlines.of(map).simplify(simplification).list()) {
            assertTrue(outline.outer().twiceSignedArea() > 0);
            outline.holes().forEach(hole -> assertTrue(hole.twiceSignedArea() < 0));
            for (Ring ring : rings(outline)) {
                assertTrue(ring.size() >= 3);
                twice += ring.twiceSignedArea();
            }
        }
        assertEquals(2L * map.pixelCount(), twice);
    }

    @Property(tries = 150)
    void linesAreSharedAndDoNotCross(@ForAll("maps") LabelMap map, @ForAll("ways") Simplification simplification) {
        Outlines simplified = Outlines.of(map).simplify(simplification);
        Set<Point> corners = corners(simplified);
        Set<Line> pieces = new HashSet<>();
        for (Outline outline : simplified.list()) {
            pieces(outline, corners).forEach(piece -> assertTrue(pieces.add(piece), "twice: " + piece));
        }
        for (Line piece : pieces) {
            boolean onSide = piece.from.x == piece.to.x && (piece.from.x == 0 || piece.from.x == map.width());
            boolean onTop = piece.from.y == piece.to.y && (piece.from.y == 0 || piece.from.y == map.height());
            assertEquals(!onSide && !onTop, pieces.contains(piece.back()));
            assertTrue(pieces.stream().noneMatch(piece::crosses));
        }
    }

    @Property(tries = 100)
    void regionsKeepTheirNeighbours(@ForAll("maps") LabelMap map, @ForAll("ways") Simplification simplification) {
        Outlines exact = Outlines.of(map);
        assertEquals(neighbours(exact), neighbours(exact.simplify(simplification)));
    }

    @Property(tries = 150)
    void everyPixelLiesInOneOutline(@ForAll("maps") LabelMap map, @ForAll("ways") Simplification simplification) {
        Outlines simplified = Outlines.of(map).simplify(simplification);
        LabelMap drawn = simplified.toLabelMap();
        for (int y = 0; y < map.height(); y++) {
            for (int x = 0; x < map.width(); x++) {
                int column = x;
                int row = y;
                List<Outline> around = simplified.list().stream()
                        .filter(outline -> isInside(outline, column, row))
                        .toList();
                assertEquals(1, around.size());
                assertEquals(around.get(0).label(), drawn.labelAt(x, y));
            }
        }
    }

    /** Counts the lines that cross the row of the pixel's centre left of it or at it. */
    private static boolean isInside(Outline outline, int x, int y) {
        Point center = new Point(2 * x + 1, 2 * y + 1);
        int count = 0;
        for (Line line : lines(outline)) {
            Line doubled =
                    new Line(new Point(2 * line.from.x, 2 * line.from.y), new Point(2 * line.to.x, 2 * line.to.y));
            boolean down = doubled.from.y < center.y && center.y < doubled.to.y;
            boolean up = doubled.to.y < center.y && center.y < doubled.from.y;
            // Right of a line that runs up, left of one that runs down.
            count += (up && doubled.side(center) >= 0) || (down && doubled.side(center) <= 0) ? 1 : 0;
        }
        return count % 2 != 0;
    }

    @Property(tries = 150)
    void pointsWhereThreeRegionsMeetStay(@ForAll("maps") LabelMap map, @ForAll("ways") Simplification simplification) {
        Outlines exact = Outlines.of(map);
        Outlines simplified = exact.simplify(simplification);
        for (int y = 0; y <= map.height(); y++) {
            for (int x = 0; x <= map.width(); x++) {
                Point point = new Point(x, y);
                List<Integer> before = meeting(exact, point);
                boolean onBorder = x == 0 || y == 0 || x == map.width() || y == map.height();
                if (before.size() + (onBorder ? 1 : 0) >= 3) {
                    assertEquals(before, meeting(simplified, point));
                }
            }
        }
    }

    private static List<Integer> meeting(Outlines outlines, Point point) {
        return outlines.list().stream()
                .filter(outline -> lines(outline).stream().anyMatch(line -> line.holds(point)))
                .map(Outline::id)
                .toList();
    }

    @Property(tries = 150)
    void nothingMovesFartherThanTheTolerance(@ForAll("maps") LabelMap map, @ForAll @IntRange(max = 40) int tenths) {
        double tolerance = tenths / 10.0;
        Outlines exact = Outlines.of(map);
        Outlines simplified = exact.simplify(Simplification.douglasPeucker(tolerance));
        for (Outline outline : exact.list()) {
            List<Line> near = lines(simplified.list().get(outline.id() - 1));
            for (Line line : lines(outline)) {
                assertTrue(near.stream()
                                .mapToDouble(other -> other.distance(line.from))
                                .min()
                                .orElseThrow()
                        <= tolerance + 1e-9);
            }
        }
    }

    @Property(tries = 50)
    void nothingChangesAtZero(@ForAll("maps") LabelMap map) {
        Outlines exact = Outlines.of(map);
        assertEquals(
                exact.list(), exact.simplify(Simplification.douglasPeucker(0)).list());
        assertEquals(exact.list(), exact.simplify(Simplification.visvalingam(0)).list());
    }

    @Property(tries = 100)
    void simplifiedTwiceTheyStillFit(@ForAll("maps") LabelMap map, @ForAll("ways") Simplification simplification) {
        Outlines twice =
                Outlines.of(map).simplify(Simplification.visvalingam(1)).simplify(simplification);
        assertEquals(
                map.pixelCount(),
                twice.list().stream().mapToDouble(Outline::area).sum());
    }

    /** A border from left to right, at a height that wanders; nothing is in its way. */
    private static LabelMap hills(int width, long seed) {
        Random random = new Random(seed);
        int height = 30;
        int[] labels = new int[width * height];
        int border = 15;
        for (int x = 0; x < width; x++) {
            border = Math.max(1, Math.min(height - 1, border + random.nextInt(7) - 3));
            for (int y = border; y < height; y++) {
                labels[y * width + x] = 1;
            }
        }
        return LabelMap.copyOf(width, height, labels);
    }

    /** The border of hills, from right to left: what follows the two upper corners of the image. */
    private static List<Point> border(Outlines hills) {
        Ring ring = hills.ofLabel(0).get(0).outer();
        return IntStream.range(2, ring.size())
                .mapToObj(corner -> new Point(ring.x(corner), ring.y(corner)))
                .toList();
    }

    @Property(tries = 200)
    void douglasPeuckerDoesWhatItsRecursionSays(
            @ForAll @IntRange(min = 2, max = 60) int width, @ForAll long seed, @ForAll @IntRange(max = 60) int tenths) {
        Outlines exact = Outlines.of(hills(width, seed));
        double tolerance = tenths / 10.0 + 0.03;
        assertEquals(
                slowDouglasPeucker(border(exact), tolerance),
                border(exact.simplify(Simplification.douglasPeucker(tolerance))));
    }

    private static List<Point> slowDouglasPeucker(List<Point> points, double tolerance) {
        Line line = new Line(points.get(0), points.get(points.size() - 1));
        int farthest = IntStream.range(0, points.size())
                .boxed()
                .max(Comparator.<Integer>comparingLong(i -> Math.round(1e9 * line.distance(points.get(i))))
                        .thenComparing(Comparator.reverseOrder()))
                .orElseThrow();
        if (line.distance(points.get(farthest)) <= tolerance) {
            return List.of(line.from, line.to);
        }
        List<Point> both = new ArrayList<>(slowDouglasPeucker(points.subList(0, farthest + 1), tolerance));
        both.remove(both.size() - 1);
        both.addAll(slowDouglasPeucker(points.subList(farthest, points.size()), tolerance));
        return both;
    }

    @Property(tries = 200)
    void visvalingamTakesTheSmallestTriangleEachTime(
            @ForAll @IntRange(min = 2, max = 60) int width, @ForAll long seed, @ForAll @IntRange(max = 60) int halves) {
        Outlines exact = Outlines.of(hills(width, seed));
        List<Point> expected = new ArrayList<>(border(exact));
        while (expected.size() > 2) {
            int smallest = IntStream.range(1, expected.size() - 1)
                    .boxed()
                    .min(Comparator.comparingLong(i -> twiceArea(expected, i)))
                    .orElseThrow();
            if (twiceArea(expected, smallest) >= halves) {
                break;
            }
            expected.remove(smallest);
        }
        assertEquals(expected, border(exact.simplify(Simplification.visvalingam(halves / 2.0))));
    }

    private static long twiceArea(List<Point> points, int at) {
        return Math.abs(new Line(points.get(at - 1), points.get(at + 1)).side(points.get(at)));
    }
}

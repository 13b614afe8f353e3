package io.github.segmentation4j.overlay.picture;

import java.util.ArrayList;
import java.util.List;

/**
 * The strokes of one character as straight segments.
 *
 * @param width the x of its rightmost point, 0 or more
 * @param segments x and y of both ends, four numbers a segment; a dot has both ends in one place
 */
@SuppressWarnings("ArrayRecordComponent") // made once for each character and lent to nobody who writes
record Glyph(double width, double[] segments) {
    /** Straight pieces of a curve: more would move no edge by a hundredth of a pixel at the sizes of captions. */
    private static final int PIECES = 8;

    /** Reads the strokes of a character as strokes.txt writes them. */
    static Glyph parse(String strokes) {
        List<double[]> segments = new ArrayList<>();
        for (String stroke : strokes.split("\\|", -1)) {
            flatten(points(stroke.strip()), segments);
        }
        double width = 0;
        double[] numbers = new double[4 * segments.size()];
        for (int i = 0; i < segments.size(); i++) {
            double[] segment = segments.get(i);
            System.arraycopy(segment, 0, numbers, 4 * i, 4);
            width = Math.max(width, Math.max(segment[0], segment[2]));
        }
        return new Glyph(width, numbers);
    }

    /**
     * A point of a stroke.
     *
     * @param control true if it pulls the line instead of lying on it
     */
    private record Point(double x, double y, boolean control) {
        static Point parse(String text) {
            boolean control = text.indexOf('~') >= 0;
            int separator = text.indexOf(control ? '~' : ',');
            return new Point(
                    Double.parseDouble(text.substring(0, separator)),
                    Double.parseDouble(text.substring(separator + 1)),
                    control);
        }

        Point middle(Point other) {
            return new Point((x + other.x) / 2, (y + other.y) / 2, false);
        }
    }

    private static List<Point> points(String stroke) {
        boolean closed = stroke.startsWith("o");
        List<Point> points = new ArrayList<>();
        for (String point : (closed ? stroke.substring(1) : stroke).split(" ", -1)) {
            points.add(Point.parse(point));
        }
        if (closed) {
            points.add(points.get(0));
        }
        return points;
    }

    private static void flatten(List<Point> points, List<double[]> segments) {
        Point from = points.get(0);
        if (points.size() == 1) {
            add(from, from, segments);
        }
        for (int i = 1; i < points.size(); i++) {
            Point point = points.get(i);
            if (!point.control) {
                add(from, point, segments);
                from = point;
                continue;
            }
            Point next = points.get(i + 1);
            Point to = next.control ? point.middle(next) : next;
            curve(from, point, to, segments);
            from = to;
            i += next.control ? 0 : 1;
        }
    }

    private static void curve(Point from, Point control, Point to, List<double[]> segments) {
        Point last = from;
        for (int piece = 1; piece <= PIECES; piece++) {
            double t = (double) piece / PIECES;
            double s = 1 - t;
            Point point = new Point(
                    s * s * from.x + 2 * s * t * control.x + t * t * to.x,
                    s * s * from.y + 2 * s * t * control.y + t * t * to.y,
                    false);
            add(last, point, segments);
            last = point;
        }
    }

    private static void add(Point from, Point to, List<double[]> segments) {
        segments.add(new double[] {from.x, from.y, to.x, to.y});
    }
}

package io.github.segmentation4j.codec;

import java.util.ArrayList;
import java.util.List;

/** COCO's rule for polygons the obvious way: every step of the border on the grid of fifths is listed, then looked at. */
final class SlowPolygon {
    private record Step(int x, int y) {}

    private SlowPolygon() {}

    static int[] counts(int width, int height, double[] corners) {
        List<Step> border = new ArrayList<>();
        for (int corner = 0; corner < corners.length; corner += 2) {
            int next = (corner + 2) % corners.length;
            border.addAll(line(step(corners, corner), step(corners, next)));
        }
        boolean[] switches = new boolean[width * height + 1];
        for (int i = 1; i < border.size(); i++) {
            Step from = border.get(i - 1);
            Step to = border.get(i);
            double x = (Math.min(from.x, to.x) + 0.5) / 5 - 0.5;
            if (from.x != to.x && x == Math.floor(x) && x >= 0 && x < width) {
                double y = Math.ceil((Math.min(from.y, to.y) + 0.5) / 5 - 0.5);
                switches[((int) x) * height + (int) Math.max(0, Math.min(height, y))] ^= true;
            }
        }
        List<Integer> counts = new ArrayList<>(List.of(0));
        for (int pixel = 0; pixel < width * height; pixel++) {
            if (switches[pixel]) {
                counts.add(0);
            }
            counts.set(counts.size() - 1, counts.get(counts.size() - 1) + 1);
        }
        return counts.stream().mapToInt(Integer::intValue).toArray();
    }

    private static Step step(double[] corners, int at) {
        return new Step((int) (5 * corners[at] + 0.5), (int) (5 * corners[at + 1] + 0.5));
    }

    private static List<Step> line(Step a, Step b) {
        int wide = Math.abs(a.x - b.x);
        int high = Math.abs(a.y - b.y);
        boolean flat = wide >= high;
        boolean back = flat ? a.x > b.x : a.y > b.y;
        Step from = back ? b : a;
        Step to = back ? a : b;
        List<Step> steps = new ArrayList<>();
        for (int t = 0; t <= Math.max(wide, high); t++) {
            int along = back ? Math.max(wide, high) - t : t;
            if (flat) {
                double slope = wide == 0 ? 0 : (double) (to.y - from.y) / wide;
                steps.add(new Step(from.x + along, (int) (from.y + slope * along + 0.5)));
            } else {
                double slope = (double) (to.x - from.x) / high;
                steps.add(new Step((int) (from.x + slope * along + 0.5), from.y + along));
            }
        }
        return steps;
    }
}

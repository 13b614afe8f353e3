package io.github.segmentation4j.overlay;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Chooses colors that stay apart.
 *
 * <p>The choice is greedy, as in Glasbey, van der Heijden, Toh and Gray, "Colour Displays for Categorical Images", Color
 * Research and Application 32(4), 2007: the next color is the candidate whose nearest color among those already there is
 * farthest away. The first n colors are therefore the same however many are asked for, and their least distance is at
 * least half of the best that any choice of n candidates could have. Ties go to the candidate with the lowest 0xRRGGBB.
 *
 * <p>The distance of two colors is Euclidean in OKLab; where several kinds of vision count, the least over them.
 */
final class DistinctColors {
    /** The eight colors of Okabe and Ito, "Color Universal Design", 2008, in their order. */
    private static final int[] OKABE_ITO = {
        0x000000, 0xE69F00, 0x56B4E9, 0x009E73, 0xF0E442, 0x0072B2, 0xD55E00, 0xCC79A7
    };

    /** How many colors are chosen by their distance; more are too close to each other for the order to matter. */
    private static final int CHOSEN = 1024;

    private final List<ColorVision> visions;
    private final int[] candidates;
    /** For each kind of vision the coordinates of every candidate. */
    private final double[][] places;
    /** For each candidate the square of its distance to the nearest color that is there. */
    private final double[] nearest;

    private DistinctColors(List<ColorVision> visions, int[] candidates) {
        this.visions = visions;
        this.candidates = candidates;
        this.places = new double[visions.size()][ColorVision.AXES * candidates.length];
        this.nearest = new double[candidates.length];
        for (int v = 0; v < places.length; v++) {
            for (int i = 0; i < candidates.length; i++) {
                visions.get(v).perceive(candidates[i], places[v], ColorVision.AXES * i);
            }
        }
        Arrays.fill(nearest, Double.POSITIVE_INFINITY);
    }

    /** Returns vivid colors, apart from each other and from black and white. */
    static int[] vivid(int count) {
        DistinctColors colors = new DistinctColors(List.of(ColorVision.TRICHROMACY), lattice(8));
        colors.keepAwayFrom(0x000000);
        colors.keepAwayFrom(0xFFFFFF);
        return colors.extend(new int[0], count);
    }

    /** Returns colors that stay apart for every kind of vision, the first eight of them those of Okabe and Ito. */
    static int[] colorBlindSafe(int count) {
        if (count <= OKABE_ITO.length) {
            return Arrays.copyOf(OKABE_ITO, count);
        }
        return new DistinctColors(List.of(ColorVision.values()), lattice(12)).extend(OKABE_ITO, count);
    }

    private static int[] lattice(int step) {
        int levels = 255 / step + 1;
        return IntStream.range(0, levels * levels * levels)
                .map(i -> {
                    int red = 255 * (i / (levels * levels)) / (levels - 1);
                    int green = 255 * (i / levels % levels) / (levels - 1);
                    int blue = 255 * (i % levels) / (levels - 1);
                    return red << 16 | green << 8 | blue;
                })
                .toArray();
    }

    private int[] extend(int[] start, int count) {
        int[] colors = Arrays.copyOf(start, count);
        for (int color : start) {
            keepAwayFrom(color);
        }
        for (int n = start.length; n < Math.min(count, CHOSEN); n++) {
            colors[n] = farthest();
            keepAwayFrom(colors[n]);
        }
        return colors;
    }

    private int farthest() {
        int best = 0;
        for (int i = 1; i < nearest.length; i++) {
            if (nearest[i] > nearest[best]) {
                best = i;
            }
        }
        return candidates[best];
    }

    private void keepAwayFrom(int rgb) {
        double[] color = new double[ColorVision.AXES];
        for (int v = 0; v < places.length; v++) {
            visions.get(v).perceive(rgb, color, 0);
            double[] place = places[v];
            for (int i = 0; i < nearest.length; i++) {
                double lightness = place[3 * i] - color[0];
                double greenRed = place[3 * i + 1] - color[1];
                double blueYellow = place[3 * i + 2] - color[2];
                double distance = lightness * lightness + greenRed * greenRed + blueYellow * blueYellow;
                nearest[i] = Math.min(nearest[i], distance);
            }
        }
    }
}

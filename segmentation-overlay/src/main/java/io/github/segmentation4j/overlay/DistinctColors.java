package io.github.segmentation4j.overlay;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Chooses colors that stay apart.
 *
 * <p>The choice is greedy, as in Glasbey, van der Heijden, Toh and Gray, "Colour Displays for Categorical Images", Color
 * Research and Application 32(4), 2007: the next color is the candidate whose nearest color among those already there is
 * farthest away. So the first colors are the same however many are asked for, and by Gonzalez, "Clustering to minimize
 * the maximum intercluster distance", Theoretical Computer Science 38, 1985, no choice among the same candidates could
 * keep them more than twice as far apart. The candidates are a lattice in sRGB; of equals the lowest 0xRRGGBB is taken.
 *
 * <p>The distance of two colors is Euclidean in OKLab; where several kinds of vision count, the least over them.
 */
final class DistinctColors {
    /** The eight colors of Okabe and Ito, "Color Universal Design", 2008, in their order. */
    private static final int[] OKABE_ITO = {
        0x000000, 0xE69F00, 0x56B4E9, 0x009E73, 0xF0E442, 0x0072B2, 0xD55E00, 0xCC79A7
    };

    /** How many colors are chosen by distance; among more, the nearest two look alike whatever the choice. */
    private static final int CHOSEN = 1024;

    /** For each kind of vision the coordinates of every candidate. */
    private final double[][] places;

    private final List<ColorVision> visions;
    private final int[] candidates;
    /** For each candidate the square of its distance to the nearest color that is there. */
    private final double[] nearest;

    private DistinctColors(List<ColorVision> visions, int[] candidates) {
        this.visions = visions;
        this.candidates = candidates;
        this.places = new double[visions.size()][ColorVision.AXES * candidates.length];
        this.nearest = new double[candidates.length];
        for (int vision = 0; vision < places.length; vision++) {
            for (int i = 0; i < candidates.length; i++) {
                visions.get(vision).perceive(candidates[i], places[vision], ColorVision.AXES * i);
            }
        }
        Arrays.fill(nearest, Double.POSITIVE_INFINITY);
    }

    /**
     * Returns colors that stand out from a photo: neither nearly black, white or gray, and the first of them far from
     * all three.
     */
    static int[] vivid(int count) {
        double darkest = 0.40;
        double lightest = 0.93;
        double grayest = 0.04;
        int[] candidates = lattice(rgb -> {
            double[] place = place(rgb);
            return place[0] >= darkest && place[0] <= lightest && Math.hypot(place[1], place[2]) >= grayest;
        });
        DistinctColors colors = new DistinctColors(List.of(ColorVision.TRICHROMACY), candidates);
        int black = 0x000000;
        int gray = 0x808080;
        int white = 0xFFFFFF;
        colors.keepAwayFrom(black);
        colors.keepAwayFrom(gray);
        colors.keepAwayFrom(white);
        return colors.extend(new int[0], count);
    }

    /** Returns colors that stay apart for every kind of vision, the first eight of them those of Okabe and Ito. */
    static int[] colorBlindSafe(int count) {
        if (count <= OKABE_ITO.length) {
            return Arrays.copyOf(OKABE_ITO, count);
        }
        double darkest = 0.30;
        double lightest = 0.96;
        int[] candidates = lattice(rgb -> {
            double lightness = place(rgb)[0];
            return lightness >= darkest && lightness <= lightest;
        });
        return new DistinctColors(List.of(ColorVision.values()), candidates).extend(OKABE_ITO, count);
    }

    /**
     * Returns the color that the rule of PASCAL VOC gives to a label.
     *
     * <p>Of the label's bits, numbered from the lowest, 0, 3, 6 and so on are the bits of red from the highest down, 1,
     * 4, 7 and so on those of green, 2, 5, 8 and so on those of blue. So all labels below 2<sup>24</sup> differ in color.
     */
    static int bitInterleaved(int label) {
        int rgb = 0;
        int rest = label;
        for (int bit = Byte.SIZE - 1; rest != 0; bit--) {
            rgb |= (((rest & 1) << 16) | (((rest >> 1) & 1) << 8) | ((rest >> 2) & 1)) << bit;
            rest >>= 3;
        }
        return rgb;
    }

    private static int[] lattice(IntPredicate allowed) {
        int levels = 24;
        return IntStream.range(0, levels * levels * levels)
                .map(i -> {
                    int red = 255 * (i / (levels * levels)) / (levels - 1);
                    int green = 255 * (i / levels % levels) / (levels - 1);
                    int blue = 255 * (i % levels) / (levels - 1);
                    return (red << 16) | (green << 8) | blue;
                })
                .filter(allowed)
                .toArray();
    }

    private static double[] place(int rgb) {
        double[] place = new double[ColorVision.AXES];
        ColorVision.TRICHROMACY.perceive(rgb, place, 0);
        return place;
    }

    private int[] extend(int[] start, int count) {
        int[] chosen = Arrays.copyOf(start, Math.min(count, CHOSEN));
        for (int color : start) {
            keepAwayFrom(color);
        }
        for (int n = start.length; n < chosen.length; n++) {
            chosen[n] = farthest();
            keepAwayFrom(chosen[n]);
        }
        int[] sorted = chosen.clone();
        Arrays.sort(sorted);
        IntStream others = IntStream.iterate(0, label -> label + 1)
                .map(DistinctColors::bitInterleaved)
                .filter(rgb -> Arrays.binarySearch(sorted, rgb) < 0)
                .limit(count - chosen.length);
        return IntStream.concat(Arrays.stream(chosen), others).toArray();
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
        for (int vision = 0; vision < places.length; vision++) {
            visions.get(vision).perceive(rgb, color, 0);
            double[] place = places[vision];
            for (int i = 0; i < nearest.length; i++) {
                double lightness = place[ColorVision.AXES * i] - color[0];
                double greenRed = place[ColorVision.AXES * i + 1] - color[1];
                double blueYellow = place[ColorVision.AXES * i + 2] - color[2];
                double square = lightness * lightness + greenRed * greenRed + blueYellow * blueYellow;
                nearest[i] = Math.min(nearest[i], square);
            }
        }
    }
}

package io.github.segmentation4j.examples.segment.probe;

/**
 * How well the borders between labels lie on the edges of a photo.
 *
 * <p>The border between two neighbouring cells is as strong as their distributions differ
 * ({@link SampledLabels#distance}), so a network that hesitates has faint borders. The fit is the mean rank of the photo's
 * edges ({@link EdgeRanks}) under all borders, weighted by their strength: one half if they lie anywhere, 1 if they lie on
 * the strongest edges alone.
 *
 * @param strength the mean strength of the borders
 * @param rankedStrength the mean of strength times rank
 */
record BorderFit(double strength, double rankedStrength) {
    /** The fit of borders that know nothing of the photo. */
    static final double CHANCE = 0.5;

    /** Mean strength of a cell below which there is no border: less than one clear one in a million cells. */
    private static final double FAINTEST = 1e-6;

    /** Returns the fit of labels on a photo's edges, on one grid. */
    static BorderFit of(SampledLabels labels, EdgeRanks edges) {
        int width = labels.width();
        double strength = 0;
        double ranked = 0;
        for (int y = 0; y < labels.height(); y++) {
            for (int x = 0; x < width; x++) {
                int at = y * width + x;
                double here = (x + 1 < width ? labels.distance(at, at + 1) : 0)
                        + (y + 1 < labels.height() ? labels.distance(at, at + width) : 0);
                strength += here;
                ranked += here * edges.ranks()[at];
            }
        }
        int cells = labels.labels().length;
        return new BorderFit(strength / cells, ranked / cells);
    }

    /** Returns both photos' borders together. */
    BorderFit plus(BorderFit other) {
        return new BorderFit(strength + other.strength, rankedStrength + other.rankedStrength);
    }

    /** Returns the fit, from 0 to 1; that of chance where there are no borders. */
    double value() {
        return strength < FAINTEST ? CHANCE : rankedStrength / strength;
    }
}

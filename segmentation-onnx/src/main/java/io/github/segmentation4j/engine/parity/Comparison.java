package io.github.segmentation4j.engine.parity;

/**
 * How far two sets of planes of the same shape are apart.
 *
 * @param elements how many numbers there are
 * @param differing how many of them are not equal; two NaN are equal, and so are 0 and -0
 * @param beyondRounding how many are further apart than the tolerance
 * @param largest the largest absolute difference; infinite if one of two numbers is NaN or infinite
 * @param ulps how many float32 numbers lie between the two that are furthest apart, plus 1; 0 if all are equal
 * @param channel the plane of those two
 * @param x their column
 * @param y their row
 * @param ours our number there
 * @param theirs the other one
 * @param mean the mean absolute difference
 */
public record Comparison(
        long elements,
        long differing,
        long beyondRounding,
        double largest,
        long ulps,
        int channel,
        int x,
        int y,
        float ours,
        float theirs,
        double mean) {

    private static final int SIGN = 0x8000_0000;

    /**
     * How far two numbers may be apart and still be the same but for rounding.
     *
     * @param absolute their absolute difference
     * @param ulps or else how many float32 numbers lie between them, plus 1
     */
    record Tolerance(double absolute, long ulps) {
        private boolean covers(float ours, float theirs, double difference) {
            return difference <= absolute || Comparison.ulps(ours, theirs) <= ulps;
        }
    }

    /** Compares planes of the same shape. */
    static Comparison of(Planes ours, Planes theirs, Tolerance tolerance) {
        float[] a = ours.values();
        float[] b = theirs.values();
        long differing = 0;
        long beyond = 0;
        double largest = 0;
        double sum = 0;
        int at = 0;
        for (int i = 0; i < a.length; i++) {
            if (a[i] == b[i] || (Float.isNaN(a[i]) && Float.isNaN(b[i]))) {
                continue;
            }
            double difference = difference(a[i], b[i]);
            differing++;
            sum += difference;
            if (difference > largest) {
                largest = difference;
                at = i;
            }
            if (!tolerance.covers(a[i], b[i], difference)) {
                beyond++;
            }
        }
        int width = ours.size().width();
        int plane = width * ours.size().height();
        return new Comparison(
                a.length,
                differing,
                beyond,
                largest,
                ulps(a[at], b[at]),
                at / plane,
                at % plane % width,
                at % plane / width,
                a[at],
                b[at],
                sum / a.length);
    }

    private static double difference(float a, float b) {
        double difference = Math.abs((double) a - b);
        return Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference;
    }

    private static long ulps(float a, float b) {
        return Math.abs((long) ordered(a) - ordered(b));
    }

    /** Numbers the floats in their order; both zeros are 0. */
    private static int ordered(float value) {
        int bits = Float.floatToIntBits(value);
        return bits < 0 ? SIGN - bits : bits;
    }

    /** True if nothing differs. */
    boolean isEqual() {
        return differing == 0;
    }

    /** True if nothing differs by more than rounding. */
    boolean isRounding() {
        return beyondRounding == 0;
    }
}

package io.github.segmentation4j.engine.argmax;

/**
 * The slow, obvious twin of {@link Taps}, with which it shares no code: for each target sample a list of source samples and
 * their weights, straight from the formulas of PyTorch's {@code interpolate(mode="bilinear", align_corners=False)}.
 *
 * @param samples the source samples of each target sample
 * @param weights their weights
 */
record SlowTaps(int[][] samples, float[][] weights) {

    /** No resize. */
    static SlowTaps identity(int length) {
        int[][] samples = new int[length][];
        float[][] weights = new float[length][];
        for (int i = 0; i < length; i++) {
            samples[i] = new int[] {i};
            weights[i] = new float[] {1};
        }
        return new SlowTaps(samples, weights);
    }

    /** {@code source = max(0, (target + 0.5) * scale - 0.5)}, between its two neighbors by the distance to them. */
    static SlowTaps bilinear(int sourceLength, int targetLength) {
        int[][] samples = new int[targetLength][];
        float[][] weights = new float[targetLength][];
        float scale = (float) sourceLength / (float) targetLength;
        for (int target = 0; target < targetLength; target++) {
            float source = Math.fma(scale, target + 0.5f, -0.5f);
            if (source < 0) {
                source = 0;
            }
            int lower = Math.min((int) Math.floor(source), sourceLength - 1);
            float distance = Math.min(1f, source - lower);
            samples[target] = new int[] {lower, Math.min(lower + 1, sourceLength - 1)};
            weights[target] = new float[] {1f - distance, distance};
        }
        return new SlowTaps(samples, weights);
    }

    /** This resize of the samples that another one makes, of those from {@code offset} on, and of the nearest beyond them. */
    SlowTaps after(SlowTaps inner, int offset, int sourceLength) {
        int[][] samplesOfBoth = new int[samples.length][];
        float[][] weightsOfBoth = new float[samples.length][];
        for (int target = 0; target < samples.length; target++) {
            double[] sums = new double[sourceLength];
            for (int k = 0; k < samples[target].length; k++) {
                int middle = Math.min(Math.max(samples[target][k] + offset, 0), inner.samples.length - 1);
                for (int i = 0; i < inner.samples[middle].length; i++) {
                    sums[inner.samples[middle][i]] += (double) weights[target][k] * inner.weights[middle][i];
                }
            }
            int from = 0;
            while ((float) sums[from] == 0) {
                from++;
            }
            int to = sourceLength;
            while ((float) sums[to - 1] == 0) {
                to--;
            }
            samplesOfBoth[target] = new int[to - from];
            weightsOfBoth[target] = new float[to - from];
            for (int i = from; i < to; i++) {
                samplesOfBoth[target][i - from] = i;
                weightsOfBoth[target][i - from] = (float) sums[i];
            }
        }
        return new SlowTaps(samplesOfBoth, weightsOfBoth);
    }

    /** One target sample: the last product, to which the others are added one by one, each time rounded once. */
    float of(float[] line, int target) {
        int last = samples[target].length - 1;
        float sum = line[samples[target][last]] * weights[target][last];
        for (int k = last - 1; k >= 0; k--) {
            sum = Math.fma(line[samples[target][k]], weights[target][k], sum);
        }
        return sum;
    }

    int length() {
        return samples.length;
    }

    /** Resizes a plane of scores along its rows, then along its columns. */
    static float[][] resize(float[][] plane, SlowTaps columns, SlowTaps rows) {
        float[][] along = new float[plane.length][columns.length()];
        for (int y = 0; y < plane.length; y++) {
            for (int x = 0; x < columns.length(); x++) {
                along[y][x] = columns.of(plane[y], x);
            }
        }
        float[][] result = new float[rows.length()][columns.length()];
        for (int x = 0; x < columns.length(); x++) {
            float[] line = new float[plane.length];
            for (int y = 0; y < plane.length; y++) {
                line[y] = along[y][x];
            }
            for (int y = 0; y < rows.length(); y++) {
                result[y][x] = rows.of(line, y);
            }
        }
        return result;
    }
}

package io.github.segmentation4j.internal.tiff;

/**
 * CIE L*a*b* of 8 bits, a and b with a sign, to sRGB as Pillow makes it.
 *
 * <p>Pillow 12.3 leaves it to Little CMS 2 with that library's own two profiles, which computes the colors at 33 levels of each
 * of L, a and b in 16 bits ({@code cmsopt.c}, {@code OptimizeByResampling}) and interpolates between them in tetrahedra
 * ({@code cmsintrp.c}, {@code TetrahedralInterp16}). So does this. Of a million drawn colors, 3 samples of 3 million differ, by
 * one level.
 */
final class LabColors implements Colors {
    private static final int CHANNELS = 3;
    private static final int LEVELS = 33;
    private static final int MAX_OF_16_BITS = 0xFFFF;
    private static final int HIGHEST_OF_A_AND_B = 255;
    private static final int CENTER = 128;

    /** From one node to the next along L, a and b. */
    private static final int[] STEPS = {LEVELS * LEVELS * CHANNELS, LEVELS * CHANNELS, CHANNELS};

    /** The white of the profiles' connection space (ICC.1, D50). */
    private static final double WHITE_X = 0.9642;

    private static final double WHITE_Z = 0.8249;

    /**
     * From XYZ of D50 to linear sRGB: the inverse of the primaries of ITU-R BT.709 and the white 0.3127, 0.3290, adapted to D50
     * by Bradford's matrix.
     */
    private static final double[][] TO_SRGB = {
        {3.134186364237, -1.617208958998, -0.490694064006},
        {-0.978748504191, 1.916130096774, 0.033433399160},
        {0.071963927802, -0.228993873453, 1.405753732896}
    };

    private final int[] nodes = nodes();

    private static int[] nodes() {
        int[] nodes = new int[LEVELS * LEVELS * LEVELS * CHANNELS];
        int next = 0;
        for (int l = 0; l < LEVELS; l++) {
            for (int a = 0; a < LEVELS; a++) {
                for (int b = 0; b < LEVELS; b++) {
                    double y = (node(l) * 100 + 16) / 116;
                    double x = y + (node(a) * HIGHEST_OF_A_AND_B - CENTER) / 500;
                    double z = y - (node(b) * HIGHEST_OF_A_AND_B - CENTER) / 200;
                    double[] xyz = {WHITE_X * decoded(x), decoded(y), WHITE_Z * decoded(z)};
                    for (double[] row : TO_SRGB) {
                        nodes[next++] = level(row[0] * xyz[0] + row[1] * xyz[1] + row[2] * xyz[2]);
                    }
                }
            }
        }
        return nodes;
    }

    private static double node(int level) {
        return Math.floor(level * (double) MAX_OF_16_BITS / (LEVELS - 1) + 0.5) / MAX_OF_16_BITS;
    }

    /** The inverse of CIE 1976's cube root with its linear foot. */
    private static double decoded(double t) {
        return t <= 24.0 / 116 ? 108.0 / 841 * (t - 16.0 / 116) : t * t * t;
    }

    /** Returns a linear level by the curve of sRGB (IEC 61966-2-1), in 16 bits. */
    private static int level(double linear) {
        double knee = Math.pow((0.04045 + 0.055) / 1.055, 2.4);
        double encoded = linear >= knee ? 1.055 * Math.pow(linear, 1 / 2.4) - 0.055 : linear * 12.92;
        return (int) Math.max(0, Math.min(MAX_OF_16_BITS, Math.floor(encoded * MAX_OF_16_BITS + 0.5)));
    }

    @Override
    public void convert(int[] samples, int step, int[] channels, int count) {
        int[] base = new int[CHANNELS];
        int[] rest = new int[CHANNELS];
        int[] order = new int[CHANNELS];
        for (int pixel = 0; pixel < count; pixel++) {
            int in = pixel * step;
            place(0, samples[in], base, rest);
            place(1, samples[in + 1] ^ CENTER, base, rest);
            place(2, samples[in + 2] ^ CENTER, base, rest);
            sort(rest, order);
            interpolate(base, rest, order, channels, pixel * CHANNELS);
        }
    }

    /** Finds the node below a sample, and how far the sample is on its way to the next, in 1/65536. */
    private static void place(int axis, int sample, int[] base, int[] rest) {
        int scaled = sample * (MAX_OF_16_BITS / HIGHEST) * (LEVELS - 1);
        int fixed = scaled + (scaled + MAX_OF_16_BITS / 2) / MAX_OF_16_BITS;
        base[axis] = (fixed >> Short.SIZE) * STEPS[axis];
        rest[axis] = fixed & MAX_OF_16_BITS;
    }

    /** Orders the axes by how far the sample is along them, the farthest first: this is the way through the tetrahedron. */
    private static void sort(int[] rest, int[] order) {
        int first = rest[1] > rest[0] ? 1 : 0;
        int second = 1 - first;
        order[0] = first;
        order[1] = second;
        order[2] = 2;
        if (rest[2] > rest[second]) {
            order[1] = 2;
            order[2] = second;
            if (rest[2] > rest[first]) {
                order[0] = 2;
                order[1] = first;
            }
        }
    }

    private void interpolate(int[] base, int[] rest, int[] order, int[] channels, int out) {
        int start = base[0] + base[1] + base[2];
        for (int channel = 0; channel < CHANNELS; channel++) {
            int node = start + channel;
            long sum = (1 << (Short.SIZE - 1)) + 1;
            for (int axis : order) {
                // At the last node there is no next one, and no way to go.
                int next = rest[axis] == 0 ? node : node + STEPS[axis];
                sum += (long) (nodes[next] - nodes[node]) * rest[axis];
                node = next;
            }
            int value = nodes[start + channel] + (int) ((sum + (sum >> Short.SIZE)) >> Short.SIZE);
            channels[out + channel] = eightBits(value);
        }
    }

    /** Little CMS's {@code FROM_16_TO_8}: rounded division by 257. */
    private static int eightBits(int value) {
        return (int) ((value * 65_281L + 8_388_608L) >> 24);
    }
}

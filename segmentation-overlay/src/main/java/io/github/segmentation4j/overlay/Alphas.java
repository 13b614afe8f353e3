package io.github.segmentation4j.overlay;

/** Divides colors by the alpha that they were multiplied with. */
final class Alphas {
    private static final int MAX = 255;

    /** For each alpha and each color c of it, round(c * 255 / alpha), at most 255; 0 where the alpha is 0. */
    private static final byte[] STRAIGHT = table();

    private Alphas() {}

    private static byte[] table() {
        byte[] table = new byte[(MAX + 1) * (MAX + 1)];
        for (int alpha = 1; alpha <= MAX; alpha++) {
            for (int color = 0; color <= MAX; color++) {
                table[index(alpha, color)] = (byte) Math.min(MAX, (color * MAX + alpha / 2) / alpha);
            }
        }
        return table;
    }

    private static int index(int alpha, int color) {
        return alpha << Byte.SIZE | color;
    }

    /** Returns 0xAARRGGBB with each color divided by the alpha and rounded, at most 255; black where the alpha is 0. */
    static int straight(int argb) {
        int alpha = argb >>> 24;
        if (alpha == MAX) {
            return argb;
        }
        int red = STRAIGHT[index(alpha, argb >> 16 & MAX)] & MAX;
        int green = STRAIGHT[index(alpha, argb >> 8 & MAX)] & MAX;
        int blue = STRAIGHT[index(alpha, argb & MAX)] & MAX;
        return alpha << 24 | red << 16 | green << 8 | blue;
    }
}

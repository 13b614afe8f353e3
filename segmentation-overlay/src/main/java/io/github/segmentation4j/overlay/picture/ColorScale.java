package io.github.segmentation4j.overlay.picture;

/**
 * The colors of the scale viridis, dark violet for the least to yellow for the most.
 *
 * <p>Viridis was made by Stéfan van der Walt and Nathaniel Smith for Matplotlib and placed under CC0: equal steps look
 * equal, also in gray and to people who lack one kind of cones. Of its 256 colors every seventeenth is given here; those
 * between are interpolated in sRGB, which moves the blue of the last yellows by up to 7 of 255 and the others by up to 3.
 */
final class ColorScale {
    private static final int[] STOPS = {
        0x440154, 0x481A6C, 0x472F7D, 0x414487, 0x39568C, 0x31688E, 0x2A788E, 0x23888E,
        0x1F988B, 0x22A884, 0x35B779, 0x54C568, 0x7AD151, 0xA5DB36, 0xD2E21B, 0xFDE725
    };

    /** The number of colors. */
    static final int COLORS = 256;

    private static final int[] VIRIDIS = new int[COLORS];

    static {
        int step = (COLORS - 1) / (STOPS.length - 1);
        for (int i = 0; i < COLORS; i++) {
            int stop = Math.min(i / step, STOPS.length - 2);
            VIRIDIS[i] = mix(STOPS[stop], STOPS[stop + 1], (double) (i - stop * step) / step);
        }
    }

    private ColorScale() {}

    /** Returns the color of a place on the scale, from 0 to 255. */
    static int viridis(int place) {
        return VIRIDIS[place];
    }

    /** Returns a color between two, byte by byte. */
    static int mix(int from, int to, double share) {
        int rgb = 0;
        for (int shift = 2 * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            int start = from >> shift & 0xFF;
            int end = to >> shift & 0xFF;
            rgb |= (int) Math.round(start + (end - start) * share) << shift;
        }
        return rgb;
    }
}

package io.github.segmentation4j;

import org.jspecify.annotations.Nullable;

/**
 * Which bits of a BMP file's pixel are which color.
 *
 * @param red the mask of red, as those of the others one run of bits
 * @param alpha the mask of alpha, 0 if there is none
 */
record BmpMasks(int red, int green, int blue, int alpha) {
    private static final int MAX = 255;
    private static final BmpMasks FIVE_BITS = new BmpMasks(0x7C00, 0x3E0, 0x1F, 0);
    private static final BmpMasks FIVE_SIX_FIVE_BITS = new BmpMasks(0xF800, 0x7E0, 0x1F, 0);
    private static final BmpMasks BLUE_FIRST = new BmpMasks(0xFF0000, 0xFF00, 0xFF, 0);
    private static final BmpMasks BLUE_FIRST_AND_ALPHA = new BmpMasks(0xFF0000, 0xFF00, 0xFF, 0xFF000000);

    /** The masks of 32 bits that Pillow 12.3 knows beside those. */
    private static final BmpMasks[] KNOWN = {
        BLUE_FIRST,
        BLUE_FIRST_AND_ALPHA,
        new BmpMasks(0xFF000000, 0xFF0000, 0xFF00, 0),
        new BmpMasks(0xFF000000, 0xFF00, 0xFF, 0),
        new BmpMasks(0xFF000000, 0xFF0000, 0xFF00, 0xFF),
        new BmpMasks(0xFF, 0xFF00, 0xFF0000, 0xFF000000),
        new BmpMasks(0xFF000000, 0xFF00, 0xFF, 0xFF0000)
    };

    /** Returns the masks of a file that has none, or null for a depth that has no colors of its own. */
    static @Nullable BmpMasks ofBits(int bits) {
        return switch (bits) {
            case 16 -> FIVE_BITS;
            case 24, 32 -> BLUE_FIRST;
            default -> null;
        };
    }

    /** Returns masks of a file, or null for those that Pillow does not know. */
    static @Nullable BmpMasks of(int bits, long red, long green, long blue, long alpha) {
        BmpMasks said = new BmpMasks((int) red, (int) green, (int) blue, (int) alpha);
        BmpMasks opaque = new BmpMasks(said.red, said.green, said.blue, 0);
        return switch (bits) {
            case 16 -> opaque.equals(FIVE_BITS) || opaque.equals(FIVE_SIX_FIVE_BITS) ? opaque : null;
            case 24 -> opaque.equals(BLUE_FIRST) ? opaque : null;
            case 32 -> of32Bits(said);
            default -> null;
        };
    }

    private static @Nullable BmpMasks of32Bits(BmpMasks said) {
        if (said.equals(new BmpMasks(0, 0, 0, 0))) {
            return BLUE_FIRST_AND_ALPHA;
        }
        for (BmpMasks known : KNOWN) {
            if (known.equals(said)) {
                return known;
            }
        }
        return null;
    }

    boolean hasAlpha() {
        return alpha != 0;
    }

    /** Writes a pixel: alpha if there is one, blue, green, red. */
    void unpack(int pixel, byte[] target, int offset) {
        int place = offset;
        if (hasAlpha()) {
            target[place++] = sample(pixel, alpha);
        }
        target[place++] = sample(pixel, blue);
        target[place++] = sample(pixel, green);
        target[place] = sample(pixel, red);
    }

    private static byte sample(int pixel, int mask) {
        int shift = Integer.numberOfTrailingZeros(mask);
        return (byte) (((pixel & mask) >>> shift) * MAX / (mask >>> shift));
    }
}

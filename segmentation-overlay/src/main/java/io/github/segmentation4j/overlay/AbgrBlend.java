package io.github.segmentation4j.overlay;

/** The blend of pixels of four bytes in plain Java: two pixels are a long, whose lanes of alpha are left alone. */
final class AbgrBlend implements Blend {
    private static final int PIXELS = 8;
    private static final int BYTES = 4;
    private static final int LONGS = PIXELS * BYTES / Long.BYTES;
    private static final long ALPHAS = 0x000000FF_000000FFL;

    private final Inks inks;
    /** For each ink the addends of the bytes at even places of two pixels: none, green, none, green. */
    private final long[] evenAddends;
    /** For each ink the addends of the bytes at odd places of two pixels: blue, red, blue, red. */
    private final long[] oddAddends;

    AbgrBlend(Inks inks) {
        this.inks = inks;
        evenAddends = new long[inks.count()];
        oddAddends = new long[inks.count()];
        for (int ink = 0; ink < inks.count(); ink++) {
            for (int place = 0; place < Long.BYTES; place++) {
                int channel = PixelOrder.ABGR.channel(place);
                if (channel >= 0) {
                    boolean even = place % 2 == 0;
                    long[] addends = even ? evenAddends : oddAddends;
                    addends[ink] |= (long) inks.addend(ink, channel) << (Byte.SIZE * (even ? place : place - 1));
                }
            }
        }
    }

    @Override
    public int row(
            byte[] photo,
            int photoOffset,
            byte[] labels,
            int labelOffset,
            int base,
            byte[] target,
            int targetOffset,
            int width) {
        int x = 0;
        while (x < width) {
            int ink = inks.of(base + (labels[labelOffset + x] & 0xFF));
            if (ink == Inks.NO_COLOR) {
                return x;
            }
            int from = photoOffset + BYTES * x;
            int to = targetOffset + BYTES * x;
            if (x > width - PIXELS) {
                inks.blendPixel(PixelOrder.ABGR, photo, from, ink, target, to);
                x++;
            } else {
                x += blend(photo, from, labels, labelOffset + x, ink, target, to, width - x);
            }
        }
        return width;
    }

    /** Blends pixels up to the first with another label than the first, and returns how many they are. */
    private int blend(byte[] photo, int from, byte[] labels, int label, int ink, byte[] target, int to, int left) {
        long same = Swar.repeat(labels[label]);
        long weight = inks.weight(ink);
        long even = evenAddends[ink];
        long odd = oddAddends[ink];
        int x = 0;
        do {
            long others = (long) Swar.LONGS.get(labels, label + x) ^ same;
            for (int i = 0; i < LONGS; i++) {
                int place = BYTES * x + Long.BYTES * i;
                long pixels = (long) Swar.LONGS.get(photo, from + place);
                long blended = Swar.blend(pixels, weight, even, odd);
                Swar.LONGS.set(target, to + place, (blended & ~ALPHAS) | (pixels & ALPHAS));
            }
            if (others != 0) {
                return x + Swar.leadingZeroBytes(others);
            }
            x += PIXELS;
        } while (x <= left - PIXELS);
        return x;
    }
}

package io.github.segmentation4j.overlay;

/** The blend of pixels of four bytes in plain Java: two pixels are a long, whose lanes of alpha are left alone. */
final class AbgrBlend extends SteppedBlend {
    private static final int PIXELS = 8;
    private static final int BYTES = 4;
    private static final long ALPHAS = 0x000000FF_000000FFL;

    private final Inks inks;
    /** For each ink the color of two pixels. */
    private final long[] colors;
    /** For each ink the addends of the bytes at even places of two pixels: none, green, none, green. */
    private final long[] evenAddends;
    /** For each ink the addends of the bytes at odd places of two pixels: blue, red, blue, red. */
    private final long[] oddAddends;

    AbgrBlend(Inks inks) {
        super(inks, BYTES, PIXELS);
        colors = new long[inks.count()];
        this.inks = inks;
        evenAddends = new long[inks.count()];
        oddAddends = new long[inks.count()];
        for (int ink = 0; ink < inks.count(); ink++) {
            for (int place = 0; place < Long.BYTES; place++) {
                int channel = PixelOrder.ABGR.channel(place);
                if (channel >= 0) {
                    colors[ink] |= (long) inks.color(ink, channel) << (Byte.SIZE * place);
                    boolean even = place % 2 == 0;
                    long[] addends = even ? evenAddends : oddAddends;
                    addends[ink] |= (long) inks.addend(ink, channel) << (Byte.SIZE * (even ? place : place - 1));
                }
            }
        }
    }

    @Override
    void pixel(byte[] photo, int from, int ink, byte[] target, int to) {
        inks.blendPixel(PixelOrder.ABGR, photo, from, ink, target, to);
    }

    @Override
    int run(byte[] photo, int from, byte[] labels, int label, int ink, byte[] target, int to, int left) {
        return inks.isHalf(ink)
                ? mean(photo, from, labels, label, ink, target, to, left)
                : blend(photo, from, labels, label, ink, target, to, left);
    }

    private int mean(byte[] photo, int from, byte[] labels, int label, int ink, byte[] target, int to, int left) {
        long same = Swar.repeat(labels[label]);
        long color = colors[ink];
        int x = 0;
        do {
            long others = (long) Swar.LONGS.get(labels, label + x) ^ same;
            int source = from + BYTES * x;
            int place = to + BYTES * x;
            mean(photo, source, color, target, place);
            mean(photo, source + 8, color, target, place + 8);
            mean(photo, source + 16, color, target, place + 16);
            mean(photo, source + 24, color, target, place + 24);
            if (others != 0) {
                return x + Swar.leadingZeroBytes(others);
            }
            x += PIXELS;
        } while (x <= left - PIXELS);
        return x;
    }

    private static void mean(byte[] photo, int from, long color, byte[] target, int to) {
        long pixels = (long) Swar.LONGS.get(photo, from);
        Swar.LONGS.set(target, to, (Swar.mean(pixels, color) & ~ALPHAS) | (pixels & ALPHAS));
    }

    private int blend(byte[] photo, int from, byte[] labels, int label, int ink, byte[] target, int to, int left) {
        long same = Swar.repeat(labels[label]);
        long weight = inks.weight(ink);
        long even = evenAddends[ink];
        long odd = oddAddends[ink];
        int x = 0;
        do {
            long others = (long) Swar.LONGS.get(labels, label + x) ^ same;
            int source = from + BYTES * x;
            int place = to + BYTES * x;
            blend(photo, source, weight, even, odd, target, place);
            blend(photo, source + 8, weight, even, odd, target, place + 8);
            blend(photo, source + 16, weight, even, odd, target, place + 16);
            blend(photo, source + 24, weight, even, odd, target, place + 24);
            if (others != 0) {
                return x + Swar.leadingZeroBytes(others);
            }
            x += PIXELS;
        } while (x <= left - PIXELS);
        return x;
    }

    private static void blend(byte[] photo, int from, long weight, long even, long odd, byte[] target, int to) {
        long pixels = (long) Swar.LONGS.get(photo, from);
        long blended = Swar.blend(pixels, weight, even, odd);
        Swar.LONGS.set(target, to, (blended & ~ALPHAS) | (pixels & ALPHAS));
    }
}

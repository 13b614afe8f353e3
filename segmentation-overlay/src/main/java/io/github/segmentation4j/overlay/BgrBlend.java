package io.github.segmentation4j.overlay;

/** The blend of pixels of three bytes in plain Java: eight pixels are three longs. */
final class BgrBlend extends SteppedBlend {
    private static final int PIXELS = 8;
    private static final int BYTES = 3;

    private final Inks inks;
    /** For each ink three longs: the color of eight pixels. */
    private final long[] colors;
    /** For each ink three longs: the addends of the bytes at even places of eight pixels. */
    private final long[] evenAddends;
    /** For each ink three longs: the addends of the bytes at odd places of eight pixels. */
    private final long[] oddAddends;

    BgrBlend(Inks inks) {
        super(inks, BYTES, PIXELS);
        this.inks = inks;
        colors = new long[BYTES * inks.count()];
        evenAddends = new long[BYTES * inks.count()];
        oddAddends = new long[BYTES * inks.count()];
        for (int ink = 0; ink < inks.count(); ink++) {
            for (int place = 0; place < BYTES * Long.BYTES; place++) {
                int channel = PixelOrder.BGR.channel(place);
                int index = BYTES * ink + place / Long.BYTES;
                int shift = Byte.SIZE * (place % Long.BYTES);
                colors[index] |= (long) inks.color(ink, channel) << shift;
                boolean even = place % 2 == 0;
                long[] addends = even ? evenAddends : oddAddends;
                addends[index] |= (long) inks.addend(ink, channel) << (even ? shift : shift - Byte.SIZE);
            }
        }
    }

    @Override
    int run(byte[] photo, int from, byte[] labels, int label, int ink, byte[] target, int to, int left) {
        return inks.isHalf(ink)
                ? mean(photo, from, labels, label, ink, target, to, left)
                : blend(photo, from, labels, label, ink, target, to, left);
    }

    @Override
    void pixel(byte[] photo, int from, int ink, byte[] target, int to) {
        inks.blendPixel(PixelOrder.BGR, photo, from, ink, target, to);
    }

    private int blend(byte[] photo, int from, byte[] labels, int label, int ink, byte[] target, int to, int left) {
        long same = Swar.repeat(labels[label]);
        long weight = inks.weight(ink);
        int table = BYTES * ink;
        long even0 = evenAddends[table];
        long even1 = evenAddends[table + 1];
        long even2 = evenAddends[table + 2];
        long odd0 = oddAddends[table];
        long odd1 = oddAddends[table + 1];
        long odd2 = oddAddends[table + 2];
        int x = 0;
        do {
            int source = from + BYTES * x;
            int place = to + BYTES * x;
            long others = (long) Swar.LONGS.get(labels, label + x) ^ same;
            long first = (long) Swar.LONGS.get(photo, source);
            long second = (long) Swar.LONGS.get(photo, source + 8);
            long third = (long) Swar.LONGS.get(photo, source + 16);
            Swar.LONGS.set(target, place, Swar.blend(first, weight, even0, odd0));
            Swar.LONGS.set(target, place + 8, Swar.blend(second, weight, even1, odd1));
            Swar.LONGS.set(target, place + 16, Swar.blend(third, weight, even2, odd2));
            if (others != 0) {
                return x + Swar.leadingZeroBytes(others);
            }
            x += PIXELS;
        } while (x <= left - PIXELS);
        return x;
    }

    private int mean(byte[] photo, int from, byte[] labels, int label, int ink, byte[] target, int to, int left) {
        long same = Swar.repeat(labels[label]);
        long color0 = colors[BYTES * ink];
        long color1 = colors[BYTES * ink + 1];
        long color2 = colors[BYTES * ink + 2];
        int x = 0;
        do {
            int source = from + BYTES * x;
            int place = to + BYTES * x;
            long others = (long) Swar.LONGS.get(labels, label + x) ^ same;
            long first = (long) Swar.LONGS.get(photo, source);
            long second = (long) Swar.LONGS.get(photo, source + 8);
            long third = (long) Swar.LONGS.get(photo, source + 16);
            Swar.LONGS.set(target, place, Swar.mean(first, color0));
            Swar.LONGS.set(target, place + 8, Swar.mean(second, color1));
            Swar.LONGS.set(target, place + 16, Swar.mean(third, color2));
            if (others != 0) {
                return x + Swar.leadingZeroBytes(others);
            }
            x += PIXELS;
        } while (x <= left - PIXELS);
        return x;
    }
}

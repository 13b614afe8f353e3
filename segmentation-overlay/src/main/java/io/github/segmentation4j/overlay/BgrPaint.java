package io.github.segmentation4j.overlay;

/** Paints pixels of three bytes in the colors of their labels, whatever the opacity of the inks; the photo is not read. */
final class BgrPaint extends SteppedBlend {
    private static final int PIXELS = 8;
    private static final int BYTES = 3;

    private final Inks inks;
    /** For each ink three longs: the color of eight pixels. */
    private final long[] colors;

    BgrPaint(Inks inks) {
        super(inks, BYTES, PIXELS);
        this.inks = inks;
        colors = new long[BYTES * inks.count()];
        for (int ink = 0; ink < inks.count(); ink++) {
            for (int place = 0; place < BYTES * Long.BYTES; place++) {
                long color = inks.color(ink, PixelOrder.BGR.channel(place));
                colors[BYTES * ink + place / Long.BYTES] |= color << (Byte.SIZE * (place % Long.BYTES));
            }
        }
    }

    @Override
    void pixel(byte[] photo, int from, int ink, byte[] target, int to) {
        for (int channel = 0; channel < BYTES; channel++) {
            target[to + channel] = (byte) inks.color(ink, channel);
        }
    }

    @Override
    int run(byte[] photo, int from, byte[] labels, int label, int ink, byte[] target, int to, int left) {
        long same = Swar.repeat(labels[label]);
        long color0 = colors[BYTES * ink];
        long color1 = colors[BYTES * ink + 1];
        long color2 = colors[BYTES * ink + 2];
        int x = 0;
        do {
            int place = to + BYTES * x;
            long others = (long) Swar.LONGS.get(labels, label + x) ^ same;
            Swar.LONGS.set(target, place, color0);
            Swar.LONGS.set(target, place + 8, color1);
            Swar.LONGS.set(target, place + 16, color2);
            if (others != 0) {
                return x + Swar.leadingZeroBytes(others);
            }
            x += PIXELS;
        } while (x <= left - PIXELS);
        return x;
    }
}

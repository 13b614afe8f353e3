package io.github.segmentation4j.overlay;

/** What the blends have in common: a row is a chain of runs of equal labels, and a rest too short for a step. */
abstract class SteppedBlend implements Blend {
    private final Inks inks;
    private final int pixelBytes;
    private final int needed;

    /**
     * Prepares a blend.
     *
     * @param needed how many pixels of a row must be left for a step: those that it reads and writes, and whose labels it
     *     reads
     */
    SteppedBlend(Inks inks, int pixelBytes, int needed) {
        this.inks = inks;
        this.pixelBytes = pixelBytes;
        this.needed = needed;
    }

    @Override
    public final int row(
            byte[] photo,
            int photoOffset,
            byte[] labels,
            int labelOffset,
            int base,
            byte[] target,
            int targetOffset,
            int width) {
        int x = 0;
        while (x <= width - needed) {
            int ink = inks.of(base + (labels[labelOffset + x] & 0xFF));
            if (ink == Inks.NO_COLOR) {
                return x;
            }
            int from = photoOffset + pixelBytes * x;
            int to = targetOffset + pixelBytes * x;
            x += run(photo, from, labels, labelOffset + x, ink, target, to, width - x);
        }
        int from = photoOffset + pixelBytes * x;
        int to = targetOffset + pixelBytes * x;
        return x + rest(photo, from, labels, labelOffset + x, base, target, to, width - x);
    }

    /**
     * Draws pixels step by step up to the first with another label than the first or the first that has no step left, and
     * perhaps, wrongly, some beyond.
     *
     * @param ink that of the first label
     * @param left how many pixels of the row there are
     * @return how many pixels are right
     */
    abstract int run(byte[] photo, int from, byte[] labels, int label, int ink, byte[] target, int to, int left);

    /** Draws the last pixels of a row; the arguments and the result are those of {@link #row}. */
    int rest(byte[] photo, int from, byte[] labels, int label, int base, byte[] target, int to, int width) {
        for (int x = 0; x < width; x++) {
            int ink = inks.of(base + (labels[label + x] & 0xFF));
            if (ink == Inks.NO_COLOR) {
                return x;
            }
            pixel(photo, from + pixelBytes * x, ink, target, to + pixelBytes * x);
        }
        return width;
    }

    /** Draws one pixel. */
    abstract void pixel(byte[] photo, int from, int ink, byte[] target, int to);
}

package io.github.segmentation4j.overlay;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The blend by SIMD: as many whole pixels in each step as a register holds, 21 of three bytes in 512 bits.
 *
 * <p>A step reads and writes the whole register; the bytes beyond its last whole pixel are written over by the next step.
 */
final class VectorBlend extends SteppedBlend {
    private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Short> SHORTS = ShortVector.SPECIES_PREFERRED;
    private static final int LANES = SHORTS.length();
    private static final short EVEN_BYTE = 0x00FF;
    private static final short ODD_BYTE = (short) 0xFF00;

    /** Tables for each ink: weights and addends of the bytes at even places and of those at odd places. */
    private static final int TABLES = 4;

    private final Inks inks;
    private final PixelOrder order;
    private final Blend rest;
    private final int pixelBytes;
    /** How many pixels are blended in a step. */
    private final int pixels;

    private final int needed;
    /** For each ink its {@value #TABLES} tables, each of one register. */
    private final short[] tables;

    VectorBlend(Inks inks, PixelOrder order, Blend rest) {
        super(inks, order.bytes(), needed(order.bytes()));
        this.inks = inks;
        this.order = order;
        this.rest = rest;
        pixelBytes = order.bytes();
        pixels = BYTES.length() / pixelBytes;
        needed = needed(pixelBytes);
        tables = new short[Math.multiplyExact(TABLES * LANES, inks.count())];
        for (int ink = 0; ink < inks.count(); ink++) {
            int table = TABLES * LANES * ink;
            for (int lane = 0; lane < LANES; lane++) {
                prepare(table + lane, ink, order.channel(2 * lane));
                prepare(table + 2 * LANES + lane, ink, order.channel(2 * lane + 1));
            }
        }
    }

    /** Returns how many pixels a register touches, or of how many the labels are read, by eights. */
    private static int needed(int pixelBytes) {
        int pixels = BYTES.length() / pixelBytes;
        int touched = (BYTES.length() + pixelBytes - 1) / pixelBytes;
        int labels = (pixels + Long.BYTES - 1) / Long.BYTES * Long.BYTES;
        return Math.max(touched, labels);
    }

    /** Sets the weight of a lane, and a register later its addend. The weight 256 with nothing added keeps an alpha. */
    private void prepare(int place, int ink, int channel) {
        tables[place] = (short) (channel < 0 ? Inks.OPAQUE : inks.weight(ink));
        tables[place + LANES] = (short) (channel < 0 ? 0 : inks.addend(ink, channel));
    }

    @Override
    int rest(byte[] photo, int from, byte[] labels, int label, int base, byte[] target, int to, int width) {
        return rest.row(photo, from, labels, label, base, target, to, width);
    }

    @Override
    void pixel(byte[] photo, int from, int ink, byte[] target, int to) {
        inks.blendPixel(order, photo, from, ink, target, to);
    }

    @Override
    int run(byte[] photo, int from, byte[] labels, int label, int ink, byte[] target, int to, int left) {
        int table = TABLES * LANES * ink;
        ShortVector evenWeights = ShortVector.fromArray(SHORTS, tables, table);
        ShortVector evenAddends = ShortVector.fromArray(SHORTS, tables, table + LANES);
        ShortVector oddWeights = ShortVector.fromArray(SHORTS, tables, table + 2 * LANES);
        ShortVector oddAddends = ShortVector.fromArray(SHORTS, tables, table + 3 * LANES);
        long same = Swar.repeat(labels[label]);
        int x = 0;
        int alike;
        do {
            ShortVector pair =
                    ByteVector.fromArray(BYTES, photo, from + pixelBytes * x).reinterpretAsShorts();
            ShortVector even = pair.and(EVEN_BYTE).mul(evenWeights).add(evenAddends);
            ShortVector odd = pair.lanewise(VectorOperators.LSHR, Byte.SIZE)
                    .mul(oddWeights)
                    .add(oddAddends);
            even.lanewise(VectorOperators.LSHR, Byte.SIZE)
                    .or(odd.and(ODD_BYTE))
                    .reinterpretAsBytes()
                    .intoArray(target, to + pixelBytes * x);
            alike = alike(labels, label + x, same);
            x += alike;
        } while (alike == pixels && x <= left - needed);
        return x;
    }

    /** Returns how many labels of those of one step come before the first that differs. */
    private int alike(byte[] labels, int from, long same) {
        int count = 0;
        do {
            long others = (long) Swar.LONGS.get(labels, from + count) ^ same;
            if (others != 0) {
                return Math.min(pixels, count + Swar.leadingZeroBytes(others));
            }
            count += Long.BYTES;
        } while (count < pixels);
        return pixels;
    }
}

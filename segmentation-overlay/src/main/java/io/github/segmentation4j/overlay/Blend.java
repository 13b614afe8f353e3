package io.github.segmentation4j.overlay;

import io.github.segmentation4j.internal.compute.VectorModule;

/**
 * Blends the colors of labels over the pixels of a photo.
 *
 * <p>With an opacity A from 0 to {@value Inks#OPAQUE}, each of the three colors of a pixel becomes
 *
 * <pre>{@code (photo * (256 - A) + color * A + 128) >> 8}</pre>
 *
 * which is the weighted mean rounded to the nearest, halves up. A = 0 gives the photo's byte and A = 256 the color's,
 * both exactly, and no intermediate value exceeds 255 * 256 + 128 &lt; 65,536.
 *
 * <p>That bound is what the speed rests on: in a register, bytes at even and at odd places are taken apart, each into a
 * lane of 16 bits that cannot overflow into the next. Some pixels in a row are blended at once in the color of the first,
 * and the next step begins at the first pixel with another label: what was wrong beyond it is written over. So no step
 * has to know where a run of equal labels ends before it begins, and labels that change at every pixel cost one step a
 * pixel at the worst. That is why source and target must be different arrays.
 *
 * <p>All kinds give the same bytes. A blend is immutable and may be used by many threads.
 */
interface Blend {
    /** Returns the fastest blend that there is here. */
    static Blend of(Inks inks, PixelOrder order) {
        Blend plain = plain(inks, order);
        return VectorModule.isPresent() ? new VectorBlend(inks, order, plain) : plain;
    }

    /** Returns the blend that needs nothing but the Java language. */
    static Blend plain(Inks inks, PixelOrder order) {
        return order == PixelOrder.BGR ? new BgrBlend(inks) : new AbgrBlend(inks);
    }

    /**
     * Blends a row of pixels, up to the first whose label has no color.
     *
     * @param photo pixels, the row's first at {@code photoOffset}
     * @param labels unsigned labels, the row's first at {@code labelOffset}
     * @param base is added to each label
     * @param target another array than the photo's, receives the pixels from {@code targetOffset} on
     * @return {@code width}, or the place in the row of the first pixel whose label has no color
     */
    int row(
            byte[] photo,
            int photoOffset,
            byte[] labels,
            int labelOffset,
            int base,
            byte[] target,
            int targetOffset,
            int width);
}

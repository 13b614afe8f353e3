package io.github.segmentation4j.internal.map;

import io.github.segmentation4j.ConfidenceMap;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.Mask;
import io.github.segmentation4j.internal.PixelAccess;
import java.util.BitSet;

/**
 * Hands arrays over to the immutable maps and masks, and lends them out, without a copy of megapixels.
 *
 * <p>Whoever hands an array or a set of bits over must not touch it again; whoever borrows one must not write to it.
 */
public final class Maps {
    private static final PixelAccess<LabelMap, Object> LABELS = PixelAccess.of(LabelMap.class);
    private static final PixelAccess<ConfidenceMap, float[]> CONFIDENCES = PixelAccess.of(ConfidenceMap.class);
    private static final PixelAccess<Mask, BitSet> MASKS = PixelAccess.of(Mask.class);

    private Maps() {}

    /** Returns a label map that owns these unsigned labels, row by row. */
    public static LabelMap labelMap(int width, int height, byte[] labels) {
        return LABELS.create(width, height, labels);
    }

    /** Returns a label map that owns these unsigned labels, row by row. */
    public static LabelMap labelMap(int width, int height, short[] labels) {
        return LABELS.create(width, height, labels);
    }

    /** Returns the array of a label map, {@code byte[]} or {@code short[]}, to be read only. */
    public static Object labels(LabelMap map) {
        return LABELS.pixels(map);
    }

    /** Returns a confidence map that owns these probabilities, row by row. */
    public static ConfidenceMap confidenceMap(int width, int height, float[] values) {
        return CONFIDENCES.create(width, height, values);
    }

    /** Returns a mask that owns these pixels, counted row by row, of which none may lie outside the image. */
    public static Mask mask(int width, int height, BitSet pixels) {
        return MASKS.create(width, height, pixels);
    }

    /** Returns the pixels of a mask, counted row by row, to be read only. */
    public static BitSet pixels(Mask mask) {
        return MASKS.pixels(mask);
    }
}

package io.github.segmentation4j.internal;

import io.github.segmentation4j.ConfidenceMap;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.Mask;
import java.lang.invoke.MethodHandles;
import java.util.BitSet;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Hands arrays over to the immutable maps and masks, and lends them out, without a copy of megapixels.
 *
 * <p>Whoever hands an array or a set of bits over must not touch it again; whoever borrows one must not write to it.
 */
public final class Maps {
    private static volatile @Nullable LabelMapFactory labelMaps;
    private static volatile @Nullable Function<LabelMap, Object> labelArrays;
    private static volatile @Nullable ConfidenceMapFactory confidenceMaps;
    private static volatile @Nullable MaskFactory masks;
    private static volatile @Nullable Function<Mask, BitSet> maskPixels;

    private Maps() {}

    /** Makes a label map of an array that it then owns. */
    @FunctionalInterface
    public interface LabelMapFactory {
        /** Makes a map of {@code byte[]} or {@code short[]} labels. */
        LabelMap create(int width, int height, Object labels);
    }

    /** Makes a confidence map of an array that it then owns. */
    @FunctionalInterface
    public interface ConfidenceMapFactory {
        /** Makes a map of probabilities. */
        ConfidenceMap create(int width, int height, float[] values);
    }

    /** Makes a mask of bits that it then owns. */
    @FunctionalInterface
    public interface MaskFactory {
        /** Makes a mask of pixels, counted row by row. */
        Mask create(int width, int height, BitSet pixels);
    }

    /** Returns a label map that owns these unsigned labels, row by row. */
    public static LabelMap labelMap(int width, int height, byte[] labels) {
        return labelMaps().create(width, height, labels);
    }

    /** Returns a label map that owns these unsigned labels, row by row. */
    public static LabelMap labelMap(int width, int height, short[] labels) {
        return labelMaps().create(width, height, labels);
    }

    /** Returns the array of a label map, {@code byte[]} or {@code short[]}, to be read only. */
    public static Object labels(LabelMap map) {
        // Whoever has a map has initialized its class.
        return registered(labelArrays).apply(map);
    }

    /** Returns a confidence map that owns these probabilities, row by row. */
    public static ConfidenceMap confidenceMap(int width, int height, float[] values) {
        if (confidenceMaps == null) {
            initialize(ConfidenceMap.class);
        }
        return registered(confidenceMaps).create(width, height, values);
    }

    /** Returns a mask that owns these pixels, counted row by row, of which none may lie outside the image. */
    public static Mask mask(int width, int height, BitSet pixels) {
        if (masks == null) {
            initialize(Mask.class);
        }
        return registered(masks).create(width, height, pixels);
    }

    /** Returns the pixels of a mask, counted row by row, to be read only. */
    public static BitSet pixels(Mask mask) {
        // Whoever has a mask has initialized its class.
        return registered(maskPixels).apply(mask);
    }

    /** Called by {@link LabelMap} when it is initialized. */
    public static void register(LabelMapFactory factory, Function<LabelMap, Object> arrays) {
        labelMaps = factory;
        labelArrays = arrays;
    }

    /** Called by {@link ConfidenceMap} when it is initialized. */
    public static void register(ConfidenceMapFactory factory) {
        confidenceMaps = factory;
    }

    /** Called by {@link Mask} when it is initialized. */
    public static void registerMasks(MaskFactory factory, Function<Mask, BitSet> pixels) {
        masks = factory;
        maskPixels = pixels;
    }

    private static LabelMapFactory labelMaps() {
        if (labelMaps == null) {
            initialize(LabelMap.class);
        }
        return registered(labelMaps);
    }

    private static <T> T registered(@Nullable T access) {
        return Objects.requireNonNull(access, "a map registers its access when it is initialized");
    }

    /**
     * Makes a map's class register its access. Done when it is needed and never while this class is initialized: a map's
     * class waits for this one, so that two threads that began at either end would wait for each other for ever.
     */
    private static void initialize(Class<?> type) {
        try {
            MethodHandles.lookup().ensureInitialized(type);
        } catch (IllegalAccessException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}

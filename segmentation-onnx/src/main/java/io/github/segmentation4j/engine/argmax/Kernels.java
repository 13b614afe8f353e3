package io.github.segmentation4j.engine.argmax;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The loops that SIMD instructions speed up, in two forms whose results are equal bit for bit. All arrays are at least as
 * long as {@code count}, and each is used from its index 0 on.
 */
sealed interface Kernels permits ScalarKernels, VectorKernels {
    /** Returns the name of the form. */
    String description();

    /**
     * Lets a class take its place among the three highest keys of some samples, see {@link Ranking}.
     *
     * @param bits the bits of its scores
     * @param tooLow gets its sign bit set where a key is below {@code lowest}
     * @param code what the lowest bits of its keys are
     * @param mask the bits of a key that come from the score
     */
    void rankThree(
            int[] bits, int[] high, int[] middle, int[] low, int[] tooLow, int count, int code, int mask, int lowest);

    /**
     * Finds the highest of {@code classes} scores {@code fma(above, topWeight, below * bottomWeight)} and its class, by
     * the order of {@link RunningArgmax}.
     *
     * @param above the scores of {@code count} pixels for each class, one array for each; {@code below} likewise
     * @param best receives the highest scores; zero is positive whatever its sign was
     * @param spare of the length of {@code best}, to work with
     */
    void highestOfPairs(
            float[][] above,
            float topWeight,
            float[][] below,
            float bottomWeight,
            int classes,
            int count,
            float[] best,
            int[] labels,
            float[] spare);

    /** Returns the scores of a buffer for use in place, or null if these kernels want them on the heap. */
    @Nullable
    PlanesInPlace inPlace(ByteBuffer scores);

    /** True if {@link #highestOfPairs} compares with SIMD instructions. */
    boolean comparesQuickly();
}

package io.github.segmentation4j.engine.input;

import io.github.segmentation4j.model.ImageSize;

/**
 * The source index of every target index by PyTorch's {@code nearest} and {@code nearest-exact}, in the float32 arithmetic
 * of {@code HelperInterpNearest} and {@code HelperInterpNearestExact} in {@code aten/src/ATen/native/cpu/UpSampleKernel.cpp}
 * and of {@code nearest_neighbor_exact_compute_source_index} in {@code aten/src/ATen/native/UpSample.h} (PyTorch 2.13).
 */
final class TorchvisionNearest {
    /** The sum of the sides up to which PyTorch takes its kernel for channels last, whatever the memory format. */
    private static final int SMALL = 128;

    private TorchvisionNearest() {}

    /** True for images that PyTorch resizes by a kernel that rounds otherwise. */
    static boolean isSmall(ImageSize target) {
        return (long) target.width() + target.height() <= SMALL;
    }

    /** Returns {@code floor(target * scale)} for every target index, the rule called nearest. */
    static int[] floor(int sourceLength, int targetLength) {
        float scale = (float) sourceLength / targetLength;
        int[] indices = new int[targetLength];
        for (int target = 0; target < targetLength; target++) {
            indices[target] = Math.min(sourceLength - 1, (int) (target * scale));
        }
        return indices;
    }

    /** Returns the source index under the center of every target index, the rule called nearest-exact. */
    static int[] exact(int sourceLength, int targetLength, boolean small) {
        float scale = (float) sourceLength / targetLength;
        int[] indices = new int[targetLength];
        for (int target = 0; target < targetLength; target++) {
            float center = small ? (float) ((target + 0.5) * scale) : center(scale, target);
            indices[target] = Math.min(sourceLength - 1, (int) center);
        }
        return indices;
    }

    /** The larger kernel goes by the left edge of a pixel and back; product and difference are one fused operation. */
    private static float center(float scale, int target) {
        float edge = Math.fma(scale, target + 0.5f, -0.5f);
        return (float) (Math.max(0, edge) + 0.5);
    }
}

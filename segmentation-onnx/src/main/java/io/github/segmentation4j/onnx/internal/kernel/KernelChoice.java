package io.github.segmentation4j.onnx.internal.kernel;

import io.github.segmentation4j.internal.compute.VectorModule;

/** Chooses the kernels once: SIMD where this Java virtual machine and its processor have it, plain Java elsewhere. */
public final class KernelChoice {
    /** The faster kernels that can be had. */
    static final Kernels BEST = best();

    private KernelChoice() {}

    private static Kernels best() {
        Kernels plain = new ScalarKernels();
        return VectorModule.isPresent() ? VectorKernels.orElse(plain) : plain;
    }

    /** Returns in words which kernels are used. */
    public static String description() {
        return BEST.description();
    }

    /** Returns in words why they are. */
    public static String reason() {
        return VectorModule.isPresent() && BEST instanceof ScalarKernels
                ? "the processor's vectors are too short to gain by them"
                : VectorModule.reason();
    }
}

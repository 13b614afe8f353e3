package io.github.segmentation4j.engine.argmax;

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

    /** Returns in words where that comes from. */
    public static String reason() {
        return VectorModule.isPresent() && BEST instanceof ScalarKernels
                ? "the processor, whose vectors are too short to gain by them"
                : VectorModule.reason();
    }

    /** Returns in words what else there is; empty if there is nothing. */
    public static String alternative() {
        return VectorModule.isPresent() ? "" : "SIMD, by starting Java with --add-modules " + VectorModule.NAME;
    }
}

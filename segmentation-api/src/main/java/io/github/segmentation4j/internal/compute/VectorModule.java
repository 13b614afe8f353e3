package io.github.segmentation4j.internal.compute;

/**
 * Whether the JDK's Vector API ({@code jdk.incubator.vector}) is there, which users ask for with
 * {@code --add-modules jdk.incubator.vector}.
 *
 * <p>Classes that use it (those named {@code Vector...}) must not be touched before {@link #isPresent()} has said yes.
 */
public final class VectorModule {
    /** The name of the module. */
    public static final String NAME = "jdk.incubator.vector";

    private static final boolean PRESENT = ModuleLayer.boot().findModule(NAME).isPresent();

    private VectorModule() {}

    /** True if the Java virtual machine was started with the module. */
    public static boolean isPresent() {
        return PRESENT;
    }

    /** Returns in words what says whether SIMD can be used. */
    public static String reason() {
        return PRESENT ? "module " + NAME + ", which is there" : "module " + NAME + ", which is not there";
    }
}

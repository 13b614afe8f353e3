package io.github.segmentation4j.internal;

import java.lang.invoke.MethodHandles;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * How an immutable class takes over and lends out what it keeps its pixels in, which its public methods copy.
 *
 * <p>Each such class registers its access when it is initialized, so that packages beyond its own need no public method for
 * it, and this package need not know it.
 *
 * @param <V> the class
 * @param <P> what it keeps its pixels in
 */
public final class PixelAccess<V, P> {
    private static final Map<Class<?>, PixelAccess<?, ?>> REGISTERED = new ConcurrentHashMap<>();

    private final Factory<V, P> factory;
    private final Function<V, P> pixels;

    private PixelAccess(Factory<V, P> factory, Function<V, P> pixels) {
        this.factory = factory;
        this.pixels = pixels;
    }

    /**
     * Makes a value of pixels that it then owns.
     *
     * @param <V> the class
     * @param <P> what it keeps its pixels in
     */
    @FunctionalInterface
    public interface Factory<V, P> {
        /** Makes a value of a size in pixels. */
        V create(int width, int height, P pixels);
    }

    /** Called by a class when it is initialized. */
    public static <V, P> void register(Class<V> type, Factory<V, P> factory, Function<V, P> pixels) {
        REGISTERED.put(type, new PixelAccess<>(factory, pixels));
    }

    /**
     * Returns the access to a class, which is initialized if it was not.
     *
     * @throws NullPointerException if the class registers none
     */
    @SuppressWarnings("unchecked") // A class registers under its own name, and its user knows what it keeps.
    public static <V, P> PixelAccess<V, P> of(Class<V> type) {
        try {
            MethodHandles.lookup().ensureInitialized(type);
        } catch (IllegalAccessException e) {
            throw new ExceptionInInitializerError(e);
        }
        return (PixelAccess<V, P>) Objects.requireNonNull(REGISTERED.get(type), type.getName());
    }

    /** Returns a value that owns these pixels, which nobody may touch again. */
    public V create(int width, int height, P owned) {
        return factory.create(width, height, owned);
    }

    /** Returns the pixels of a value, to be read only. */
    public P pixels(V value) {
        return pixels.apply(value);
    }
}

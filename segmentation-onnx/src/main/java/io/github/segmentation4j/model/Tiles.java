package io.github.segmentation4j.model;

import java.util.Objects;
import java.util.OptionalInt;

/**
 * How an image is cut into tiles that a network sees one after the other, at its own scale.
 *
 * <p>A tile has a <i>core</i>, whose scores are kept, and a <i>halo</i> around it, which the network sees and whose scores are
 * dropped. Cores lie side by side; at the border of the image a tile ends with the image. With a halo at least as wide as the
 * network's receptive field reaches, the scores of a core are those of the whole image.
 *
 * <p>Immutable; compared by what it says.
 */
public final class Tiles {
    /** A core that a photo of a phone has a dozen of; the halo that FCN-ResNet50 needs adds a half in each direction. */
    private static final int DEFAULT_SIZE = 1024;

    private final int size;
    private final OptionalInt halo;

    private Tiles(int size, OptionalInt halo) {
        this.size = size;
        this.halo = halo;
    }

    /** Returns tiles with cores of 1024 pixels and the halo that the network needs. */
    public static Tiles create() {
        return new Tiles(DEFAULT_SIZE, OptionalInt.empty());
    }

    /**
     * Sets the sides of a core.
     *
     * @param size in pixels of the image, at least 1; rounded up to a multiple of the network's stride
     * @throws IllegalArgumentException if it is below 1
     */
    public Tiles withSize(int size) {
        if (size < 1) {
            throw new IllegalArgumentException(
                    "A tile size of " + size + " was given, but a tile has at least 1 pixel");
        }
        return new Tiles(size, halo);
    }

    /**
     * Sets the width of the halo.
     *
     * @param halo in pixels of the image, at least 0; rounded up to a multiple of the network's stride
     * @throws IllegalArgumentException if it is below 0
     */
    public Tiles withHalo(int halo) {
        if (halo < 0) {
            throw new IllegalArgumentException("A halo of " + halo + " was given, but a halo has 0 pixels or more");
        }
        return new Tiles(size, OptionalInt.of(halo));
    }

    /** Returns the sides of a core, in pixels of the image. */
    public int size() {
        return size;
    }

    /** Returns the width of the halo in pixels of the image; empty if it is as wide as the network needs. */
    public OptionalInt halo() {
        return halo;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Tiles tiles && size == tiles.size && halo.equals(tiles.halo);
    }

    @Override
    public int hashCode() {
        return Objects.hash(size, halo);
    }

    /** Returns size and halo in one line. */
    @Override
    public String toString() {
        return "tiles of " + size + " pixels, halo "
                + (halo.isPresent() ? halo.getAsInt() + " pixels" : "as the network needs");
    }
}

package io.github.segmentation4j.model;

import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How an image is cut into tiles that a network sees one after the other, at its own scale.
 *
 * <p>Tiles meet in one of two ways. With a <i>halo</i>, which is what {@link #create} gives, a tile has a core, whose scores are
 * kept, and a halo around it, which the network sees and whose scores are dropped. Cores lie side by side; at the border of the
 * image a tile ends with the image. With a halo at least as wide as the network's receptive field reaches, the scores of a core
 * are those of the whole image. With an <i>overlap</i>, scores that several tiles have are blended: each is their weighted mean,
 * as MONAI's and nnU-Net's sliding windows give it. That never equals the whole image, and hides seams where no halo can.
 *
 * <p>Immutable; compared by what it says.
 */
public final class Tiles {
    /** A core that a photo of a phone has a dozen of; the halo that FCN-ResNet50 needs adds a half in each direction. */
    private static final int DEFAULT_SIZE = 1024;

    private final int size;

    /** What becomes of scores that several tiles have. */
    private final Seams seams;

    /**
     * How tiles meet.
     *
     * @param halo the halo, if one was set; empty with an overlap
     * @param overlap the share of a tile that the next one has, too; empty with a halo
     * @param gaussian whether scores in the middle of a tile count more than those at its border
     */
    private record Seams(OptionalInt halo, OptionalDouble overlap, boolean gaussian) {}

    private Tiles(int size, Seams seams) {
        this.size = size;
        this.seams = seams;
    }

    /** Returns tiles with cores of 1024 pixels and the halo that the network needs. */
    public static Tiles create() {
        return new Tiles(DEFAULT_SIZE, new Seams(OptionalInt.empty(), OptionalDouble.empty(), false));
    }

    /**
     * Sets the sides of a core; of a whole tile if tiles overlap.
     *
     * @param size in pixels of the image, at least 1; rounded up to a multiple of the network's stride
     * @throws IllegalArgumentException if it is below 1
     */
    public Tiles withSize(int size) {
        if (size < 1) {
            throw new IllegalArgumentException(
                    "A tile size of " + size + " was given, but a tile has at least 1 pixel");
        }
        return new Tiles(size, seams);
    }

    /**
     * Sets the width of the halo; tiles do not overlap otherwise then.
     *
     * @param halo in pixels of the image, at least 0; rounded up to a multiple of the network's stride
     * @throws IllegalArgumentException if it is below 0
     */
    public Tiles withHalo(int halo) {
        if (halo < 0) {
            throw new IllegalArgumentException("A halo of " + halo + " was given, but a halo has 0 pixels or more");
        }
        return new Tiles(size, new Seams(OptionalInt.of(halo), OptionalDouble.empty(), false));
    }

    /**
     * Lets tiles overlap, with scores that are the plain mean of those of all tiles, in place of a halo: MONAI's
     * {@code sliding_window_inference} with {@code mode="constant"}, MMSegmentation's {@code slide} mode.
     *
     * @param overlap the share of a tile's side that the next one has, too, from 0 on, below 1; 0.25 in MONAI. The step from one
     *     tile to the next is rounded down to a multiple of the network's stride
     * @throws IllegalArgumentException if it is out of range
     */
    public Tiles withConstantBlend(double overlap) {
        return new Tiles(size, new Seams(OptionalInt.empty(), checked(overlap), false));
    }

    /**
     * Lets tiles overlap, with scores weighted by a Gaussian around the middle of their tile, in place of a halo: MONAI's
     * {@code sliding_window_inference} with {@code mode="gaussian"}, as nnU-Net does it. Its standard deviation is an eighth of
     * the tile's side along each axis, weights are at least a thousandth ({@code compute_importance_map} and
     * {@code monai/inferers/utils.py} at commit 003f71c).
     *
     * @param overlap the share of a tile's side that the next one has, too, from 0 on, below 1; 0.25 in MONAI, 0.5 in nnU-Net. The
     *     step from one tile to the next is rounded down to a multiple of the network's stride
     * @throws IllegalArgumentException if it is out of range
     */
    public Tiles withGaussianBlend(double overlap) {
        return new Tiles(size, new Seams(OptionalInt.empty(), checked(overlap), true));
    }

    private static OptionalDouble checked(double overlap) {
        if (!(overlap >= 0 && overlap < 1)) {
            throw new IllegalArgumentException("An overlap of " + overlap
                    + " was given, but it is a share of a tile, from 0 on and below 1: 0.25, for example");
        }
        return OptionalDouble.of(overlap);
    }

    /** Returns the sides of a core, of a whole tile if tiles overlap, in pixels of the image. */
    public int size() {
        return size;
    }

    /** Returns the width of the halo in pixels of the image; empty if it is as wide as the network needs, or tiles overlap. */
    public OptionalInt halo() {
        return seams.halo();
    }

    /** Returns the share of a tile's side that the next one has, too; empty if tiles have a halo. */
    public OptionalDouble overlap() {
        return seams.overlap();
    }

    /** True if tiles overlap and their scores are weighted by a Gaussian. */
    public boolean isGaussian() {
        return seams.gaussian();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Tiles tiles && size == tiles.size && seams.equals(tiles.seams);
    }

    @Override
    public int hashCode() {
        return Objects.hash(size, seams);
    }

    /** Returns the size and how tiles meet in one line. */
    @Override
    public String toString() {
        return "tiles of " + size + " pixels, " + seamsInWords();
    }

    private String seamsInWords() {
        if (seams.overlap().isPresent()) {
            return (seams.gaussian() ? "gaussian" : "constant") + " blend with an overlap of "
                    + seams.overlap().getAsDouble();
        }
        OptionalInt halo = seams.halo();
        return "halo " + (halo.isPresent() ? halo.getAsInt() + " pixels" : "as the network needs");
    }
}

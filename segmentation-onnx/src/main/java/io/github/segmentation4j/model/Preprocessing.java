package io.github.segmentation4j.model;

import java.util.Objects;

/**
 * The steps that make a network's input of an image: alpha, size and filter, channel order, normalization, in this order.
 *
 * <p>Immutable; {@code with} methods return changed copies.
 *
 * @param size the size at which the network sees an image
 * @param resampling the filter that brings an image to that size
 * @param alphaHandling what becomes of transparency
 * @param channelOrder the order in which the network takes the channels
 * @param normalization how samples become numbers
 */
public record Preprocessing(
        SizeRule size,
        Resampling resampling,
        AlphaHandling alphaHandling,
        ChannelOrder channelOrder,
        Normalization normalization) {

    /** The short edge to which torchvision's segmentation presets resize. */
    private static final int TORCHVISION_SHORT_EDGE = 520;

    /** Checks for nulls. */
    public Preprocessing {
        Objects.requireNonNull(size, "size");
        Objects.requireNonNull(resampling, "resampling");
        Objects.requireNonNull(alphaHandling, "alphaHandling");
        Objects.requireNonNull(channelOrder, "channelOrder");
        Objects.requireNonNull(normalization, "normalization");
    }

    /** Returns steps with Pillow's bilinear filter, alpha dropped, and channels in the order red, green, blue. */
    public static Preprocessing of(SizeRule size, Normalization normalization) {
        return new Preprocessing(
                size, Resampling.PILLOW_BILINEAR, AlphaHandling.drop(), ChannelOrder.RGB, normalization);
    }

    /**
     * Returns the steps of torchvision's segmentation presets: short edge 520, Pillow's bilinear filter, ImageNet's mean
     * and deviation ({@code torchvision/transforms/_presets.py}, {@code SemanticSegmentation}, 0.20).
     */
    public static Preprocessing torchvision() {
        return of(SizeRule.shortEdge(TORCHVISION_SHORT_EDGE), Normalization.imageNet());
    }

    /** Returns these steps with another size rule. */
    public Preprocessing withSize(SizeRule newSize) {
        return new Preprocessing(newSize, resampling, alphaHandling, channelOrder, normalization);
    }

    /** Returns these steps with another filter. */
    public Preprocessing withResampling(Resampling newResampling) {
        return new Preprocessing(size, newResampling, alphaHandling, channelOrder, normalization);
    }

    /** Returns these steps with another rule for transparency. */
    public Preprocessing withAlphaHandling(AlphaHandling newAlphaHandling) {
        return new Preprocessing(size, resampling, newAlphaHandling, channelOrder, normalization);
    }

    /** Returns these steps with another channel order. */
    public Preprocessing withChannelOrder(ChannelOrder newChannelOrder) {
        return new Preprocessing(size, resampling, alphaHandling, newChannelOrder, normalization);
    }

    /** Returns these steps with another normalization. */
    public Preprocessing withNormalization(Normalization newNormalization) {
        return new Preprocessing(size, resampling, alphaHandling, channelOrder, newNormalization);
    }

    /** Returns the steps in one line. */
    @Override
    public String toString() {
        return size + " by " + resampling + ", " + alphaHandling + ", " + channelOrder + ", scale "
                + (float) normalization.scale() + ", mean " + normalization.mean() + ", std " + normalization.std();
    }
}

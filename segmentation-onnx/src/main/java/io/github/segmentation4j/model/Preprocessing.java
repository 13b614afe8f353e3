package io.github.segmentation4j.model;

import java.util.Objects;

/**
 * The steps that make a network's input of an image, in this order: alpha, channel order, size and filter, crop, scale,
 * mean and deviation, padding, and how the numbers are laid out.
 *
 * <p>Padding with a color is normalized as the image is, padding with an input value is put in as it is. What cropping and
 * padding did to an image is undone on its label map.
 *
 * <p>Immutable; {@code with} methods return changed copies.
 *
 * @param alphaHandling what becomes of transparency
 * @param channelOrder which channels the network takes, and in which order
 * @param size the size to which an image is brought
 * @param resampling the filter that brings an image to that size
 * @param crop which part of it is kept
 * @param normalization how samples become numbers, for as many channels as there are
 * @param padding what is put around it
 * @param layout the order of the axes of the network's input
 * @param elementType the type of the input's numbers; for whole numbers the normalized value is rounded to the nearest,
 *     one half to the even one, and clamped to the type's range
 * @param processor whose arithmetic makes numbers of samples
 */
public record Preprocessing(
        AlphaHandling alphaHandling,
        ChannelOrder channelOrder,
        SizeRule size,
        Resampling resampling,
        Crop crop,
        Normalization normalization,
        Padding padding,
        TensorLayout layout,
        ElementType elementType,
        ProcessorBackend processor) {

    /** The short edge to which torchvision's segmentation presets resize. */
    private static final int TORCHVISION_SHORT_EDGE = 520;

    /**
     * Checks for nulls and for an element type that images can be given in.
     *
     * @throws IllegalArgumentException if the element type is one of 32-bit or 64-bit whole numbers or float64, if the
     *     normalization is for another number of channels, or if padding or a background is a color where channels are not
     */
    public Preprocessing {
        Objects.requireNonNull(alphaHandling, "alphaHandling");
        Objects.requireNonNull(channelOrder, "channelOrder");
        Objects.requireNonNull(size, "size");
        Objects.requireNonNull(resampling, "resampling");
        Objects.requireNonNull(crop, "crop");
        Objects.requireNonNull(normalization, "normalization");
        Objects.requireNonNull(padding, "padding");
        Objects.requireNonNull(layout, "layout");
        Objects.requireNonNull(processor, "processor");
        switch (elementType) {
            case FLOAT32, FLOAT16, BFLOAT16, UINT8, INT8 -> {}
            case FLOAT64, INT32, INT64 ->
                throw new IllegalArgumentException("Images of element type " + elementType
                        + " were asked for, but float32, float16, bfloat16, uint8 or int8 is needed");
        }
        checkChannels(channelOrder, normalization, padding, alphaHandling);
    }

    private static void checkChannels(
            ChannelOrder order, Normalization normalization, Padding padding, AlphaHandling alpha) {
        int channels = normalization.channels();
        if (order.channels().orElse(channels) != channels) {
            throw new IllegalArgumentException(
                    "Channels in the order " + order + " were asked for with mean and std for "
                            + channels + ": give one value for each of the "
                            + order.channels().getAsInt());
        }
        if (order == ChannelOrder.BANDS && padding.isColorful()) {
            throw new IllegalArgumentException("Bands were to be padded with the " + padding.fill()
                    + ", but they are not colors: give a gray, or an input value");
        }
        boolean keepsAlpha = order == ChannelOrder.RGBA || order == ChannelOrder.BGRA || order == ChannelOrder.BANDS;
        if (keepsAlpha && alpha.background().isPresent()) {
            throw new IllegalArgumentException("Channels in the order " + order + " were asked for of images " + alpha
                    + ", but there is no alpha left then: leave the color out, or choose RGB");
        }
    }

    /** Returns how many channels the network takes. */
    public int channels() {
        return normalization.channels();
    }

    /**
     * Creates steps with the arithmetic of {@link ProcessorBackend#PIL}.
     *
     * @throws IllegalArgumentException if the element type is one of 32-bit or 64-bit whole numbers or float64
     */
    public Preprocessing(
            AlphaHandling alphaHandling,
            ChannelOrder channelOrder,
            SizeRule size,
            Resampling resampling,
            Crop crop,
            Normalization normalization,
            Padding padding,
            TensorLayout layout,
            ElementType elementType) {
        this(
                alphaHandling,
                channelOrder,
                size,
                resampling,
                crop,
                normalization,
                padding,
                layout,
                elementType,
                ProcessorBackend.PIL);
    }

    /**
     * Returns steps with alpha dropped, the {@link ChannelOrder#usual usual} channels, for three of them red, green and
     * blue, Pillow's bilinear filter, no crop, no
     * padding, and float32 N,C,H,W.
     */
    public static Preprocessing of(SizeRule size, Normalization normalization) {
        return new Preprocessing(
                AlphaHandling.drop(),
                ChannelOrder.usual(normalization.channels()),
                size,
                Resampling.PILLOW_BILINEAR,
                Crop.none(),
                normalization,
                Padding.none(),
                TensorLayout.NCHW,
                ElementType.FLOAT32,
                ProcessorBackend.PIL);
    }

    /**
     * Returns the steps of torchvision's segmentation presets: short edge 520, Pillow's bilinear filter, ImageNet's mean
     * and deviation ({@code torchvision/transforms/_presets.py}, {@code SemanticSegmentation}, 0.20).
     */
    public static Preprocessing torchvision() {
        return of(SizeRule.shortEdge(TORCHVISION_SHORT_EDGE), Normalization.imageNet());
    }

    /** Returns these steps with another rule for transparency. */
    public Preprocessing withAlphaHandling(AlphaHandling newAlphaHandling) {
        return new Preprocessing(
                newAlphaHandling,
                channelOrder,
                size,
                resampling,
                crop,
                normalization,
                padding,
                layout,
                elementType,
                processor);
    }

    /**
     * Returns these steps with another channel order.
     *
     * @throws IllegalArgumentException if it has another number of channels, and mean or std differ from channel to channel
     */
    public Preprocessing withChannelOrder(ChannelOrder newChannelOrder) {
        return new Preprocessing(
                alphaHandling,
                newChannelOrder,
                size,
                resampling,
                crop,
                normalization.forChannels(newChannelOrder.channels().orElse(channels())),
                padding,
                layout,
                elementType,
                processor);
    }

    /** Returns these steps with another size rule. */
    public Preprocessing withSize(SizeRule newSize) {
        return new Preprocessing(
                alphaHandling,
                channelOrder,
                newSize,
                resampling,
                crop,
                normalization,
                padding,
                layout,
                elementType,
                processor);
    }

    /** Returns these steps with another filter. */
    public Preprocessing withResampling(Resampling newResampling) {
        return new Preprocessing(
                alphaHandling,
                channelOrder,
                size,
                newResampling,
                crop,
                normalization,
                padding,
                layout,
                elementType,
                processor);
    }

    /** Returns these steps with another crop. */
    public Preprocessing withCrop(Crop newCrop) {
        return new Preprocessing(
                alphaHandling,
                channelOrder,
                size,
                resampling,
                newCrop,
                normalization,
                padding,
                layout,
                elementType,
                processor);
    }

    /** Returns these steps with another normalization. */
    public Preprocessing withNormalization(Normalization newNormalization) {
        return new Preprocessing(
                alphaHandling,
                channelOrder,
                size,
                resampling,
                crop,
                newNormalization,
                padding,
                layout,
                elementType,
                processor);
    }

    /** Returns these steps with another padding. */
    public Preprocessing withPadding(Padding newPadding) {
        return new Preprocessing(
                alphaHandling,
                channelOrder,
                size,
                resampling,
                crop,
                normalization,
                newPadding,
                layout,
                elementType,
                processor);
    }

    /** Returns these steps with the input's axes in another order. */
    public Preprocessing withLayout(TensorLayout newLayout) {
        return new Preprocessing(
                alphaHandling,
                channelOrder,
                size,
                resampling,
                crop,
                normalization,
                padding,
                newLayout,
                elementType,
                processor);
    }

    /**
     * Returns these steps with another type of the input's numbers.
     *
     * @throws IllegalArgumentException if images cannot be given in it
     */
    public Preprocessing withElementType(ElementType newElementType) {
        return new Preprocessing(
                alphaHandling,
                channelOrder,
                size,
                resampling,
                crop,
                normalization,
                padding,
                layout,
                newElementType,
                processor);
    }

    /** Returns these steps with another arithmetic and, where that backend has one, with its version of the filter. */
    public Preprocessing withProcessor(ProcessorBackend newProcessor) {
        return new Preprocessing(
                alphaHandling,
                channelOrder,
                size,
                newProcessor.version(resampling).orElse(resampling),
                crop,
                normalization,
                padding,
                layout,
                elementType,
                newProcessor);
    }

    /** Returns the steps in one line. */
    @Override
    public String toString() {
        return alphaHandling + ", " + channelOrder + ", " + size + " by " + resampling + ", " + crop + ", scale "
                + (float) normalization.scale() + ", mean " + normalization.mean() + ", std " + normalization.std()
                + ", " + padding + ", " + elementType + " " + layout
                + (processor == ProcessorBackend.PIL ? "" : ", computed as by " + processor);
    }
}

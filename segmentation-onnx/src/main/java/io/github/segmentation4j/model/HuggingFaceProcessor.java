package io.github.segmentation4j.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What Hugging Face's image processors do where their file says nothing: the defaults of {@code __init__} in
 * {@code image_processing_*.py} of {@code transformers/models}, 4.57, in the folders {@code segformer}, {@code beit},
 * {@code dpt}, {@code vit}, {@code mobilevit}, {@code mobilenet_v2}, {@code maskformer}, {@code mask2former} and
 * {@code oneformer}.
 *
 * <p>The processors called fast have the same defaults. They resize with PyTorch's version of Pillow's filters, crop up to
 * a pixel further to the right or below where the margin is odd, and round where these truncate if a photo is so long that
 * its longest edge decides; all of them are read as their namesakes.
 */
// Sizes, crops and normalizations are immutable, but not annotated so, since that would make Error Prone a dependency.
@SuppressWarnings("ImmutableEnumChecker")
enum HuggingFaceProcessor {
    /** SegFormer and, with the same processor, UPerNet. */
    SEGFORMER("Segformer", SizeRule.fixed(512, 512), Resampling.PILLOW_BILINEAR, Normalization.imageNet()),
    BEIT("Beit", SizeRule.fixed(256, 256), Resampling.PILLOW_BICUBIC, half(), Crop.center(224, 224)),
    DPT("DPT", SizeRule.fixed(384, 384), Resampling.PILLOW_BICUBIC, half()),
    VIT("ViT", SizeRule.fixed(224, 224), Resampling.PILLOW_BILINEAR, half()),
    MOBILEVIT(
            "MobileViT",
            SizeRule.shortEdge(224),
            Resampling.PILLOW_BILINEAR,
            Normalization.unit(),
            Crop.center(256, 256)),
    MOBILENET_V2("MobileNetV2", SizeRule.shortEdge(256), Resampling.PILLOW_BILINEAR, half(), Crop.center(224, 224)),
    MASKFORMER("MaskFormer", SizeRule.shortEdge(800, 1333), Resampling.PILLOW_BILINEAR, Normalization.imageNet()),
    MASK2FORMER("Mask2Former", SizeRule.shortEdge(800, 1333), Resampling.PILLOW_BILINEAR, Normalization.imageNet()),
    ONEFORMER("OneFormer", SizeRule.shortEdge(800, 1333), Resampling.PILLOW_BILINEAR, Normalization.imageNet());

    /** The stride to whose multiples MaskFormer and Mask2Former stretch an image. */
    private static final int MASKFORMER_DIVISOR = 32;

    private static final List<String> ENDINGS =
            List.of("ImageProcessorFast", "ImageProcessorPil", "ImageProcessor", "FeatureExtractor");

    private final String prefix;
    final SizeRule size;
    final Resampling resampling;

    final Normalization normalization;

    final Crop crop;

    HuggingFaceProcessor(String prefix, SizeRule size, Resampling resampling, Normalization normalization) {
        this(prefix, size, resampling, normalization, Crop.none());
    }

    HuggingFaceProcessor(String prefix, SizeRule size, Resampling resampling, Normalization normalization, Crop crop) {
        this.prefix = prefix;
        this.size = size;
        this.resampling = resampling;
        this.normalization = normalization;
        this.crop = crop;
    }

    private static Normalization half() {
        return new Normalization(Normalization.UNIT_SCALE, List.of(0.5, 0.5, 0.5), List.of(0.5, 0.5, 0.5));
    }

    /**
     * Returns the processor of this type.
     *
     * @param type for example {@code SegformerImageProcessor} or, of old, {@code SegformerFeatureExtractor}
     */
    static Optional<HuggingFaceProcessor> named(String type) {
        return Arrays.stream(values())
                .filter(processor -> ENDINGS.stream().anyMatch(ending -> type.equals(processor.prefix + ending)))
                .findFirst();
    }

    /** True where a size that is a bare number is the short edge, not both sides. */
    boolean readsNumberAsShortEdge() {
        return !(size instanceof SizeRule.Fixed);
    }

    /** True where the blue channel comes first by default. */
    boolean flipsChannels() {
        return this == MOBILEVIT;
    }

    /** True where means and deviations are applied by default. */
    boolean normalizes() {
        return this != MOBILEVIT;
    }

    /** True for the processors of networks of mask queries. */
    boolean isForQueries() {
        return this == MASKFORMER || this == MASK2FORMER || this == ONEFORMER;
    }

    /** Returns the divisor that holds where the file gives none, for the processors that have one. */
    Optional<Integer> divisor() {
        return this == MASKFORMER || this == MASK2FORMER ? Optional.of(MASKFORMER_DIVISOR) : Optional.empty();
    }
}

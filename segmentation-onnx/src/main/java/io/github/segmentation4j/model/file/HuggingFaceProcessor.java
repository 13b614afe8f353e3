package io.github.segmentation4j.model.file;

import io.github.segmentation4j.model.Crop;
import io.github.segmentation4j.model.Normalization;
import io.github.segmentation4j.model.ProcessorBackend;
import io.github.segmentation4j.model.Resampling;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Hugging Face's image processors: what each does where its file says nothing, and which steps it takes at all. The values
 * are the class attributes of {@code image_processing_*.py} in {@code transformers/models}, 5.18.
 *
 * <p>A file that transformers has saved states all of them, so that the defaults matter for files written by hand or of old.
 * Where 4.57 had others: BEIT had 256x256 and a crop, MobileViT Pillow's bilinear filter, MaskFormer and Mask2Former a longest
 * edge of 1333 beside a size that is a number; MaskFormer read {@code size_divisibility} of old, and all took a null for an
 * absent key in some places.
 */
// Crops and normalizations are immutable, but not annotated so, since that would make Error Prone a dependency.
@SuppressWarnings("ImmutableEnumChecker")
enum HuggingFaceProcessor {
    /** SegFormer and, with the same processor, UPerNet. */
    SEGFORMER("Segformer", square(512), Resampling.PILLOW_BILINEAR, imageNet(), "segformer", "upernet"),
    BEIT("Beit", square(224), Resampling.PILLOW_BICUBIC, half(), "beit", "data2vec-vision"),
    DPT("DPT", square(384), Resampling.PILLOW_BICUBIC, half(), "dpt"),
    VIT("ViT", square(224), Resampling.PILLOW_BILINEAR, half()),
    DEIT("DeiT", square(256), Resampling.PILLOW_BICUBIC, half()),
    PVT("Pvt", square(224), Resampling.PILLOW_BICUBIC, imageNet()),
    SIGLIP("Siglip", square(224), Resampling.PILLOW_BICUBIC, half()),
    /** BiT and, with the same processor, DINOv2, Hiera and FocalNet. */
    BIT("Bit", edge(224), Resampling.PILLOW_BICUBIC, clip()),
    CLIP("CLIP", edge(224), Resampling.PILLOW_BICUBIC, clip()),
    CONVNEXT("ConvNext", edge(384), Resampling.PILLOW_BICUBIC, half()),
    MOBILEVIT("MobileViT", edge(224), Resampling.PILLOW_BICUBIC, half(), "mobilevit", "mobilevitv2"),
    MOBILENET_V2("MobileNetV2", edge(256), Resampling.PILLOW_BILINEAR, half(), "mobilenet_v2"),
    MASKFORMER("MaskFormer", edges(800, 1333), Resampling.PILLOW_BILINEAR, imageNet(), "maskformer"),
    MASK2FORMER("Mask2Former", edges(800, 1333), Resampling.PILLOW_BILINEAR, imageNet(), "mask2former"),
    ONEFORMER("OneFormer", edges(800, 1333), Resampling.PILLOW_BILINEAR, imageNet(), "oneformer"),
    DETR("Detr", edges(800, 1333), Resampling.PILLOW_BILINEAR, imageNet(), "detr"),
    EOMT("Eomt", edges(640, 640), Resampling.PILLOW_BILINEAR, imageNet(), "eomt", "eomt_dinov3"),
    SAPIENS2(
            "Sapiens2",
            Map.of(HuggingFaceSize.HEIGHT, 1024, HuggingFaceSize.WIDTH, 768),
            Resampling.PILLOW_BILINEAR,
            imageNet(),
            "sapiens2"),
    TIPS2_DPT("Tipsv2Dpt", square(448), Resampling.PILLOW_BILINEAR, Optional.empty(), "tipsv2_dpt"),
    /**
     * transformers.js' own processor, named in files that its authors wrote for networks of other projects, MODNet's for
     * one; no class of transformers ({@code image_processors_utils.js} in transformers.js, 3.0).
     */
    TRANSFORMERS_JS("Image", Map.of(), Resampling.PILLOW_BILINEAR, Optional.empty()),
    /** One that is not known: every step is taken, and whatever cannot be left out must be stated. */
    OTHER("", Map.of(), Resampling.PILLOW_BILINEAR, Optional.empty());

    /** The stride to whose multiples MaskFormer and Mask2Former stretch an image unless their file says another. */
    static final int QUERIES_DIVISOR = 32;

    private static final Set<HuggingFaceProcessor> WITHOUT_CROP =
            EnumSet.of(SEGFORMER, DPT, MASKFORMER, MASK2FORMER, ONEFORMER, DETR, EOMT);

    private static final Set<HuggingFaceProcessor> PADDING_TO_SIZE =
            EnumSet.of(VIT, DEIT, PVT, SIGLIP, BIT, CLIP, TIPS2_DPT);

    private static final Map<HuggingFaceProcessor, Crop> USUAL_CROPS = Map.of(
            DEIT, Crop.center(224, 224),
            BIT, Crop.center(224, 224),
            CLIP, Crop.center(224, 224),
            MOBILEVIT, Crop.center(256, 256),
            MOBILENET_V2, Crop.center(224, 224));

    /** Those that crop only if told to, but know the size. */
    private static final Map<HuggingFaceProcessor, Crop> POSSIBLE_CROPS =
            Map.of(BEIT, Crop.center(224, 224), SAPIENS2, Crop.center(224, 224));

    private static final List<String> ENDINGS =
            List.of("ImageProcessorFast", "ImageProcessorPil", "ImageProcessor", "FeatureExtractor");

    private final String prefix;
    private final List<String> modelTypes;

    /** The size that holds where the file gives none, by the keys of {@link HuggingFaceSize}. */
    final Map<String, Integer> size;

    final Resampling resampling;
    final Optional<Normalization> normalization;

    HuggingFaceProcessor(
            String prefix,
            Map<String, Integer> size,
            Resampling resampling,
            Optional<Normalization> normalization,
            String... modelTypes) {
        this.prefix = prefix;
        this.modelTypes = List.of(modelTypes);
        this.size = size;
        this.resampling = resampling;
        this.normalization = normalization;
    }

    private static Map<String, Integer> square(int side) {
        return Map.of(HuggingFaceSize.HEIGHT, side, HuggingFaceSize.WIDTH, side);
    }

    private static Map<String, Integer> edge(int shortest) {
        return Map.of(HuggingFaceSize.SHORTEST, shortest);
    }

    private static Map<String, Integer> edges(int shortest, int longest) {
        return Map.of(HuggingFaceSize.SHORTEST, shortest, HuggingFaceSize.LONGEST, longest);
    }

    private static Optional<Normalization> imageNet() {
        return Optional.of(Normalization.imageNet());
    }

    private static Optional<Normalization> half() {
        return Optional.of(new Normalization(Normalization.UNIT_SCALE, List.of(0.5, 0.5, 0.5), List.of(0.5, 0.5, 0.5)));
    }

    /** CLIP's mean and deviation ({@code OPENAI_CLIP_MEAN} and {@code OPENAI_CLIP_STD} in {@code transformers/utils}). */
    private static Optional<Normalization> clip() {
        return Optional.of(new Normalization(
                Normalization.UNIT_SCALE,
                List.of(0.48145466, 0.4578275, 0.40821073),
                List.of(0.26862954, 0.26130258, 0.27577711)));
    }

    /**
     * Returns the processor of this type, {@link #OTHER} if it is not known.
     *
     * @param type for example {@code SegformerImageProcessor} or, of old, {@code SegformerFeatureExtractor}
     */
    static HuggingFaceProcessor named(String type) {
        return Arrays.stream(values())
                .filter(processor -> processor != OTHER)
                .filter(processor -> ENDINGS.stream().anyMatch(ending -> type.equals(processor.prefix + ending)))
                .findFirst()
                .orElse(OTHER);
    }

    /** True for a processor whose values come from a class of transformers, and all of whose keys are known. */
    boolean isOfTransformers() {
        return this != OTHER && this != TRANSFORMERS_JS;
    }

    /** Returns the processor of models of this type where no file names one, {@link #OTHER} if none is known. */
    static HuggingFaceProcessor ofModel(String modelType) {
        return Arrays.stream(values())
                .filter(processor -> processor.modelTypes.contains(modelType))
                .findFirst()
                .orElse(OTHER);
    }

    /** True where a size that is a number means both sides, false where it means the shorter one. */
    boolean takesNumberForSquare() {
        return size.containsKey(HuggingFaceSize.HEIGHT) && this != SIGLIP;
    }

    /** True for the two that stretch an image to multiples and pad it to {@code pad_size} whether told to or not. */
    boolean isOfMaskFormer() {
        return this == MASKFORMER || this == MASK2FORMER;
    }

    /** True where a size that is a number, or none, goes with a {@code max_size}. */
    boolean readsMaxSize() {
        return isOfMaskFormer() || this == DETR;
    }

    /** True where a center crop is a step at all; of DPT's two processors that of torchvision has it. */
    boolean readsCrop(ProcessorBackend backend) {
        return !WITHOUT_CROP.contains(this) || (this == DPT && backend == ProcessorBackend.TORCHVISION);
    }

    /** True where a center crop is taken unless the file says otherwise. */
    boolean crops() {
        return USUAL_CROPS.containsKey(this);
    }

    /** Returns the crop whose size the file leaves out. */
    Optional<Crop> usualCrop() {
        return Optional.ofNullable(USUAL_CROPS.get(this)).or(() -> Optional.ofNullable(POSSIBLE_CROPS.get(this)));
    }

    /** True where {@code do_pad} pads to {@code pad_size}; without one it concerns batches only. */
    boolean padsToSize() {
        return PADDING_TO_SIZE.contains(this);
    }

    /** True where the order of the channels is a step, and blue comes first unless the file says otherwise. */
    boolean flipsChannels() {
        return this == MOBILEVIT;
    }

    /** True where means and deviations are a step at all. */
    boolean readsNormalization() {
        return this != MOBILEVIT;
    }

    /** True where means and deviations are applied unless the file says otherwise. */
    boolean normalizes() {
        return this != MOBILEVIT && this != TIPS2_DPT;
    }
}

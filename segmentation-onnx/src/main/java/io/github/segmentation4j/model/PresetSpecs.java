package io.github.segmentation4j.model;

import io.github.segmentation4j.ClassNames;
import java.util.List;

/** What networks of a family have in common; the sources of all values are named at the constants of {@link Preset}. */
final class PresetSpecs {
    private static final List<Double> HALVES = List.of(0.5, 0.5, 0.5);

    /** ImageNet's mean and deviation for samples from 0 to 255, in the digits of MMSegmentation's files. */
    private static final Normalization MMSEG =
            new Normalization(1, List.of(123.675, 116.28, 103.53), List.of(58.395, 57.12, 57.375));

    private static final Normalization AROUND_ZERO = new Normalization(Normalization.UNIT_SCALE, HALVES, HALVES);

    /** The stride of most encoders, to a multiple of which sides are brought. */
    private static final int STRIDE = 32;

    private PresetSpecs() {}

    static ModelSpec torchvision() {
        return logits(Preprocessing.torchvision())
                .output("out")
                .classNames(ClassNames.pascalVoc())
                .build();
    }

    static ModelSpec segformer() {
        return huggingFace(
                        Preprocessing.of(SizeRule.fixed(512, 512), Normalization.imageNet()),
                        Resampling.TORCHVISION_BILINEAR)
                .classNames(ClassNames.ade20k())
                .build();
    }

    static ModelSpec halfAndHalf(SizeRule size) {
        return huggingFace(Preprocessing.of(size, AROUND_ZERO), Resampling.TORCHVISION_BICUBIC)
                .classNames(ClassNames.ade20k())
                .build();
    }

    static ModelSpec mobileVit() {
        return huggingFace(
                        Preprocessing.of(SizeRule.shortEdge(544), Normalization.unit())
                                .withCrop(Crop.center(512, 512))
                                .withChannelOrder(ChannelOrder.BGR),
                        Resampling.TORCHVISION_BILINEAR)
                .classNames(ClassNames.pascalVoc())
                .build();
    }

    static ModelSpec mobileNetV2() {
        return huggingFace(
                        Preprocessing.of(SizeRule.shortEdge(545), AROUND_ZERO).withCrop(Crop.center(513, 513)),
                        Resampling.TORCHVISION_BILINEAR)
                .classNames(ClassNames.pascalVoc())
                .build();
    }

    static ModelSpec maskQueries(SizeRule size) {
        return huggingFace(Preprocessing.of(size, Normalization.imageNet()), Resampling.TORCHVISION_BILINEAR)
                .outputKind(OutputKind.MASK_QUERIES)
                .classNames(ClassNames.ade20k())
                .build();
    }

    /**
     * The size to which Mask2Former's masks are scaled ({@code post_process_semantic_segmentation} in
     * {@code transformers/models/mask2former/image_processing_mask2former.py}, 5.18).
     */
    private static final ImageSize MASK2FORMER_MASKS = new ImageSize(384, 384);

    static ModelSpec mask2Former() {
        return maskQueries(SizeRule.shortEdge(512, 2048).multipleOf(32)).toBuilder()
                .maskSize(MASK2FORMER_MASKS)
                .build();
    }

    static ModelSpec mmsegCityscapes() {
        return logits(mmseg(SizeRule.withinEdges(2048, 1024)))
                .classNames(ClassNames.cityscapes())
                .build();
    }

    static ModelSpec segNext() {
        return logits(mmseg(SizeRule.withinEdges(2048, 512)).withPadding(Padding.toMultipleOf(STRIDE)))
                .classNames(ClassNames.ade20k())
                .build();
    }

    static ModelSpec unet() {
        return logits(Preprocessing.of(SizeRule.asIs(), Normalization.imageNet())
                        .withPadding(Padding.toMultipleOf(STRIDE)))
                .build();
    }

    static ModelSpec u2net() {
        return foreground(Preprocessing.of(SizeRule.fixed(320, 320), Normalization.imageNet())
                        .withResampling(Resampling.PILLOW_LANCZOS))
                .classNames(ClassNames.of("background", "foreground"))
                .build();
    }

    static ModelSpec modnet() {
        SizeRule size = SizeRule.shortEdge(512).multipleBelow(STRIDE);
        return foreground(Preprocessing.of(size, Normalization.plusMinusOne()).withResampling(Resampling.OPENCV_AREA))
                .classNames(people())
                .build();
    }

    static ModelSpec ppHumanSeg(SizeRule size) {
        return ModelSpec.builder()
                .stepsOf(Preprocessing.of(size, AROUND_ZERO).withResampling(Resampling.OPENCV_LINEAR))
                .classNames(people())
                .build();
    }

    static ModelSpec selfie(SizeRule size) {
        return foreground(Preprocessing.of(size, Normalization.unit()).withResampling(Resampling.OPENCV_LINEAR))
                .classNames(people())
                .build();
    }

    private static Preprocessing mmseg(SizeRule size) {
        return Preprocessing.of(size, MMSEG).withResampling(Resampling.OPENCV_LINEAR);
    }

    private static ModelSpec.Builder huggingFace(Preprocessing steps, Resampling filter) {
        return logits(steps.withResampling(filter)).processor(ProcessorBackend.TORCHVISION);
    }

    private static ModelSpec.Builder logits(Preprocessing steps) {
        return ModelSpec.builder().stepsOf(steps).outputKind(OutputKind.LOGITS);
    }

    private static ModelSpec.Builder foreground(Preprocessing steps) {
        return ModelSpec.builder().stepsOf(steps).outputKind(OutputKind.PROBABILITIES);
    }

    private static ClassNames people() {
        return ClassNames.of("background", "person");
    }
}

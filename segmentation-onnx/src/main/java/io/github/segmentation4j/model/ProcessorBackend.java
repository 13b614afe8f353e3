package io.github.segmentation4j.model;

import java.util.Optional;

/**
 * The backend of Hugging Face's image processors whose input a network gets: {@code backend} of
 * {@code AutoImageProcessor.from_pretrained} in transformers 5. The same {@code preprocessor_config.json} means one or the
 * other input, which differ by a level or two in up to two samples of a hundred, and in the last bit of float32 in most.
 *
 * <p>Three things depend on it: which version of a filter resizes; in which order scale, mean and deviation are rounded to
 * float32; and on which side of an image an odd row or column lies that a center crop adds.
 */
public enum ProcessorBackend {
    /**
     * Pillow and NumPy: Pillow's filters; {@code (sample * scale - mean) / std}, the product computed in double and rounded
     * to float32, the rest in float32. Also the arithmetic of torchvision's {@code ToTensor} and {@code Normalize}, and what
     * a model has unless something else is said.
     */
    PIL,
    /**
     * torchvision on tensors, what transformers 5 takes where torchvision is installed: torchvision's filters; all in
     * float32, {@code (sample - mean * (1 / scale)) / (std * (1 / scale))}, and {@code sample * scale} where the means are
     * 0 and the deviations 1 ({@code TorchvisionBackend} in {@code transformers/image_processing_backends.py}, 5.18).
     */
    TORCHVISION;

    /** Returns this backend's version of a filter of either backend; empty if torchvision has none such. */
    public Optional<Resampling> version(Resampling filter) {
        return switch (filter) {
            case PILLOW_NEAREST, TORCHVISION_NEAREST_EXACT ->
                either(Resampling.PILLOW_NEAREST, Resampling.TORCHVISION_NEAREST_EXACT);
            case PILLOW_BILINEAR, TORCHVISION_BILINEAR ->
                either(Resampling.PILLOW_BILINEAR, Resampling.TORCHVISION_BILINEAR);
            case PILLOW_BICUBIC, TORCHVISION_BICUBIC ->
                either(Resampling.PILLOW_BICUBIC, Resampling.TORCHVISION_BICUBIC);
            case PILLOW_LANCZOS, TORCHVISION_LANCZOS ->
                either(Resampling.PILLOW_LANCZOS, Resampling.TORCHVISION_LANCZOS);
            case PILLOW_BOX, PILLOW_HAMMING -> this == PIL ? Optional.of(filter) : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** Returns the filter of this backend that resizes unless another is asked for. */
    public Resampling bilinear() {
        return this == PIL ? Resampling.PILLOW_BILINEAR : Resampling.TORCHVISION_BILINEAR;
    }

    private Optional<Resampling> either(Resampling pillow, Resampling torchvision) {
        return Optional.of(this == PIL ? pillow : torchvision);
    }
}

package io.github.segmentation4j.model;

/**
 * A filter that changes the size of an image, named after the library whose result it equals.
 *
 * <p>Pillow's filters equal those of Pillow's {@code Image.resize} on 8-bit RGB in every byte (held against Pillow 9.4).
 * All but nearest widen their support when they shrink an image, so that every source pixel counts.
 *
 * <p>torchvision's filters equal those of {@code torchvision.transforms.v2.functional.resize} on tensors of 8-bit RGB in
 * every byte (held against torchvision 0.28 with PyTorch 2.13 on x86-64 with AVX2 and with AVX-512; PyTorch's code for ARM64
 * adds up the same integers). They are Pillow's with weights of 15 bits in place of 22, and differ from them by a
 * level or two in up to two samples of a hundred. torchvision has neither box nor hamming.
 */
public enum Resampling {
    /** The source pixel under the center of the target pixel. */
    PILLOW_NEAREST,
    /** The mean of the source pixels that a target pixel covers; support 0.5. */
    PILLOW_BOX,
    /** A triangle of support 1; torchvision's and Hugging Face's usual filter. */
    PILLOW_BILINEAR,
    /** A sinc with a Hamming window, of support 1. */
    PILLOW_HAMMING,
    /** A cubic with a = -0.5, of support 2. */
    PILLOW_BICUBIC,
    /** A sinc with a Lanczos window of support 3. */
    PILLOW_LANCZOS,
    /** OpenCV's {@code INTER_NEAREST}: the source pixel at {@code floor(target * scale)}. */
    OPENCV_NEAREST,
    /** OpenCV's {@code INTER_LINEAR}: the four source pixels around a point, whatever the reduction. */
    OPENCV_LINEAR,
    /** OpenCV's {@code INTER_AREA}: the mean of the source area that a target pixel covers. */
    OPENCV_AREA,
    /** OpenCV's {@code INTER_CUBIC}: a cubic with a = -0.75 over 4x4 source pixels, whatever the reduction. */
    OPENCV_CUBIC,
    /** torchvision's {@code NEAREST}: the source pixel at {@code floor(target * scale)} in float32. */
    TORCHVISION_NEAREST,
    /** torchvision's {@code NEAREST_EXACT}: the source pixel under the center of the target pixel, in float32. */
    TORCHVISION_NEAREST_EXACT,
    /** torchvision's {@code BILINEAR} with antialiasing, the filter of Hugging Face's image processors since 5.0. */
    TORCHVISION_BILINEAR,
    /** torchvision's {@code BICUBIC} with antialiasing. */
    TORCHVISION_BICUBIC,
    /** torchvision's {@code LANCZOS}, which has antialiasing always. */
    TORCHVISION_LANCZOS,
    /** PyTorch's {@code interpolate(mode="bilinear", align_corners=False)} on float32. */
    PYTORCH_BILINEAR,
    /** The same with {@code antialias=True}, whose support widens when an image is shrunk. */
    PYTORCH_BILINEAR_ANTIALIAS
}

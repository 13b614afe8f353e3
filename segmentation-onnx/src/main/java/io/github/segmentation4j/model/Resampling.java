package io.github.segmentation4j.model;

/**
 * A filter that changes the size of an image, named after the library whose result it equals.
 *
 * <p>Pillow's filters equal those of Pillow's {@code Image.resize} on 8-bit RGB in every byte (held against Pillow 9.4).
 * All but nearest widen their support when they shrink an image, so that every source pixel counts.
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
    PILLOW_LANCZOS
}

package io.github.segmentation4j;

import java.awt.image.BufferedImage;
import java.util.List;

/**
 * Names the class of every pixel of an image.
 *
 * <p>A segmenter may be called by any number of threads at once; all of them may share one instance, and should, since
 * each instance holds a network in memory. A segmenter that holds native memory is released by {@link #close()}.
 *
 * <p>Every type of {@link BufferedImage} is accepted. Pixels become 8-bit RGB by these rules, which are those of
 * Pillow's {@code convert("RGB")}: gray samples are replicated as they are, never sent through a color model; samples of
 * 16 bits become {@code round(v * 255 / 65535)}, those of other depths likewise, floating point {@code round(v * 255)};
 * palettes are looked up; premultiplied color is divided by its alpha; linear RGB, what is neither gray nor red, green and
 * blue (CMYK, say), and color models that are not the JDK's own go through the color model; alpha is then dropped unless
 * the segmenter was built to composite it on a color.
 *
 * <p><b>Scores that are not numbers.</b> Where a network gives NaN for some classes of a pixel, the first of them is its
 * label; where it gives NaN for a single channel, the pixel is background. {@link #segmentWithConfidence} tells such pixels
 * by a confidence of 0, which a label that was chosen by its score has only where the network itself says 0 or, by
 * {@link ConfidenceMeasure#MARGIN}, where two classes are as likely.
 *
 * <p><b>Orientation.</b> An image from {@code ImageIO.read} has already lost the EXIF orientation of its file, so that a
 * phone's portrait photo lies on its side. Read photos with {@link Photos} instead.
 */
public interface Segmenter extends AutoCloseable {

    /**
     * Returns the class of every pixel.
     *
     * @param image an image of any type; it is read and never changed
     * @return labels with the same width and height as the image
     * @throws InvalidImageException if the image is too large for the memory that the network needs
     * @throws InferenceFailedException if the network fails on this image
     * @throws InvalidModelException if its outputs are not what they were said to be
     * @throws SegmenterClosedException if this segmenter is closed
     * @throws SegmentationInterruptedException if this thread is interrupted while it waits for other calls to end
     */
    LabelMap segment(BufferedImage image);

    /**
     * Returns the class of every pixel together with how sure the network is of it.
     *
     * @param image an image of any type; it is read and never changed
     * @return labels equal to those of {@link #segment}, and for every pixel the probability of its label: the softmax of
     *     logits, a probability as the network gives it, the sigmoid of a single logit; or another
     *     {@link ConfidenceMeasure} made of these, if this segmenter was told to
     * @throws InvalidImageException if the image is too large for the memory that the network needs
     * @throws InferenceFailedException if the network fails on this image
     * @throws InvalidModelException if its outputs are not what they were said to be, or are labels without any scores
     * @throws SegmenterClosedException if this segmenter is closed
     * @throws SegmentationInterruptedException if this thread is interrupted while it waits for other calls to end
     */
    Segmentation segmentWithConfidence(BufferedImage image);

    /**
     * Returns the label maps of many images, in their order.
     *
     * <p>The images may differ in size and type. Each result equals what {@link #segment} returns for that image alone.
     *
     * @param images images of any type
     * @return one label map for each image
     * @throws InvalidImageException if an image is too large for the memory that the network needs
     * @throws InferenceFailedException if the network fails on an image
     * @throws InvalidModelException if its outputs are not what they were said to be
     * @throws SegmenterClosedException if this segmenter is closed
     * @throws SegmentationInterruptedException if this thread is interrupted while it waits for other calls to end
     */
    default List<LabelMap> segmentAll(List<BufferedImage> images) {
        return images.stream().map(this::segment).toList();
    }

    /** Returns the names of the classes that this segmenter predicts; the label of a class is its place in them. */
    ClassNames classNames();

    /**
     * Waits for the calls in flight, then releases what this segmenter holds.
     *
     * <p>Later calls, and those that still wait for their turn, throw {@link SegmenterClosedException}. Closing twice is
     * harmless. An interrupt does not cut the waiting short, since nothing can be released under a running network.
     */
    @Override
    void close();
}

package io.github.segmentation4j;

import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

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
 * <p><b>Ending a call.</b> A call ends when its thread is interrupted: the network stops early, where the runtime can do that, and
 * the call throws {@link SegmentationInterruptedException}, as does one by a thread that is interrupted already. See also
 * {@link #segment(BufferedImage, Duration)}.
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
     * @throws SegmentationInterruptedException if this thread is interrupted before the network has run
     */
    LabelMap segment(BufferedImage image);

    /**
     * Returns the class of every pixel, if that takes no longer than some time.
     *
     * <p>The time runs from the call on, so that waiting for other calls counts. When it is over, waiting ends at once and a
     * network that runs ends early; where the runtime cannot do that, the call fails once the network has run. A call whose
     * network has run in time gives its labels, though making them takes a moment more.
     *
     * <p>The default method refuses, since only the segmenter itself can end what it does.
     *
     * @param image an image of any type; it is read and never changed
     * @param timeout how long the call may take; of zero or less the time is over at once
     * @return labels equal to those of {@link #segment(BufferedImage)}
     * @throws SegmentationTimeoutException if the time is over before the network has run
     * @throws UnsupportedOperationException if this segmenter cannot end a call early
     * @throws InvalidImageException if the image is too large for the memory that the network needs
     * @throws InferenceFailedException if the network fails on this image
     * @throws InvalidModelException if its outputs are not what they were said to be
     * @throws SegmenterClosedException if this segmenter is closed
     * @throws SegmentationInterruptedException if this thread is interrupted before the network has run
     */
    default LabelMap segment(BufferedImage image, Duration timeout) {
        throw new UnsupportedOperationException(
                "A time of " + timeout + " was given to a segmenter that cannot end a call early: call"
                        + " segment(image), or let its class override segment(image, timeout)");
    }

    /**
     * Returns the class of every pixel together with how sure the network is of it.
     *
     * @param image an image of any type; it is read and never changed
     * @return labels equal to those of {@link #segment(BufferedImage)}, and for every pixel the probability of its label: the softmax of
     *     logits, a probability as the network gives it, the sigmoid of a single logit; or another
     *     {@link ConfidenceMeasure} made of these, if this segmenter was told to
     * @throws InvalidImageException if the image is too large for the memory that the network needs
     * @throws InferenceFailedException if the network fails on this image
     * @throws InvalidModelException if its outputs are not what they were said to be, or are labels without any scores
     * @throws SegmenterClosedException if this segmenter is closed
     * @throws SegmentationInterruptedException if this thread is interrupted before the network has run
     */
    Segmentation segmentWithConfidence(BufferedImage image);

    /**
     * Returns the class of every pixel together with how sure the network is of it, if that takes no longer than some time,
     * by the rules of {@link #segment(BufferedImage, Duration)}.
     *
     * @param image an image of any type; it is read and never changed
     * @param timeout how long the call may take; of zero or less the time is over at once
     * @return what {@link #segmentWithConfidence(BufferedImage)} returns
     * @throws SegmentationTimeoutException if the time is over before the network has run
     * @throws UnsupportedOperationException if this segmenter cannot end a call early
     * @throws InvalidImageException if the image is too large for the memory that the network needs
     * @throws InferenceFailedException if the network fails on this image
     * @throws InvalidModelException if its outputs are not what they were said to be, or are labels without any scores
     * @throws SegmenterClosedException if this segmenter is closed
     * @throws SegmentationInterruptedException if this thread is interrupted before the network has run
     */
    default Segmentation segmentWithConfidence(BufferedImage image, Duration timeout) {
        throw new UnsupportedOperationException(
                "A time of " + timeout + " was given to a segmenter that cannot end a call early: call"
                        + " segmentWithConfidence(image), or let its class override segmentWithConfidence(image, timeout)");
    }

    /**
     * Returns the label maps of many images, in their order.
     *
     * <p>The images may differ in size and type. Each result equals what {@link #segment(BufferedImage)} returns for that image alone.
     *
     * @param images images of any type
     * @return one label map for each image
     * @throws InvalidImageException if an image is too large for the memory that the network needs
     * @throws InferenceFailedException if the network fails on an image
     * @throws InvalidModelException if its outputs are not what they were said to be
     * @throws SegmenterClosedException if this segmenter is closed
     * @throws SegmentationInterruptedException if this thread is interrupted before the network has run
     */
    default List<LabelMap> segmentAll(List<BufferedImage> images) {
        return images.stream().map(this::segment).toList();
    }

    /**
     * Makes a call of {@link #segment(BufferedImage)} in a thread of an executor.
     *
     * <p>The future is completed with the labels or with what the call throws. To cancel it with {@code true}, or to complete it
     * in any other way, as {@link CompletableFuture#orTimeout} does, interrupts the call, which then ends early if this segmenter
     * ends calls by interrupts, and the thread is free for other work; a call that has not begun is not made. Futures that depend
     * on this one do not hand cancelling on to it.
     *
     * @param image an image of any type; it is read and never changed, and must not be changed until the future is completed
     * @param executor runs the call, for example one of virtual threads
     * @throws java.util.concurrent.RejectedExecutionException if the executor does not take the call
     */
    default CompletableFuture<LabelMap> segmentAsync(BufferedImage image, Executor executor) {
        Objects.requireNonNull(image, "image");
        return AsyncCall.start(() -> segment(image), executor);
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

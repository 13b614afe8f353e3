package io.github.segmentation4j.onnx;

import io.github.segmentation4j.InferenceFailedException;
import io.github.segmentation4j.InvalidFileException;
import io.github.segmentation4j.InvalidImageException;
import io.github.segmentation4j.SegmenterClosedException;
import io.github.segmentation4j.engine.parity.ParityRun;
import io.github.segmentation4j.parity.ParityReport;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Compares a model's run on a photo with another program's run of the same model on the same photo, step by step.
 *
 * <pre>{@code
 * ParityReport report = ParityCheck.of(segmenter)
 *         .withInput(Path.of("in.npy"))
 *         .withScores(Path.of("out.npy"))
 *         .withLabels(Path.of("labels.png"))
 *         .compare(photo);
 * }</pre>
 *
 * <p>Each step starts from what the other program had before it, so that a difference of one step does not hide or cause
 * one in the next: our input is compared with the other program's, then the network's scores of <i>its</i> input with its
 * scores, then the labels of <i>its</i> scores with its labels. Where one of the files is not given, our own takes its
 * place.
 *
 * <p>Where a step differs, the usual mistakes are tried on it one after the other: swapped channels, another filter, size
 * or normalization, a turned photo, a missing padding, a softmax too many and the like. The cause that is named is the one
 * after which both are equal, or nearest.
 *
 * <p>Immutable; {@code with} methods return changed copies. It uses the segmenter and does not close it; as safe for use
 * by many threads as the segmenter is. A comparison takes memory for a few copies of the network's input and scores.
 */
public final class ParityCheck {
    private final OnnxSegmenter segmenter;
    private final Optional<Path> input;
    private final Optional<Path> scores;
    private final Optional<Path> labels;

    private ParityCheck(OnnxSegmenter segmenter, Optional<Path> input, Optional<Path> scores, Optional<Path> labels) {
        this.segmenter = segmenter;
        this.input = input;
        this.scores = scores;
        this.labels = labels;
    }

    /** Returns a check of a segmenter's model, with no reference yet. */
    public static ParityCheck of(OnnxSegmenter segmenter) {
        Objects.requireNonNull(segmenter, "segmenter");
        return new ParityCheck(segmenter, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * Returns this check with the network's input as the other program made it.
     *
     * @param npy a file of NumPy's {@code save}, of shape [1,3,H,W] or [1,H,W,3], numbers of any type
     */
    public ParityCheck withInput(Path npy) {
        return new ParityCheck(segmenter, Optional.of(npy), scores, labels);
    }

    /**
     * Returns this check with the network's output as the other program got it.
     *
     * @param npy a file of NumPy's {@code save}, of shape [1,C,h,w] or [1,h,w,C], or [1,h,w] for labels; for mask queries
     *     the scores of each class, combined of both outputs
     */
    public ParityCheck withScores(Path npy) {
        return new ParityCheck(segmenter, input, Optional.of(npy), labels);
    }

    /**
     * Returns this check with the labels that the other program ended with.
     *
     * @param file an image without loss whose gray samples or palette indices are class ids, or a file of NumPy's
     *     {@code save} of shape [h,w]
     */
    public ParityCheck withLabels(Path file) {
        return new ParityCheck(segmenter, input, scores, Optional.of(file));
    }

    /**
     * Compares the steps for which there is a reference.
     *
     * @param photo the photo that the other program had, upright
     * @throws InvalidFileException if a file cannot be read, or holds something else than it should
     * @throws InvalidImageException if the photo is too large for the memory that the network needs
     * @throws InferenceFailedException if the network fails
     * @throws SegmenterClosedException if the segmenter is closed
     */
    public ParityReport compare(BufferedImage photo) {
        Objects.requireNonNull(photo, "photo");
        return new ParityRun(segmenter.asInFile(), photo).compare(input, scores, labels);
    }

    /**
     * Writes the network's input for a photo, with the numbers, layout and element type that the network gets, in the form
     * of NumPy's {@code save}; bfloat16, which NumPy has not, as float32.
     *
     * @param npy made or replaced
     * @throws IOException if the file cannot be written
     * @throws InvalidImageException if the photo is too large for the memory that the network needs
     * @throws SegmenterClosedException if the segmenter is closed
     */
    public void writeInput(BufferedImage photo, Path npy) throws IOException {
        Objects.requireNonNull(photo, "photo");
        new ParityRun(segmenter.asInFile(), photo).writeInput(npy);
    }

    /**
     * Writes the network's output for a photo as it is, before any scaling, softmax or argmax, in the form of NumPy's
     * {@code save}; of mask queries the scores of each class, combined of both outputs.
     *
     * @param npy made or replaced
     * @throws IOException if the file cannot be written
     * @throws InvalidImageException if the photo is too large for the memory that the network needs
     * @throws InferenceFailedException if the network fails
     * @throws SegmenterClosedException if the segmenter is closed
     */
    public void writeScores(BufferedImage photo, Path npy) throws IOException {
        Objects.requireNonNull(photo, "photo");
        new ParityRun(segmenter.asInFile(), photo).writeScores(npy);
    }
}

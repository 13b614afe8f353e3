package io.github.segmentation4j.examples.segment.evaluate;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.metrics.ConfusionMatrix;
import io.github.segmentation4j.metrics.SegmentationScores;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What was found on a data set so far: one confusion matrix, and for each image its mean IoU. Used by one thread.
 */
public final class Evaluation {
    private final ClassNames classNames;
    private final List<Image> images = new ArrayList<>();
    private ConfusionMatrix matrix;

    /**
     * One image of the data set.
     *
     * @param name as it is shown
     * @param meanIou over the classes in its truth or prediction; empty if all its pixels are ignored
     * @param pixelAccuracy likewise
     */
    public record Image(String name, OptionalDouble meanIou, OptionalDouble pixelAccuracy) {}

    /** Begins without images. */
    public Evaluation(ClassNames classNames, ConfusionMatrix empty) {
        this.classNames = classNames;
        this.matrix = empty;
    }

    /**
     * Adds an image.
     *
     * @throws IllegalArgumentException if the maps cannot be compared
     */
    public void add(String name, LabelMap truth, LabelMap prediction) {
        ConfusionMatrix empty = ConfusionMatrix.of(matrix.classes());
        ConfusionMatrix one = (matrix.ignoredLabel().isPresent()
                        ? empty.ignoring(matrix.ignoredLabel().getAsInt())
                        : empty)
                .with(truth, prediction);
        images.add(new Image(name, one.scores().meanIou(), one.scores().pixelAccuracy()));
        matrix = matrix.plus(one);
    }

    /** Returns the names of the classes. */
    public ClassNames classNames() {
        return classNames;
    }

    /** Returns the images in the order in which they were added. */
    public List<Image> images() {
        return List.copyOf(images);
    }

    /** Returns the counts of all images. */
    public ConfusionMatrix matrix() {
        return matrix;
    }

    /** Returns the scores over all pixels of all images. */
    public SegmentationScores scores() {
        return matrix.scores();
    }

    /** Returns the classes that occur in truth or prediction, by id. */
    public List<Integer> classes() {
        SegmentationScores scores = scores();
        List<Integer> present = new ArrayList<>();
        for (int label = 0; label < matrix.classes(); label++) {
            if (scores.iou(label).isPresent()) {
                present.add(label);
            }
        }
        return present;
    }

    /** A score of the whole data set and what it is called in files. */
    record Total(String key, String name, OptionalDouble score) {}

    List<Total> totals() {
        SegmentationScores scores = scores();
        return List.of(
                new Total("pixel_accuracy", "pixel accuracy", scores.pixelAccuracy()),
                new Total("mean_accuracy", "mean accuracy", scores.meanAccuracy()),
                new Total("mean_iou", "mean IoU", scores.meanIou()),
                new Total("frequency_weighted_iou", "frequency-weighted IoU", scores.frequencyWeightedIou()),
                new Total("mean_dice", "mean Dice", scores.meanDice()),
                new Total("kappa", "Cohen's kappa", scores.kappa()));
    }

    /** A score of one class and what it is called in files. */
    record Column(String key, String name, OptionalDouble score) {}

    List<Column> columns(int label) {
        SegmentationScores scores = scores();
        return List.of(
                new Column("iou", "IoU", scores.iou(label)),
                new Column("dice", "Dice", scores.dice(label)),
                new Column("precision", "precision", scores.precision(label)),
                new Column("recall", "recall", scores.recall(label)));
    }
}

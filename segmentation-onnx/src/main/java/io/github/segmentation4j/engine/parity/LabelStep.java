package io.github.segmentation4j.engine.parity;

import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.engine.argmax.ScoreGrid;
import io.github.segmentation4j.engine.argmax.WindowGrid;
import io.github.segmentation4j.engine.decode.OutputFormat;
import io.github.segmentation4j.engine.decode.SemanticDecoder;
import io.github.segmentation4j.engine.input.Geometry;
import io.github.segmentation4j.model.OutputKind;
import io.github.segmentation4j.parity.ParityStep;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Compares the labels that we make of scores with those of another program. */
public final class LabelStep {
    /** Two scores are a tie if they are at most this far apart, in parts of the larger one or of 1. */
    private static final double TIE = 1e-5;

    /** A cause counts if at most this share of the differing labels is left. */
    private static final double WORTH_NAMING = 0.1;

    private final OutputFormat format;
    private final Planes scores;
    private final Geometry geometry;

    /**
     * Prepares a comparison.
     *
     * @param format what the network's output holds
     * @param scores the scores, or the labels of a network that gives labels
     * @param geometry where the photo lies in the network's input
     */
    public LabelStep(OutputFormat format, Planes scores, Geometry geometry) {
        // Queries come combined, one plane for each class.
        OutputKind kind = format.kind() == OutputKind.MASK_QUERIES ? OutputKind.PROBABILITIES : format.kind();
        this.format = LabelAlternatives.format(format, kind, format.threshold());
        this.scores = scores;
        this.geometry = geometry;
    }

    /**
     * Compares the labels of the scores with other ones, and finds out why they differ.
     *
     * @param source what the scores are, for the report
     * @param name what messages call the other labels
     */
    public StepResult compare(LabelMap theirs, String source, String name) {
        LabelMap ours = LabelAlternatives.ours(format, scores, geometry);
        String compared = "our labels, " + ours.width() + "x" + ours.height() + ", of " + source + " with " + name
                + " (" + theirs.width() + "x" + theirs.height() + ")";
        if (!sameSize(ours, theirs)) {
            return StepResult.otherShape(ParityStep.Subject.LABELS, compared, cause(ours, theirs, Long.MAX_VALUE));
        }
        Comparison found = compared(ours, theirs);
        return StepResult.of(
                ParityStep.Subject.LABELS,
                compared,
                found,
                found.isRounding() ? "" : cause(ours, theirs, found.beyondRounding()));
    }

    private static boolean sameSize(LabelMap ours, LabelMap theirs) {
        return ours.width() == theirs.width() && ours.height() == theirs.height();
    }

    /** Counts differing labels, with and without ties, and remembers the first that is not a tie. */
    private Comparison compared(LabelMap ours, LabelMap theirs) {
        Optional<ScoreGrid> full = fullSize();
        long differing = 0;
        long beyond = 0;
        int at = 0;
        int width = ours.width();
        long elements = (long) width * ours.height();
        for (int y = 0; y < ours.height(); y++) {
            for (int x = 0; x < width; x++) {
                int own = ours.labelAt(x, y);
                int other = theirs.labelAt(x, y);
                if (own != other) {
                    int pixel = y * width + x;
                    differing++;
                    if (full.isEmpty() || !isTie(full.get(), pixel, own, other)) {
                        at = beyond == 0 ? pixel : at;
                        beyond++;
                    }
                }
            }
        }
        int x = at % width;
        int y = at / width;
        double share = (double) differing / elements;
        return new Comparison(
                elements,
                differing,
                beyond,
                0,
                0,
                0,
                x,
                y,
                ours.labelAt(x, y),
                theirs.labelAt(x, y),
                share,
                differing - beyond);
    }

    /** Returns the scores at the size of the photo, computed where they are read. */
    private Optional<ScoreGrid> fullSize() {
        if (format.kind() == OutputKind.LABELS) {
            return Optional.empty();
        }
        int width = geometry.image().width();
        int height = geometry.image().height();
        return Optional.of(
                new WindowGrid(SemanticDecoder.part(scores.grid(), geometry), width, height, 0, 0, width, height));
    }

    private boolean isTie(ScoreGrid full, int pixel, int own, int other) {
        float[] score = new float[2];
        if (full.classes() == 1) {
            full.read(0, pixel, score, 0, 1);
            score[1] = format.threshold();
        } else {
            if (other >= full.classes()) {
                return false;
            }
            full.read(own, pixel, score, 0, 1);
            full.read(other, pixel, score, 1, 1);
        }
        return Math.abs(score[0] - score[1]) <= TIE * Math.max(1, Math.abs(score[0]));
    }

    private String cause(LabelMap ours, LabelMap theirs, long differing) {
        String best = "";
        long least = differing;
        for (Map.Entry<String, Supplier<LabelMap>> other :
                LabelAlternatives.of(format, scores, geometry, ours).entrySet()) {
            LabelMap labels = other.getValue().get();
            if (sameSize(labels, theirs)) {
                long left = differing(labels, theirs);
                boolean counts = left <= WORTH_NAMING * Math.min(differing, (long) theirs.width() * theirs.height());
                if (counts && left < least) {
                    best = other.getKey();
                    least = left;
                }
            }
        }
        if (!best.isEmpty()) {
            return best
                    + (least == 0 ? "; with that, all labels are equal" : "; with that, " + least + " labels differ");
        }
        return sameSize(ours, theirs)
                ? "none of the usual ones: class ids, turned photos, nearest pixels, align_corners, softmax, crop and"
                        + " padding were tried"
                : "another size: " + theirs.width() + "x" + theirs.height() + " where the photo has " + ours.width()
                        + "x" + ours.height() + ", and neither the network's size nor a turned photo explains it";
    }

    private static long differing(LabelMap labels, LabelMap theirs) {
        long differing = 0;
        for (int y = 0; y < labels.height(); y++) {
            for (int x = 0; x < labels.width(); x++) {
                differing += labels.labelAt(x, y) == theirs.labelAt(x, y) ? 0 : 1;
            }
        }
        return differing;
    }
}

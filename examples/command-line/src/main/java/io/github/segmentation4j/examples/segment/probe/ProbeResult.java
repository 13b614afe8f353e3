package io.github.segmentation4j.examples.segment.probe;

import io.github.segmentation4j.SegmentationException;
import io.github.segmentation4j.model.ModelSpec;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What a probe found: the conventions that ran, best first, and those that did not.
 *
 * @param known what was said of the model beforehand
 * @param photos what the conventions were tried on
 * @param ranked the conventions that ran, best first; at least one
 * @param failures the conventions that the network cannot be fed by, each with its reason
 */
public record ProbeResult(
        ModelSpec known,
        List<ProbePhoto> photos,
        List<RankedConvention> ranked,
        Map<Convention, SegmentationException> failures) {
    /** Copies the collections. */
    public ProbeResult {
        photos = List.copyOf(photos);
        ranked = List.copyOf(ranked);
        failures = Map.copyOf(failures);
    }

    /** Returns the convention that ranks first. */
    public Convention suggestion() {
        return ranked.get(0).convention();
    }

    /** Returns what was known, with the suggestion. */
    public ModelSpec suggestedSpec() {
        return suggestion().on(known);
    }

    /** Returns how far the suggestion may be trusted. */
    public Verdict verdict() {
        return Verdict.of(this);
    }

    /** Returns the table, the verdict and what to do next, line by line. */
    public List<String> lines() {
        return ProbeTable.lines(this);
    }

    /** Returns the share of draws in which such a convention came first. */
    double firstShare(Predicate<Convention> of) {
        return ranked.stream()
                .filter(one -> of.test(one.convention()))
                .mapToDouble(RankedConvention::firstShare)
                .sum();
    }
}

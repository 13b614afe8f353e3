package io.github.segmentation4j.onnx.internal.resolve;

import io.github.segmentation4j.model.Decision;
import io.github.segmentation4j.model.MissingSetting;
import io.github.segmentation4j.model.ModelDescription;
import io.github.segmentation4j.model.ModelSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The log of what is decided about a model, from where, and of what is missing. Used by one thread. */
public final class Decisions {
    /** The subjects in the order in which a photo meets them; one that is not named here comes before all. */
    private static final List<String> SUBJECTS = List.of(
            "network",
            "batch",
            "input",
            "layout",
            "element type",
            "alpha",
            "channel order",
            "processor",
            "resampling",
            "size",
            "crop",
            "normalization",
            "scale",
            "mean",
            "std",
            "padding",
            "output",
            "mask output",
            "output kind",
            "output layout",
            "threshold",
            "mask size",
            "label resampling",
            "placement",
            "classes",
            "casts",
            "graph",
            "kernels");

    private final String model;
    private final Statements statements;
    private final List<Decision> decided = new ArrayList<>();
    private final List<MissingSetting> missing = new ArrayList<>();
    private String hint = "";

    /**
     * Creates an empty log.
     *
     * @param model what messages call the model
     * @param statements what is said of it
     */
    Decisions(String model, Statements statements) {
        this.model = model;
        this.statements = statements;
    }

    /** Returns what messages call the model. */
    public String model() {
        return model;
    }

    /** Returns what is said of the model. */
    Statements statements() {
        return statements;
    }

    /** Decides a part by what is said of it, or else by a default. */
    <T> T decide(String subject, Function<ModelSpec, Optional<T>> part, T otherwise, String alternatives) {
        Known<T> known = statements.said(part).orElse(new Known<>(otherwise, Source.byDefault()));
        return decide(subject, known, part, alternatives);
    }

    /** Notes a decision; sources that say otherwise are named beside the alternatives. */
    <T> T decide(String subject, Known<T> known, Function<ModelSpec, Optional<T>> part, String alternatives) {
        List<String> others = statements.others(part, known.value());
        if (!alternatives.isEmpty()) {
            others.add(alternatives);
        }
        return decide(subject, known, String.join("; ", others));
    }

    /** Notes a decision. */
    public <T> T decide(String subject, Known<T> known, String alternatives) {
        decided.add(new Decided(
                subject,
                String.valueOf(known.value()),
                known.origin().origin(),
                known.origin().text(),
                alternatives));
        return known.value();
    }

    /** Notes that something is not known. */
    void miss(String what, String call, String key) {
        missing.add(new Missing(what, call, key));
    }

    /** Notes where what is missing may be found, as the end of a sentence. */
    void hint(String where) {
        hint = "; " + where;
    }

    /** Returns where what is missing may be found, as the end of a sentence; empty if nobody knows. */
    String hint() {
        return hint;
    }

    /** Returns what was decided so far and what is missing. */
    public ModelDescription description() {
        List<Decision> ordered = new ArrayList<>(decided);
        ordered.sort(Comparator.comparingInt(decision -> SUBJECTS.indexOf(decision.subject())));
        return new Description(model, ordered, missing);
    }
}

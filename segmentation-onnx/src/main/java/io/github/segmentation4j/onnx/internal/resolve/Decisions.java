package io.github.segmentation4j.onnx.internal.resolve;

import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.model.Decision;
import io.github.segmentation4j.model.MissingSetting;
import io.github.segmentation4j.model.ModelDescription;
import io.github.segmentation4j.model.ModelSpec;
import io.github.segmentation4j.onnx.internal.graph.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Collects what is decided about a model, from where, and what is missing. Used by one thread. */
public final class Decisions {
    private final String model;
    private final List<Statement> statements;
    private final List<Decision> decided = new ArrayList<>();
    private final List<MissingSetting> missing = new ArrayList<>();
    private String hint = "";

    /**
     * Creates an empty collection.
     *
     * @param model what messages call the model
     * @param statements what is said of it, the strongest source first
     */
    public Decisions(String model, List<Statement> statements) {
        this.model = model;
        this.statements = List.copyOf(statements);
    }

    /**
     * A value and where it is from.
     *
     * @param value the value
     * @param origin what messages call its source
     */
    public record Known<T>(T value, String origin) {
        /** Returns something that the graph proves. */
        public static <T> Known<T> proven(Finding<T> finding) {
            return new Known<>(finding.value(), "the graph: " + finding.evidence());
        }
    }

    public String model() {
        return model;
    }

    /** Returns what the strongest source that speaks of a part says of it. */
    public <T> Optional<Known<T>> said(Function<ModelSpec, Optional<T>> part) {
        return first(part, certainty -> true);
    }

    /** Returns what the strongest source of this certainty says of a part. */
    public <T> Optional<Known<T>> said(Function<ModelSpec, Optional<T>> part, Statement.Certainty wanted) {
        return first(part, certainty -> certainty == wanted);
    }

    /** Returns what the strongest source that does more than presume says of a part. */
    public <T> Optional<Known<T>> stated(Function<ModelSpec, Optional<T>> part) {
        return first(part, certainty -> certainty != Statement.Certainty.PRESUMED);
    }

    private <T> Optional<Known<T>> first(Function<ModelSpec, Optional<T>> part, Predicate<Statement.Certainty> counts) {
        for (Statement statement : statements) {
            Optional<T> value = part.apply(statement.spec());
            if (value.isPresent() && counts.test(statement.certainty())) {
                return Optional.of(new Known<>(value.get(), statement.origin()));
            }
        }
        return Optional.empty();
    }

    /** Decides a part by what is said of it, or else by a default. */
    public <T> T decide(String subject, Function<ModelSpec, Optional<T>> part, T otherwise, String alternatives) {
        Known<T> known = said(part).orElse(new Known<>(otherwise, "default"));
        return decide(subject, known, part, alternatives);
    }

    /** Records a decision; sources that say otherwise are named beside the alternatives. */
    public <T> T decide(String subject, Known<T> known, Function<ModelSpec, Optional<T>> part, String alternatives) {
        List<String> others = new ArrayList<>();
        for (Statement statement : statements) {
            part.apply(statement.spec())
                    .filter(value -> !value.equals(known.value()))
                    .ifPresent(value -> others.add(statement.origin() + " says " + value));
        }
        if (!alternatives.isEmpty()) {
            others.add(alternatives);
        }
        return decide(subject, known, String.join("; ", others));
    }

    /** Records a decision. */
    public <T> T decide(String subject, Known<T> known, String alternatives) {
        decided.add(new Decision(subject, String.valueOf(known.value()), known.origin(), alternatives));
        return known.value();
    }

    /** Records that something is not known. */
    public void miss(String what, String call, String key) {
        missing.add(new MissingSetting(what, call, key));
    }

    /** Notes where what is missing may be found, as the end of a sentence. */
    public void hint(String where) {
        hint = "; " + where;
    }

    public boolean isComplete() {
        return missing.isEmpty();
    }

    public ModelDescription description() {
        return new ModelDescription(model, decided, missing);
    }

    /** Returns the exception that names everything that is missing. */
    public InvalidModelException incomplete() {
        return new InvalidModelException(model + " says too little of itself; missing is "
                + missing.stream()
                        .map(one -> one.subject() + " (" + one.builderCall() + ")")
                        .collect(Collectors.joining(", "))
                + ": give it with the calls of OnnxSegmenter.builder() in parentheses, or as "
                + missing.stream().map(MissingSetting::sideCarKey).distinct().collect(Collectors.joining(", "))
                + " in a side-car beside it, NAME.segmentation.json for NAME.onnx" + hint);
    }
}

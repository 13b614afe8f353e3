package io.github.segmentation4j.onnx.internal.resolve;

import io.github.segmentation4j.model.ModelSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What is said of a model, to be looked up part by part. Immutable.
 *
 * @param list the statements, the strongest source first
 */
record Statements(List<Statement> list) {
    /** Copies the list. */
    Statements {
        list = List.copyOf(list);
    }

    /** Returns what the strongest source that speaks of a part says of it. */
    <T> Optional<Known<T>> said(Function<ModelSpec, Optional<T>> part) {
        return first(part, certainty -> true);
    }

    /** Returns what the strongest source of this certainty says of a part. */
    <T> Optional<Known<T>> said(Function<ModelSpec, Optional<T>> part, Statement.Certainty wanted) {
        return first(part, certainty -> certainty == wanted);
    }

    /** Returns what the strongest source that does more than presume says of a part. */
    <T> Optional<Known<T>> stated(Function<ModelSpec, Optional<T>> part) {
        return first(part, certainty -> certainty != Statement.Certainty.PRESUMED);
    }

    private <T> Optional<Known<T>> first(Function<ModelSpec, Optional<T>> part, Predicate<Statement.Certainty> counts) {
        for (Statement statement : list) {
            Optional<T> value = part.apply(statement.spec());
            if (value.isPresent() && counts.test(statement.certainty())) {
                return Optional.of(new Known<>(value.get(), statement.origin()));
            }
        }
        return Optional.empty();
    }

    /** Returns in words which sources say something else of a part than this value. */
    <T> List<String> others(Function<ModelSpec, Optional<T>> part, T value) {
        List<String> others = new ArrayList<>();
        for (Statement statement : list) {
            part.apply(statement.spec())
                    .filter(said -> !said.equals(value))
                    .ifPresent(said -> others.add(statement.origin() + " says " + said));
        }
        return others;
    }
}

package io.github.segmentation4j.onnx.internal.resolve;

import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.engine.tensor.GraphSignature;
import io.github.segmentation4j.engine.tensor.TensorSpec;
import io.github.segmentation4j.model.ModelSpec;
import io.github.segmentation4j.onnx.internal.graph.Finding;
import io.github.segmentation4j.onnx.internal.graph.GraphEvidence;
import io.github.segmentation4j.onnx.internal.resolve.Decisions.Known;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Decides which of a graph's outputs holds its scores or labels: by what is said, by name, by shape, by what flows into it. */
final class OutputChoice {
    /**
     * Names that exporters give to the scores of a segmentation network that has other outputs too, the most telling one
     * first: torchvision's {@code out}, optimum's {@code logits}, BodyPix's {@code segments}, and words for the same.
     */
    private static final List<String> TELLING_NAMES = List.of(
            "out",
            "logits",
            "segments",
            "segmentation",
            "semantic_segmentation",
            "sem_seg",
            "semantic",
            "segmentation_map",
            "seg",
            "mask",
            "output",
            "pred",
            "probabilities");

    private static final int LABEL_RANK = 2;
    private static final int SCORE_RANK = 4;

    private final Decisions decisions;
    private final GraphSignature graph;
    private final GraphEvidence evidence;

    OutputChoice(Decisions decisions, GraphSignature graph, GraphEvidence evidence) {
        this.decisions = decisions;
        this.graph = graph;
        this.evidence = evidence;
    }

    /** Returns the output, or nothing if several would do. */
    Optional<TensorSpec> choose() {
        Optional<Known<String>> name = decisions
                .stated(ModelSpec::output)
                .or(() -> decisions
                        .said(ModelSpec::output, Statement.Certainty.PRESUMED)
                        .filter(presumed -> graph.output(presumed.value()).isPresent()));
        List<TensorSpec> candidates =
                graph.outputs().stream().filter(OutputChoice::holdsPixels).toList();
        if (candidates.isEmpty()) {
            throw new InvalidModelException(decisions.model() + " gives " + GraphSignature.describe(graph.outputs())
                    + ", but a segmentation network gives a score for every pixel and class, [N,C,h,w] or [N,h,w,C], or a"
                    + " label for every pixel: choose another model, or export this one with its scores as output");
        }
        if (name.isPresent()) {
            return Optional.of(decide(named(name.get()), name.get().origin(), candidates));
        }
        if (candidates.size() == 1) {
            String origin =
                    graph.outputs().size() == 1 ? "the graph: its only output" : "the graph: no other has pixels";
            return Optional.of(decide(candidates.get(0), origin, candidates));
        }
        for (String telling : TELLING_NAMES) {
            Optional<TensorSpec> found = candidates.stream()
                    .filter(output -> plain(output.name()).equals(telling))
                    .findFirst();
            if (found.isPresent()) {
                return Optional.of(decide(found.get(), "the graph: by its name", candidates));
            }
        }
        Optional<TensorSpec> fitting = onlyOneWithTheClasses(candidates);
        if (fitting.isPresent()) {
            String origin = "the graph: the only one with as many channels as there are class names";
            return Optional.of(decide(fitting.get(), origin, candidates));
        }
        List<String> names = candidates.stream().map(TensorSpec::name).toList();
        Optional<Finding<String>> proven = evidence.mainOutput(names).or(() -> evidence.fusedOutput(names));
        if (proven.isPresent()) {
            TensorSpec output = graph.output(proven.get().value()).orElseThrow();
            return Optional.of(decide(output, "the graph: " + proven.get().evidence(), candidates));
        }
        decisions.miss(
                "which of its several outputs " + GraphSignature.describe(candidates) + " holds the scores",
                "output",
                "output.name");
        return Optional.empty();
    }

    /** Returns the output of this name, whatever it holds. */
    TensorSpec named(Known<String> name) {
        return graph.output(name.value())
                .filter(OutputChoice::isNumeric)
                .orElseThrow(() -> new InvalidModelException(decisions.model() + " has no output \"" + name.value()
                        + "\" of numbers, which " + name.origin()
                        + " names: choose one of its outputs with OnnxSegmenter.Builder.output: "
                        + GraphSignature.describe(graph.outputs())));
    }

    private TensorSpec decide(TensorSpec chosen, String origin, List<TensorSpec> candidates) {
        List<TensorSpec> others =
                candidates.stream().filter(output -> !output.equals(chosen)).toList();
        return decisions.decide(
                "output", new Known<>(chosen, origin), others.isEmpty() ? "" : GraphSignature.describe(others));
    }

    private Optional<TensorSpec> onlyOneWithTheClasses(List<TensorSpec> candidates) {
        Optional<Integer> classes =
                decisions.said(ModelSpec::classNames).map(known -> known.value().size());
        if (classes.isEmpty()) {
            return Optional.empty();
        }
        List<TensorSpec> fitting = candidates.stream()
                .filter(output -> output.rank() == SCORE_RANK
                        && (output.shape().get(1) == (long) classes.get()
                                || output.shape().get(3) == (long) classes.get()))
                .toList();
        return fitting.size() == 1 ? Optional.of(fitting.get(0)) : Optional.empty();
    }

    /** True if an output could hold scores or labels of the pixels of one image. */
    private static boolean holdsPixels(TensorSpec output) {
        if (!isNumeric(output)) {
            return false;
        }
        if (output.isImageLike()) {
            return true;
        }
        if (output.rank() == LABEL_RANK + 1) {
            return output.allows(0, 1);
        }
        boolean whole = output.elementType().filter(type -> !type.isFloating()).isPresent();
        return whole && output.rank() == LABEL_RANK;
    }

    private static boolean isNumeric(TensorSpec output) {
        return output.elementType().isPresent();
    }

    /** Returns a name in lower case without what TensorFlow puts around it: {@code StatefulCall/out:0} is {@code out}. */
    private static String plain(String name) {
        String withoutIndex = name.replaceFirst(":\\d+$", "");
        return withoutIndex.substring(withoutIndex.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    }
}

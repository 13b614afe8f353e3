package io.github.segmentation4j.onnx.internal.resolve;

import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.engine.tensor.GraphSignature;
import io.github.segmentation4j.engine.tensor.TensorSpec;
import io.github.segmentation4j.model.ElementType;
import io.github.segmentation4j.model.ModelSpec;
import io.github.segmentation4j.onnx.internal.resolve.Decisions.Known;
import java.util.List;
import java.util.Optional;

/**
 * Finds the two outputs of a network of mask queries, classes [N,Q,C+1] and masks [N,Q,h,w]: those that are named; else
 * those with the names that transformers gives them, which optimum and others export them under; else, since the exporter
 * that PyTorch takes by default numbers its outputs, the only ones with such shapes.
 */
final class QueryOutputs {
    /** Of MaskFormer, Mask2Former, OneFormer and EoMT, and of DETR. */
    private static final List<List<String>> USUAL_NAMES =
            List.of(List.of("class_queries_logits", "masks_queries_logits"), List.of("logits", "pred_masks"));

    private static final int CLASS_RANK = 3;
    private static final int MASK_RANK = 4;
    private static final String BY_NAME = "the graph: by its name";

    private final Decisions decisions;
    private final GraphSignature graph;
    private final OutputChoice choice;

    QueryOutputs(Decisions decisions, GraphSignature graph, OutputChoice choice) {
        this.decisions = decisions;
        this.graph = graph;
        this.choice = choice;
    }

    /**
     * Both outputs.
     *
     * @param classes [N,Q,C+1], the last class standing for no object
     * @param masks [N,Q,h,w]
     */
    record Pair(Known<TensorSpec> classes, Known<TensorSpec> masks) {}

    /** True for a graph that has outputs of the names that stand for nothing else. */
    boolean areNamed() {
        return USUAL_NAMES.get(0).stream().allMatch(name -> graph.output(name).isPresent());
    }

    /** Returns the outputs, axes that the graph leaves open still open. */
    Pair choose() {
        Optional<Known<TensorSpec>> classes = decisions.said(ModelSpec::output).map(this::named);
        Optional<Known<TensorSpec>> masks =
                decisions.said(ModelSpec::maskOutput).map(this::named);
        if (classes.isPresent() && masks.isPresent()) {
            return new Pair(classes.get(), masks.get());
        }
        Pair usual = usual().or(this::byShape)
                .orElseThrow(() -> new InvalidModelException(decisions.model() + " gives "
                        + GraphSignature.describe(graph.outputs())
                        + ", but of a network of mask queries one output with classes [N,Q,C+1] and one with masks"
                        + " [N,Q,h,w] is needed: name both with OnnxSegmenter.Builder.output and Builder.maskOutput"));
        return new Pair(classes.orElse(usual.classes()), masks.orElse(usual.masks()));
    }

    private Known<TensorSpec> named(Known<String> name) {
        return new Known<>(choice.named(name), name.origin());
    }

    private Optional<Pair> usual() {
        return USUAL_NAMES.stream()
                .filter(names ->
                        names.stream().allMatch(name -> graph.output(name).isPresent()))
                .map(names ->
                        new Pair(named(new Known<>(names.get(0), BY_NAME)), named(new Known<>(names.get(1), BY_NAME))))
                .findFirst();
    }

    /** Returns the only outputs that have as many classes as there are names, and as many masks as these have queries. */
    private Optional<Pair> byShape() {
        Optional<Integer> count =
                decisions.said(ModelSpec::classNames).map(known -> known.value().size() + 1);
        if (count.isEmpty()) {
            return Optional.empty();
        }
        List<TensorSpec> classes = ofRank(CLASS_RANK).stream()
                .filter(output -> output.shape().get(2) == (long) count.get())
                .toList();
        if (classes.size() != 1) {
            return Optional.empty();
        }
        TensorSpec scores = classes.get(0);
        List<TensorSpec> masks = ofRank(MASK_RANK).stream()
                .filter(output -> !scores.isFree(1)
                        && output.shape().get(1).equals(scores.shape().get(1)))
                .toList();
        String origin = "the graph: the only output with ";
        return masks.size() == 1
                ? Optional.of(new Pair(
                        new Known<>(scores, origin + count.get() + " classes for each query"),
                        new Known<>(masks.get(0), origin + "a mask for each query")))
                : Optional.empty();
    }

    private List<TensorSpec> ofRank(int rank) {
        return graph.outputs().stream()
                .filter(output -> output.rank() == rank)
                .filter(output ->
                        output.elementType().filter(ElementType::isFloating).isPresent())
                .toList();
    }
}

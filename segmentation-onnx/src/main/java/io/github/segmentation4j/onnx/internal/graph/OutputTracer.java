package io.github.segmentation4j.onnx.internal.graph;

import io.github.segmentation4j.model.OutputKind;
import io.github.segmentation4j.onnx.internal.file.Node;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Finds out what an output holds from the node that gave its numbers their meaning.
 *
 * <p>A doubt stays a doubt: a sum with probabilities in it, a softmax along rows, labels between which something
 * interpolated, an operator that is not known, all leave the kind open.
 */
final class OutputTracer {
    /** Sums of more terms than this all together are not looked through. */
    private static final int MAX_TERMS = 64;

    /** Operators whose results have no bounds and order the classes. */
    private static final Set<String> SCORES = Set.of(
            "Conv",
            "ConvTranspose",
            "Gemm",
            "BatchNormalization",
            "InstanceNormalization",
            "GroupNormalization",
            "LayerNormalization",
            "PRelu",
            "LeakyRelu",
            "Elu",
            "Selu",
            "Celu",
            "HardSwish",
            "Gelu",
            "Mish");

    private static final Set<String> QUANTIZED_SCORES = Set.of("QLinearConv", "QLinearMatMul");
    private static final Set<String> INTEGER_SCORES = Set.of("ConvInteger", "MatMulInteger");

    private final GraphIndex graph;
    private final Activations activations;
    private final ChannelAxisFinder channels;
    private int terms;

    /** Makes a tracer for one output. */
    OutputTracer(GraphIndex graph) {
        this.graph = graph;
        activations = new Activations(graph);
        channels = new ChannelAxisFinder(graph);
    }

    /**
     * What the node says from which the numbers come.
     *
     * @param detail what to add to its type
     * @param comment what to say at the end
     */
    private record Verdict(Optional<OutputKind> kind, String detail, String comment) {
        static Verdict of(OutputKind kind, String detail) {
            return new Verdict(Optional.of(kind), detail, "");
        }

        static Verdict open(String detail, String comment) {
            return new Verdict(Optional.empty(), detail, comment);
        }
    }

    OutputMeaning meaning(String output) {
        BackwardPath path = BackwardPath.from(graph, output);
        String name = Words.quoted(output);
        if (path.end().isEmpty()) {
            return new OutputMeaning(Optional.empty(), path.nodes(), name + " comes from no node that computes it");
        }
        Node end = path.end().get();
        Verdict verdict = judge(end, path);
        String evidence =
                name + " comes from " + Words.plain(end.type()) + verdict.detail + path.through() + verdict.comment;
        return new OutputMeaning(verdict.kind, path.nodes(), evidence);
    }

    private Verdict judge(Node end, BackwardPath path) {
        Verdict verdict = judge(end);
        return verdict.kind
                .flatMap(kind -> path.objection(kind, end).or(() -> selectionObjection(kind, path)))
                .map(objection -> Verdict.open(verdict.detail, objection))
                .orElse(verdict);
    }

    /**
     * Returns what is wrong if one channel of several is left: its score says nothing without the others, and its
     * probability is that of the foreground only if it is the second of two.
     */
    private Optional<String> selectionObjection(OutputKind kind, BackwardPath path) {
        List<Node> selections = path.selections();
        Node end = path.nodes().get(path.nodes().size() - 1);
        if (selections.isEmpty() || kind == OutputKind.LABELS) {
            return Optional.empty();
        }
        OptionalLong before =
                channels.find(end.outputs().get(0)).map(ChannelAxis::channels).orElse(OptionalLong.empty());
        boolean ofOne = before.equals(OptionalLong.of(1));
        boolean several = channels.find(path.start()).filter(this::isSeveral).isPresent();
        boolean foreground = kind == OutputKind.PROBABILITIES
                && before.equals(OptionalLong.of(2))
                && selections.size() == 1
                && takesSecond(selections.get(0));
        return ofOne || several || foreground
                ? Optional.empty()
                : Optional.of(", which perhaps leaves one channel of several");
    }

    /** True if a tensor is declared to have several channels. */
    private boolean isSeveral(ChannelAxis channel) {
        return channel.number() != Axes.NEW
                && graph.shape(channel.tensor())
                        .filter(shape -> shape.get(channel.number()).length() > 1)
                        .isPresent();
    }

    private boolean takesSecond(Node selection) {
        Optional<List<Long>> first = switch (selection.type()) {
            case "Gather" -> selection.input(1).flatMap(graph::integers);
            case "Slice" ->
                selection.integers("starts").or(() -> selection.input(1).flatMap(graph::integers));
            default -> Optional.empty();
        };
        return first.filter(List.of(1L)::equals).isPresent();
    }

    private Verdict judge(Node end) {
        if (!end.domain().isEmpty()) {
            return Verdict.open("", ", which is not an operator of ONNX's own");
        }
        Optional<Activations.Softmax> softmax = activations.softmax(end);
        if (softmax.isPresent()) {
            return alongClasses(
                    end.is("LogSoftmax") ? OutputKind.LOGITS : OutputKind.PROBABILITIES,
                    end.is("Div") ? ", a softmax along " : " along ",
                    softmax.get().axis(),
                    channels.find(softmax.get().input()),
                    softmax.get()::isAlong);
        }
        Optional<String> sigmoidInput = activations.sigmoidInput(end);
        if (sigmoidInput.isPresent()) {
            return isActivated(sigmoidInput.get())
                    ? Verdict.open("", ", which is applied to more than scores")
                    : Verdict.of(OutputKind.PROBABILITIES, end.type().endsWith("Sigmoid") ? "" : ", a sigmoid");
        }
        return switch (end.type()) {
            case "ArgMax" -> {
                long axis = end.integer("axis").orElse(0L);
                Optional<ChannelAxis> channel = end.input(0).flatMap(channels::find);
                yield alongClasses(OutputKind.LABELS, " along ", axis, channel, found -> found.is(axis));
            }
            case "Add", "Sum" -> sum(end);
            case "Relu" -> rectified(end);
            default -> isScores(end) ? scores() : Verdict.open("", ", which leaves open what its numbers mean");
        };
    }

    private static Verdict scores() {
        return new Verdict(Optional.of(OutputKind.LOGITS), "", ", and no activation follows");
    }

    /** What works along one axis says something about classes only if that is where they lie. */
    private static Verdict alongClasses(
            OutputKind kind, String along, long axis, Optional<ChannelAxis> channel, Predicate<ChannelAxis> isAlong) {
        if (channel.filter(isAlong).isPresent()) {
            return Verdict.of(kind, along + "the classes (axis " + axis + ")");
        }
        return Verdict.open(
                along + "axis " + axis,
                channel.isPresent()
                        ? ", but that is not the axis of the classes alone"
                        : ", of which it is not known whether it is the axis of the classes");
    }

    /** A sum is a score if all its terms are scores or constants. */
    private Verdict sum(Node end) {
        List<String> variables = graph.variables(end);
        for (String term : variables) {
            if (++terms > MAX_TERMS) {
                return Verdict.open("", ", a sum of many terms");
            }
            BackwardPath path = BackwardPath.from(graph, term);
            Optional<OutputKind> kind = path.end().flatMap(node -> judge(node, path).kind);
            if (!kind.equals(Optional.of(OutputKind.LOGITS))) {
                return Verdict.open("", ", a sum of more than scores");
            }
        }
        return variables.isEmpty() ? Verdict.open("", ", a sum of constants") : scores();
    }

    /** Rectified scores order classes, but a single one is not log-odds any more. */
    private Verdict rectified(Node end) {
        OptionalLong count =
                end.input(0).flatMap(channels::find).map(ChannelAxis::channels).orElse(OptionalLong.empty());
        return count.orElse(1) > 1 ? scores() : Verdict.open("", ", whose numbers are never negative");
    }

    private boolean isScores(Node node) {
        if (SCORES.contains(node.type())) {
            return node.input(0).filter(this::isActivated).isEmpty();
        }
        return switch (node.type()) {
            case "MatMul" ->
                node.input(1).filter(graph::isConstant).isPresent()
                        && node.input(0).filter(this::isActivated).isEmpty();
            // The quantised sum of products, brought back to its scale.
            case "Mul" ->
                graph.variables(node).stream()
                        .flatMap(name -> graph.producer(name, "Cast").stream())
                        .flatMap(cast -> cast.input(0).flatMap(graph::producer).stream())
                        .anyMatch(product -> INTEGER_SCORES.contains(product.type()));
            default -> QUANTIZED_SCORES.contains(node.type());
        };
    }

    /** True if numbers come from an activation or from several tensors side by side. */
    private boolean isActivated(String name) {
        return BackwardPath.from(graph, name)
                .end()
                .filter(node -> node.is("ArgMax")
                        || node.is("Concat")
                        || activations.softmax(node).isPresent()
                        || activations.sigmoidInput(node).isPresent())
                .isPresent();
    }
}

package io.github.segmentation4j.onnx.internal.graph;

import io.github.segmentation4j.engine.argmax.GraphResize;
import io.github.segmentation4j.model.OutputKind;
import io.github.segmentation4j.model.TensorLayout;
import io.github.segmentation4j.onnx.internal.file.ElementTypes;
import io.github.segmentation4j.onnx.internal.file.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Goes from an output back through nodes whose work a decoder can do in the same order with the same result, and stops at
 * the first one that is not understood.
 *
 * <p>A softmax is looked through only between scores and their ArgMax. Where probabilities are the output they are scaled to
 * the photo afterwards, which gives other labels than scaled logits do; and a sigmoid rounds large scores of several
 * classes to the same 1.
 */
final class TailFinder {
    private static final int MAX_STEPS = 32;

    /** How many labels, from 0 on, a type tells apart. */
    private static final Map<String, Long> LABELS = Map.ofEntries(
            Map.entry("int8", 1L << 7),
            Map.entry("uint8", 1L << 8),
            Map.entry("float16", 1L << 11),
            Map.entry("int16", 1L << 15),
            Map.entry("uint16", 1L << 16),
            Map.entry("float32", 1L << 24),
            Map.entry("int32", 1L << 31),
            Map.entry("uint32", 1L << 32),
            Map.entry("float64", 1L << 53),
            Map.entry("int64", Long.MAX_VALUE),
            Map.entry("uint64", Long.MAX_VALUE));

    /** Types in which a number of any {@link #SCORES} type stays what it is. */
    private static final Set<String> WIDE = Set.of("float32", "float64");

    private static final Set<String> SCORES = Set.of("float32", "float16");

    private static final Set<String> ENDINGS =
            Set.of("Identity", "Cast", "Transpose", "Squeeze", "ArgMax", "Resize", "Upsample");

    private final GraphIndex graph;
    private final Activations activations;
    private final ElementTypeTracer types;
    private final ResizeReader resizes;
    private final ChannelAxisFinder channels;

    private final List<Node> nodes = new ArrayList<>();
    private String value;
    private List<AxisRole> axes;
    private boolean labels;
    private boolean argmax;
    private long mostClasses = Long.MAX_VALUE;
    private Optional<GraphResize> resize = Optional.empty();
    private Optional<GraphTail> found = Optional.empty();

    private TailFinder(GraphIndex graph, ImageInput input, String output, List<AxisRole> axes, boolean labels) {
        this.graph = graph;
        this.axes = axes;
        this.labels = labels;
        value = output;
        activations = new Activations(graph);
        types = new ElementTypeTracer(graph);
        resizes = new ResizeReader(graph, input);
        channels = new ChannelAxisFinder(graph);
    }

    /**
     * Returns the longest tail of an output.
     *
     * @param layout the order of the output's axes
     * @param rank how many axes the output has; without an axis of channels if it is below 4
     * @param kind what the output holds
     */
    static Optional<GraphTail> find(
            GraphIndex graph, ImageInput input, String output, TensorLayout layout, int rank, OutputKind kind) {
        boolean labels = kind == OutputKind.LABELS;
        return AxisRole.of(layout, rank)
                .filter(axes -> kind != OutputKind.MASK_QUERIES)
                .map(axes -> new TailFinder(graph, input, output, axes, labels))
                .flatMap(TailFinder::walk);
    }

    private Optional<GraphTail> walk() {
        for (int step = 0; step < MAX_STEPS; step++) {
            Optional<Node> producer = graph.producer(value)
                    .filter(node -> node.domain().isEmpty() && node.outputs().indexOf(value) == 0);
            Optional<String> before = producer.flatMap(this::before);
            if (before.isEmpty()) {
                return found;
            }
            nodes.add(producer.get());
            value = before.get();
            note(producer.get());
        }
        return found;
    }

    /** True if a node that gives an output is one with which a tail may end. */
    static boolean mayEndWith(Node node) {
        return node.domain().isEmpty() && ENDINGS.contains(node.type());
    }

    /** Notes the tail up to here if it is worth to be cut: a node that only moves numbers alone is not. */
    private void note(Node node) {
        Optional<TensorLayout> layout = AxisRole.layout(axes);
        boolean planes = node.is("Transpose") && layout.equals(Optional.of(TensorLayout.NCHW));
        boolean computes = resize.isPresent() || argmax;
        if (!labels && layout.isPresent() && (planes || computes) && isGivenByNode()) {
            OptionalInt classes = classes(value);
            if (!argmax || classes.orElse(Integer.MAX_VALUE) <= mostClasses) {
                found = Optional.of(new GraphTail(value, layout.get(), classes, resize, argmax, nodes));
            }
        }
    }

    /** Returns how many channels some scores have, if that can be told. */
    private OptionalInt classes(String scores) {
        return channels.find(scores)
                .filter(found -> found.is(axes.indexOf(AxisRole.CHANNEL)))
                .map(ChannelAxis::channels)
                .filter(count -> count.orElse(0) > 0 && count.orElse(0) <= Integer.MAX_VALUE)
                .map(count -> OptionalInt.of((int) count.getAsLong()))
                .orElse(OptionalInt.empty());
    }

    private boolean isGivenByNode() {
        return graph.producer(value).isPresent() && !graph.isConstant(value);
    }

    /** Returns what a node takes, if it is one that can be left out; notes what it did. */
    private Optional<String> before(Node node) {
        return switch (node.type()) {
            case "Identity" -> node.input(0);
            case "Cast" -> node.input(0).filter(input -> keepsNumbers(node, input));
            case "Transpose" -> node.integers("perm").flatMap(order -> moved(node, AxisRole.untransposed(axes, order)));
            case "Squeeze" -> graph.axes(node).flatMap(dropped -> moved(node, AxisRole.unsqueezed(axes, dropped)));
            case "ArgMax" -> beforeArgmax(node);
            case "Resize", "Upsample" -> beforeResize(node);
            default -> beforeSoftmax(node);
        };
    }

    private Optional<String> moved(Node node, Optional<List<AxisRole>> before) {
        return before.flatMap(roles -> {
            Optional<String> input = node.input(0);
            input.ifPresent(name -> axes = roles);
            return input;
        });
    }

    /** True for a conversion that no label and no score notices. */
    private boolean keepsNumbers(Node cast, String input) {
        String to = cast.integer("to").map(ElementTypes::name).orElse("");
        if (labels) {
            mostClasses = Math.min(mostClasses, LABELS.getOrDefault(to, 0L));
            return mostClasses > 0;
        }
        return resize.isEmpty()
                && WIDE.contains(to)
                && types.of(input).filter(SCORES::contains).isPresent();
    }

    private Optional<String> beforeArgmax(Node node) {
        Optional<String> input = node.input(0)
                .filter(name -> labels && node.integer("select_last_index").orElse(0L) == 0)
                .filter(name -> types.of(name).filter(SCORES::contains).isPresent());
        long axis = node.integer("axis").orElse(0L);
        boolean keepsAxis = node.integer("keepdims").orElse(1L) == 1;
        List<AxisRole> before = new ArrayList<>(axes);
        int rank = axes.size() + (keepsAxis ? 0 : 1);
        int place = (int) (axis < 0 ? axis + rank : axis);
        if (place < 0 || place >= rank || keepsAxis == !axes.contains(AxisRole.CHANNEL)) {
            return Optional.empty();
        }
        if (!keepsAxis) {
            before.add(place, AxisRole.CHANNEL);
        }
        if (input.isEmpty() || before.get(place) != AxisRole.CHANNEL) {
            return Optional.empty();
        }
        axes = List.copyOf(before);
        labels = false;
        argmax = true;
        return input;
    }

    private Optional<String> beforeSoftmax(Node node) {
        if (!argmax || resize.isPresent()) {
            return Optional.empty();
        }
        int channel = axes.indexOf(AxisRole.CHANNEL);
        return activations
                .softmax(node)
                .filter(softmax -> (softmax.axis() < 0 ? softmax.axis() + axes.size() : softmax.axis()) == channel)
                .filter(softmax -> !softmax.alsoBehind() || channel == axes.size() - 1)
                .map(Activations.Softmax::input);
    }

    private Optional<String> beforeResize(Node node) {
        if (labels || resize.isPresent() || AxisRole.layout(axes).isEmpty()) {
            return Optional.empty();
        }
        // Of 16-bit floats the graph rounds the result, which the decoder does not.
        Optional<String> input = node.input(0).filter(name -> types.of(name).equals(Optional.of("float32")));
        Optional<GraphResize> read = input.flatMap(name -> resizes.read(node, axes));
        resize = read;
        return read.isPresent() ? input : Optional.empty();
    }
}

package io.github.segmentation4j.onnx.internal.graph;

import io.github.segmentation4j.model.TensorLayout;
import io.github.segmentation4j.onnx.internal.file.Dimension;
import io.github.segmentation4j.onnx.internal.file.Node;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Walks back from a tensor to the convolution that it comes from.
 *
 * <p>ONNX's convolutions have their channels on axis 1, a multiplication by a matrix of weights has them on the last
 * axis, and everything in between either leaves the axes alone or says where it moves them. Where a node does neither,
 * nothing is found.
 */
final class ChannelAxisFinder {
    private static final int MAX_STEPS = 200;
    private static final int IMAGE_RANK = 4;
    private static final int MATRIX_RANK = 2;
    private static final int CONVOLUTION_CHANNEL = 1;

    // Where these operators take their weights.
    private static final int WEIGHTS = 1;
    private static final int QLINEAR_WEIGHTS = 3;

    private static final Set<String> CONVOLUTIONS = Set.of("Conv", "ConvTranspose", "QLinearConv", "ConvInteger");
    private static final Set<String> MULTIPLICATIONS = Set.of("MatMul", "MatMulInteger");

    /** Operators that work on each number, on each channel or along rows and columns. */
    private static final Set<String> KEEP_AXES = Set.of(
            "Identity",
            "Cast",
            "Dropout",
            "Clip",
            "Resize",
            "Upsample",
            "Sigmoid",
            "HardSigmoid",
            "Softmax",
            "LogSoftmax",
            "Exp",
            "Log",
            "Neg",
            "Abs",
            "Sqrt",
            "Reciprocal",
            "Tanh",
            "Relu",
            "LeakyRelu",
            "PRelu",
            "Elu",
            "Selu",
            "Celu",
            "Gelu",
            "Mish",
            "Softplus",
            "Softsign",
            "HardSwish",
            "BatchNormalization",
            "InstanceNormalization",
            "GroupNormalization",
            "LayerNormalization",
            "AveragePool",
            "MaxPool",
            "GlobalAveragePool",
            "QuantizeLinear",
            "DequantizeLinear",
            "Pad",
            "Add",
            "Sub",
            "Mul",
            "Div",
            "Max",
            "Min",
            "Sum");

    /** Operators that keep the axes, but not how many channels there are. */
    private static final Set<String> KEEP_AXES_NOT_LENGTHS = Set.of("Slice", "Split", "Concat", "DepthToSpace");

    private final GraphIndex graph;

    ChannelAxisFinder(GraphIndex graph) {
        this.graph = graph;
    }

    /** Walks back from a tensor whose number of axes is declared, or else is that of images. */
    Optional<ChannelAxis> find(String tensor) {
        return new Walk(tensor, true).toSource();
    }

    /** The way back from one tensor. */
    private final class Walk {
        private final String tensor;
        private final boolean throughReshape;
        private final boolean rankDeclared;
        private final int rank;
        private String current;
        private Axes axes;
        private boolean sameChannels = true;

        Walk(String tensor, boolean throughReshape) {
            Optional<List<Dimension>> shape = graph.shape(tensor);
            this.tensor = tensor;
            this.throughReshape = throughReshape;
            rankDeclared = shape.isPresent();
            rank = shape.map(List::size).orElse(IMAGE_RANK);
            axes = Axes.start(rank);
            current = tensor;
        }

        Optional<ChannelAxis> toSource() {
            for (int step = 0; step < MAX_STEPS; step++) {
                Optional<Node> producer =
                        graph.producer(current).filter(node -> node.domain().isEmpty());
                if (producer.isEmpty()) {
                    return Optional.empty();
                }
                Node node = producer.get();
                if (CONVOLUTIONS.contains(node.type())) {
                    return convolution(node);
                }
                if (MULTIPLICATIONS.contains(node.type())) {
                    return multiplication(node);
                }
                Optional<Axes> before = before(node);
                Optional<String> next = graph.variables(node).stream().findFirst();
                if (before.isEmpty() || next.isEmpty()) {
                    return Optional.empty();
                }
                sameChannels &= KEEP_AXES.contains(node.type()) || node.is("Transpose") || node.is("Reshape");
                axes = before.get();
                current = next.get();
            }
            return Optional.empty();
        }

        private Optional<ChannelAxis> convolution(Node node) {
            int place = node.is("QLinearConv") ? QLINEAR_WEIGHTS : WEIGHTS;
            // Weights have as many axes as what they are applied to.
            return node.input(place)
                    .flatMap(graph::constantShape)
                    .filter(weights -> weights.size() == axes.rank() && axes.rank() > CONVOLUTION_CHANNEL)
                    .map(weights -> node.is("ConvTranspose")
                            ? weights.get(1) * node.integer("group").orElse(1L)
                            : weights.get(0))
                    .map(channels -> found(node, CONVOLUTION_CHANNEL, channels));
        }

        private Optional<ChannelAxis> multiplication(Node node) {
            return node.input(WEIGHTS)
                    .flatMap(graph::constantShape)
                    .filter(weights -> weights.size() == MATRIX_RANK && rankDeclared)
                    .map(weights -> found(node, axes.rank() - 1, weights.get(1)));
        }

        private ChannelAxis found(Node node, int channel, long channels) {
            OptionalLong known = sameChannels ? OptionalLong.of(channels) : OptionalLong.empty();
            return new ChannelAxis(tensor, node, axes, channel, known, rank);
        }

        /** Returns the axes of what a node takes. */
        private Optional<Axes> before(Node node) {
            if (KEEP_AXES.contains(node.type()) || KEEP_AXES_NOT_LENGTHS.contains(node.type())) {
                return Optional.of(axes);
            }
            return switch (node.type()) {
                case "Transpose" -> node.integers("perm").flatMap(axes::untransposed);
                case "Squeeze" -> graph.axes(node).flatMap(axes::with);
                case "Unsqueeze" -> graph.axes(node).flatMap(axes::without);
                case "Gather" -> beforeGather(node);
                case "Reshape" -> throughReshape ? beforeReshape(node) : Optional.empty();
                default -> Optional.empty();
            };
        }

        /** Returns the axes before a Gather; one that takes a single index removes its axis. */
        private Optional<Axes> beforeGather(Node node) {
            long axis = node.integer("axis").orElse(0L);
            return node.input(1).flatMap(graph::constantShape).flatMap(indices -> switch (indices.size()) {
                case 0 -> axes.with(List.of(axis));
                case 1 -> Optional.of(axes);
                default -> Optional.empty();
            });
        }

        /** Returns the axes before a Reshape that does nothing but move the axis of a single channel. */
        private Optional<Axes> beforeReshape(Node node) {
            Optional<List<Long>> target = node.input(1)
                    .flatMap(graph::integers)
                    .or(() -> graph.shape(current)
                            .map(shape -> shape.stream().map(Dimension::length).toList()));
            Optional<TensorLayout> layout = node.input(0)
                    .flatMap(input -> new Walk(input, false).toSource())
                    .filter(source -> source.channels().equals(OptionalLong.of(1)))
                    .flatMap(ChannelAxis::layout);
            if (target.isEmpty() || layout.isEmpty() || target.get().size() != IMAGE_RANK) {
                return Optional.empty();
            }
            boolean first = target.get().get(1) == 1;
            boolean last = target.get().get(3) == 1;
            if (first == last) {
                return Optional.empty();
            }
            if (first == (layout.get() == TensorLayout.NCHW)) {
                return Optional.of(axes);
            }
            return axes.untransposed(first ? List.of(0L, 3L, 1L, 2L) : List.of(0L, 2L, 3L, 1L));
        }
    }
}

package io.github.segmentation4j.onnx.internal.graph;

import io.github.segmentation4j.engine.tile.ReceptiveField;
import io.github.segmentation4j.model.TensorLayout;
import io.github.segmentation4j.onnx.internal.file.Node;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Finds how far the scores of a graph look into the image, from the kernels, strides and dilations on the way, as in A. Araujo,
 * W. Norris and J. Sim, "Computing Receptive Fields of Convolutional Neural Networks" (Distill, 2019).
 *
 * <p>What is not known to work sample by sample counts as looking at the whole image, so that a radius is never too small.
 */
final class ReachTracer {
    /** Operators that make each sample of samples at its place. */
    private static final Set<String> SAMPLE_BY_SAMPLE = Set.of(
            "Abs",
            "Add",
            "BatchNormalization",
            "Cast",
            "CastLike",
            "Ceil",
            "Celu",
            "Clip",
            "DequantizeLinear",
            "Div",
            "Dropout",
            "Elu",
            "Equal",
            "Erf",
            "Exp",
            "Floor",
            "Gelu",
            "Greater",
            "GreaterOrEqual",
            "HardSigmoid",
            "HardSwish",
            "Identity",
            "LRN",
            "LeakyRelu",
            "Less",
            "LessOrEqual",
            "Log",
            "Max",
            "Mean",
            "Min",
            "Mish",
            "Mul",
            "Neg",
            "Not",
            "Or",
            "PRelu",
            "Pow",
            "QuantizeLinear",
            "Reciprocal",
            "Relu",
            "Round",
            "Selu",
            "Sigmoid",
            "Sign",
            "Softplus",
            "Softsign",
            "Sqrt",
            "Sub",
            "Sum",
            "Swish",
            "Tanh",
            "ThresholdedRelu",
            "Where");

    private static final Set<String> WINDOWS = Set.of("AveragePool", "LpPool", "MaxPool");
    private static final Set<String> CONVOLUTIONS = Set.of("Conv", "ConvInteger", "QLinearConv");
    private static final Set<String> ACROSS_CHANNELS = Set.of("Concat", "LogSoftmax", "Softmax", "Split", "ArgMax");
    private static final Set<String> EVEN_POSITIONS = Set.of("half_pixel", "pytorch_half_pixel", "asymmetric");
    private static final List<Long> TO_CHANNELS_LAST = List.of(0L, 2L, 3L, 1L);
    private static final List<Long> TO_CHANNELS_FIRST = List.of(0L, 3L, 1L, 2L);

    /** Operators that ask for the size of a value, not for what it holds. */
    private static final Set<String> SIZES = Set.of("Shape", "Size");

    /** Beyond this many pixels a radius is as good as none. */
    private static final int FARTHEST = 1 << 20;

    /** Before, Softmax took all axes behind the named one together. */
    private static final int OPSET_OF_SOFTMAX_ALONG_ONE_AXIS = 13;

    private static final int SPATIAL_AXES = 2;
    private static final int IMAGE_RANK = 4;

    private final GraphIndex graph;
    private final Map<String, Reach> reaches = new HashMap<>();

    ReachTracer(GraphIndex graph) {
        this.graph = graph;
    }

    /**
     * Returns the receptive field of scores.
     *
     * @param input where images enter the graph
     * @param scores the values that are fetched
     * @return nothing if they do not depend on the image
     */
    Optional<Finding<ReceptiveField>> field(ImageInput input, List<String> scores) {
        reaches.put(input.name(), Reach.image(input.layout() == TensorLayout.NHWC));
        for (Node node : graph.nodes()) {
            List<Reach> before = node.inputs().stream()
                    .filter(reaches::containsKey)
                    .map(reaches::get)
                    .toList();
            if (!before.isEmpty() && !(node.domain().isEmpty() && SIZES.contains(node.type()))) {
                Reach after = after(node, before.stream().reduce(Reach::with).orElseThrow());
                node.outputs().forEach(output -> reaches.put(output, after));
            }
        }
        return scores.stream()
                .filter(reaches::containsKey)
                .map(reaches::get)
                .reduce(Reach::with)
                .map(ReachTracer::found);
    }

    private static Finding<ReceptiveField> found(Reach reach) {
        boolean bounded = reach.radius() <= FARTHEST && reach.stride() <= FARTHEST;
        int stride = bounded ? (int) reach.stride() : (int) Math.min(reach.stride(), ReceptiveField.UNKNOWN.stride());
        OptionalInt radius = bounded ? OptionalInt.of((int) Math.ceil(reach.radius())) : OptionalInt.empty();
        return new Finding<>(
                new ReceptiveField(stride, radius),
                bounded
                        ? radius.getAsInt() + " pixels to each side, stride " + stride
                        : "the whole image (" + reach.reason().orElse("very large kernels") + "), stride " + stride);
    }

    private Reach after(Node node, Reach before) {
        if (!node.domain().isEmpty()) {
            return before.everything(node.type());
        }
        if (SAMPLE_BY_SAMPLE.contains(node.type())) {
            return node.inputs().stream().anyMatch(this::isMap) ? before.everything("a map of constants") : before;
        }
        if (ACROSS_CHANNELS.contains(node.type())) {
            return isAcrossChannels(node, before) ? before : before.everything(node.type());
        }
        if (node.is("Transpose")) {
            List<Long> order = node.integers("perm").orElse(List.of());
            return order.equals(before.channelsLast() ? TO_CHANNELS_FIRST : TO_CHANNELS_LAST)
                    ? before.transposed()
                    : before.everything(node.type());
        }
        return before.channelsLast() ? before.everything(node.type()) : moved(node, before);
    }

    /** True for constants that differ from pixel to pixel. */
    private boolean isMap(String name) {
        return graph.constantShape(name)
                .filter(shape -> shape.size() >= SPATIAL_AXES)
                .filter(shape -> shape.subList(Math.max(0, shape.size() - IMAGE_RANK + 1), shape.size()).stream()
                                .filter(length -> length > 1)
                                .count()
                        > 1)
                .isPresent();
    }

    /** Returns what a node reaches whose axes are N,C,H,W. */
    private Reach moved(Node node, Reach before) {
        if (CONVOLUTIONS.contains(node.type())) {
            return convolved(node, before);
        }
        if (WINDOWS.contains(node.type())) {
            return windowed(node, before, node.integers("kernel_shape"));
        }
        return switch (node.type()) {
            case "ConvTranspose" -> transposed(node, before);
            case "Resize" -> resized(node, before);
            case "Pad" -> padded(node, before);
            case "DepthToSpace" -> spread(before, 1.0 / blockSize(node));
            case "SpaceToDepth" -> spread(before, (double) blockSize(node));
            default -> before.everything(node.type());
        };
    }

    private Reach convolved(Node node, Reach before) {
        int weights = node.is("QLinearConv") ? 3 : 1;
        boolean fixed =
                node.input(weights).filter(name -> !reaches.containsKey(name)).isPresent();
        Optional<List<Long>> kernel = node.integers("kernel_shape")
                .or(() -> node.input(weights)
                        .flatMap(graph::constantShape)
                        .filter(shape -> shape.size() == IMAGE_RANK)
                        .map(shape -> shape.subList(IMAGE_RANK - SPATIAL_AXES, IMAGE_RANK)));
        return fixed ? windowed(node, before, kernel) : before.everything(node.type() + " with weights of the image");
    }

    /** Along each axis a window reaches to one side what is padded there, to the other what is left of it. */
    private static Reach windowed(Node node, Reach before, Optional<List<Long>> kernel) {
        if (kernel.isEmpty() || kernel.get().size() != SPATIAL_AXES) {
            return before.everything(node.type() + " of an unknown size");
        }
        List<Long> ones = Collections.nCopies(SPATIAL_AXES, 1L);
        List<Long> dilations = node.integers("dilations").orElse(ones);
        List<Long> strides = node.integers("strides").orElse(ones);
        boolean automatic = !node.text("auto_pad").orElse("NOTSET").equals("NOTSET");
        List<Long> pads = node.integers("pads").orElse(Collections.nCopies(2 * SPATIAL_AXES, 0L));
        double farthest = 0;
        long stride = 1;
        for (int axis = 0; axis < SPATIAL_AXES; axis++) {
            long span = (kernel.get().get(axis) - 1) * dilations.get(axis);
            long left = automatic ? span : pads.get(axis);
            farthest = Math.max(farthest, (double) Math.max(left, automatic ? span : span - left));
            stride = Math.max(stride, strides.get(axis));
        }
        Reach after = before.window(farthest * before.step(), before.step() * stride);
        return automatic && stride > 1 ? after.everything("padding that depends on the size") : after;
    }

    private Reach transposed(Node node, Reach before) {
        Optional<List<Long>> kernel = node.integers("kernel_shape")
                .or(() -> node.input(1)
                        .flatMap(graph::constantShape)
                        .filter(shape -> shape.size() == IMAGE_RANK)
                        .map(shape -> shape.subList(IMAGE_RANK - SPATIAL_AXES, IMAGE_RANK)));
        List<Long> strides = node.integers("strides").orElse(Collections.nCopies(SPATIAL_AXES, 1L));
        List<Long> dilations = node.integers("dilations").orElse(Collections.nCopies(SPATIAL_AXES, 1L));
        if (kernel.isEmpty() || kernel.get().size() != SPATIAL_AXES) {
            return before.everything(node.type() + " of an unknown size");
        }
        double farthest = 0;
        long stride = Long.MAX_VALUE;
        for (int axis = 0; axis < SPATIAL_AXES; axis++) {
            double span = (double) (kernel.get().get(axis) - 1) * dilations.get(axis) / strides.get(axis);
            farthest = Math.max(farthest, Math.ceil(span));
            stride = Math.min(stride, strides.get(axis));
        }
        return before.window((farthest + 1) * before.step(), before.step() / stride);
    }

    /**
     * An interpolation looks at the two samples around a place, a cubic one at four. Only by a fixed factor does it do the same
     * everywhere: to a computed size, or with the corners aligned, places depend on the size.
     */
    private Reach resized(Node node, Reach before) {
        boolean even = EVEN_POSITIONS.contains(
                        node.text("coordinate_transformation_mode").orElse("half_pixel"))
                && node.integer("antialias").orElse(0L) == 0;
        Optional<List<Double>> scales = node.input(node.inputs().size() == 2 ? 1 : 2)
                .flatMap(graph::values)
                .filter(values -> values.size() == IMAGE_RANK);
        if (!even || scales.isEmpty()) {
            return before.everything("Resize to a size that depends on that of the image");
        }
        double factor = Math.min(scales.get().get(2), scales.get().get(IMAGE_RANK - 1));
        double samples = node.text("mode").orElse("nearest").equals("cubic") ? 2 : 1;
        return factor <= 0
                ? before.everything(node.type())
                : before.window(samples * before.step() * Math.max(1, 1 / factor), before.step() / factor);
    }

    /** Zeros move what follows by as many samples as there are before them. */
    private Reach padded(Node node, Reach before) {
        Optional<List<Long>> pads = node.integers("pads")
                .or(() -> node.input(1).flatMap(graph::integers))
                .filter(list -> list.size() == 2 * IMAGE_RANK);
        if (pads.isEmpty() || !node.text("mode").orElse("constant").equals("constant")) {
            return before.everything(node.type());
        }
        double most = (double) Collections.max(pads.get());
        return before.window(most * before.step(), before.step());
    }

    private static Reach spread(Reach before, double factor) {
        return before.window(Math.max(1, factor) * before.step(), before.step() * factor);
    }

    private static long blockSize(Node node) {
        return Math.max(1, node.integer("blocksize").orElse(1L));
    }

    /** True if a node says that it works along the channels; what the operators mean where they say nothing changed. */
    private boolean isAcrossChannels(Node node, Reach before) {
        boolean flattens =
                graph.opset() < OPSET_OF_SOFTMAX_ALONG_ONE_AXIS && node.type().endsWith("Softmax");
        int channels = before.channelsLast() ? IMAGE_RANK - 1 : 1;
        return !flattens
                && node.integer("axis")
                        .filter(axis -> axis == channels || axis == channels - IMAGE_RANK)
                        .isPresent();
    }
}

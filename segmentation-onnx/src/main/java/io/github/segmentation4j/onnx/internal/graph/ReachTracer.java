package io.github.segmentation4j.onnx.internal.graph;

import io.github.segmentation4j.engine.tile.ReceptiveField;
import io.github.segmentation4j.onnx.internal.file.Attribute;
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
            "Abs", "Add", "BatchNormalization", "Cast", "CastLike", "Ceil", "Celu", "Clip", "DequantizeLinear", "Div",
            "Dropout", "Elu", "Equal", "Erf", "Exp", "Floor", "Gelu", "Greater", "GreaterOrEqual", "HardSigmoid", "HardSwish",
            "Identity", "LRN", "LeakyRelu", "Less", "LessOrEqual", "Log", "Max", "Mean", "Min", "Mish", "Mul", "Neg", "Not",
            "Or", "PRelu", "Pow", "QuantizeLinear", "Reciprocal", "Relu", "Round", "Selu", "Sigmoid", "Sign", "Softplus",
            "Softsign", "Sqrt", "Sub", "Sum", "Swish", "Tanh", "ThresholdedRelu", "Transpose", "Where");

    private static final Set<String> WINDOWS = Set.of("AveragePool", "LpPool", "MaxPool");
    private static final Set<String> CONVOLUTIONS = Set.of("Conv", "ConvInteger", "QLinearConv");
    private static final Set<String> ACROSS_CHANNELS = Set.of("Concat", "LogSoftmax", "Softmax", "Split", "ArgMax");

    /** Operators that ask for the size of a value, not for what it holds. */
    private static final Set<String> SIZES = Set.of("Shape", "Size");

    /** Beyond this many pixels a radius is as good as none. */
    private static final int FARTHEST = 1 << 20;

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
        reaches.put(input.name(), Reach.image());
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
        Reach known = reach.isOfUnknownStep() ? reach.everything(Reach.COMPUTED_SIZE) : reach;
        int stride = (int) Math.ceil(Math.max(1, reach.coarsest()));
        boolean bounded = known.radius() <= FARTHEST;
        OptionalInt radius = bounded ? OptionalInt.of((int) Math.ceil(known.radius())) : OptionalInt.empty();
        return new Finding<>(
                new ReceptiveField(stride, radius),
                bounded
                        ? radius.getAsInt() + " pixels to each side, stride " + stride
                        : "the whole image (" + known.reason().orElse("very large kernels") + "), stride " + stride);
    }

    private Reach after(Node node, Reach before) {
        if (!node.domain().isEmpty()) {
            return before.everything(node.type());
        }
        if (SAMPLE_BY_SAMPLE.contains(node.type())) {
            return before;
        }
        if (CONVOLUTIONS.contains(node.type())) {
            return convolved(node, before);
        }
        if (WINDOWS.contains(node.type())) {
            return windowed(node, before, node.integers("kernel_shape"));
        }
        if (ACROSS_CHANNELS.contains(node.type())) {
            return isAcrossChannels(node) ? before : before.everything(node.type() + " along a side of the image");
        }
        return switch (node.type()) {
            case "ConvTranspose" -> transposed(node, before);
            case "Resize", "Upsample" -> resized(node, before);
            case "Pad" -> padded(node, before);
            case "DepthToSpace" -> spread(before, 1.0 / blockSize(node));
            case "SpaceToDepth" -> spread(before, blockSize(node));
            default -> before.everything(node.type());
        };
    }

    private Reach convolved(Node node, Reach before) {
        int weights = node.is("QLinearConv") ? 3 : 1;
        boolean fixed = node.input(weights).filter(name -> !reaches.containsKey(name)).isPresent();
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
            farthest = Math.max(farthest, Math.max(left, automatic ? span : span - left));
            stride = Math.max(stride, strides.get(axis));
        }
        if (before.isOfUnknownStep() && (farthest > 0 || stride > 1)) {
            return before.everything(Reach.COMPUTED_SIZE);
        }
        return before.window(farthest > 0 ? farthest * before.step() : 0, before.step() * stride);
    }

    private Reach transposed(Node node, Reach before) {
        Optional<List<Long>> kernel = node.integers("kernel_shape")
                .or(() -> node.input(1)
                        .flatMap(graph::constantShape)
                        .filter(shape -> shape.size() == IMAGE_RANK)
                        .map(shape -> shape.subList(IMAGE_RANK - SPATIAL_AXES, IMAGE_RANK)));
        List<Long> strides = node.integers("strides").orElse(Collections.nCopies(SPATIAL_AXES, 1L));
        List<Long> dilations = node.integers("dilations").orElse(Collections.nCopies(SPATIAL_AXES, 1L));
        if (kernel.isEmpty() || kernel.get().size() != SPATIAL_AXES || before.isOfUnknownStep()) {
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

    /** An interpolation looks at the two samples around a place, a cubic one at four. */
    private Reach resized(Node node, Reach before) {
        double samples = node.text("mode").orElse("nearest").equals("cubic") ? 2 : 1;
        Optional<Double> factor = scales(node)
                .filter(scales -> scales.size() == IMAGE_RANK)
                .map(scales -> Math.min(scales.get(2), scales.get(IMAGE_RANK - 1)))
                .filter(scale -> scale > 0);
        if (before.isOfUnknownStep()) {
            return before.everything(Reach.COMPUTED_SIZE);
        }
        if (factor.isEmpty()) {
            return before.window(samples * before.step(), before.step()).ofUnknownStep();
        }
        if (factor.get() < 1) {
            return before.window(samples * before.step() / factor.get(), before.step() / factor.get());
        }
        return before.window(samples * before.step(), before.step() / factor.get());
    }

    private Optional<List<Double>> scales(Node node) {
        if (node.attributes().get("scales") instanceof Attribute.Reals list) {
            return Optional.of(list.values());
        }
        int place = node.is("Upsample") || node.inputs().size() == 2 ? 1 : 2;
        return node.input(place).flatMap(graph::values).filter(values -> !values.isEmpty());
    }

    /** Zeros move what follows by as many samples as there are before them. */
    private Reach padded(Node node, Reach before) {
        Optional<List<Long>> pads = node.integers("pads")
                .or(() -> node.input(1).flatMap(graph::integers))
                .filter(list -> list.size() == 2 * IMAGE_RANK);
        if (pads.isEmpty()
                || !node.text("mode").orElse("constant").equals("constant")
                || before.isOfUnknownStep()) {
            return before.everything(node.type());
        }
        long most = Collections.max(pads.get());
        return before.window(most * before.step(), before.step());
    }

    private static Reach spread(Reach before, double factor) {
        return before.isOfUnknownStep()
                ? before.everything(Reach.COMPUTED_SIZE)
                : before.window(Math.max(1, factor) * before.step(), before.step() * factor);
    }

    private static long blockSize(Node node) {
        return Math.max(1, node.integer("blocksize").orElse(1L));
    }

    /** True if an axis is that of channels, the second one, or the last one where the layout is N,H,W,C. */
    private static boolean isAcrossChannels(Node node) {
        long axis = node.integer("axis").orElse(1L);
        return axis == 1 || axis == 1 - IMAGE_RANK;
    }
}

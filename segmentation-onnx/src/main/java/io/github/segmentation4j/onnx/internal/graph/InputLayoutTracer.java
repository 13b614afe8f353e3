package io.github.segmentation4j.onnx.internal.graph;

import io.github.segmentation4j.model.TensorLayout;
import io.github.segmentation4j.onnx.internal.file.Dimension;
import io.github.segmentation4j.onnx.internal.file.Node;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out the order of an input's axes from the convolutions that it reaches, which have their channels on axis 1.
 *
 * <p>All ways are followed; unless all convolutions agree, nothing is found.
 */
final class InputLayoutTracer {
    private static final int MAX_STEPS = 500;
    private static final int IMAGE_RANK = 4;
    private static final int QLINEAR_WEIGHTS = 3;

    private static final Set<String> CONVOLUTIONS = Set.of("Conv", "QLinearConv", "ConvInteger");

    /** Operators that work on each number, on each channel or along rows and columns. */
    private static final Set<String> KEEP_AXES = Set.of(
            "Identity",
            "Cast",
            "Dropout",
            "Clip",
            "Resize",
            "Upsample",
            "Pad",
            "Relu",
            "LeakyRelu",
            "PRelu",
            "Sigmoid",
            "Neg",
            "Sqrt",
            "BatchNormalization",
            "InstanceNormalization",
            "AveragePool",
            "MaxPool",
            "QuantizeLinear",
            "DequantizeLinear",
            "DynamicQuantizeLinear");

    private static final Set<String> KEEP_AXES_WITH_CONSTANT = Set.of("Add", "Sub", "Mul", "Div", "Max", "Min", "Pow");

    /** Operators that take parts of a tensor. */
    private static final Set<String> PARTS = Set.of("Slice", "Split", "Gather", "Unsqueeze");

    /** The shape of an input of which the file says nothing. */
    private static final List<Dimension> UNDECLARED =
            Collections.nCopies(IMAGE_RANK, new Dimension(Dimension.FREE, ""));

    private final GraphIndex graph;

    InputLayoutTracer(GraphIndex graph) {
        this.graph = graph;
    }

    /**
     * A tensor on the way from the input.
     *
     * @param axes its axes by those of the input
     * @param sameChannels false if it may have fewer channels, or more
     */
    private record Place(String tensor, Axes axes, boolean sameChannels) {
        Place at(String output) {
            return new Place(output, axes, sameChannels);
        }

        Place with(Axes after) {
            return new Place(tensor, after, sameChannels);
        }

        Place withOtherChannels() {
            return new Place(tensor, axes, false);
        }
    }

    /** What a convolution says of the input. */
    private record Vote(String convolution, TensorLayout layout, long channels, boolean sameChannels) {}

    Optional<Finding<TensorLayout>> layout(String input) {
        return agreed(input).map(vote -> new Finding<>(vote.layout, evidence(input, vote)));
    }

    /** Returns how many channels an input has if the convolutions that it reaches take all of them. */
    Optional<Finding<Integer>> channels(String input) {
        return agreed(input)
                .filter(vote -> vote.sameChannels && vote.channels > 0 && vote.channels <= Integer.MAX_VALUE)
                .map(vote -> new Finding<>((int) vote.channels, evidence(input, vote)));
    }

    /** Returns what the first convolution says if none contradicts it. */
    private Optional<Vote> agreed(String input) {
        Optional<List<Dimension>> shape = graph.input(input)
                .map(declared -> declared.shape().orElse(UNDECLARED))
                .filter(dimensions -> dimensions.size() == IMAGE_RANK);
        if (shape.isEmpty()) {
            return Optional.empty();
        }
        Optional<List<Vote>> votes = votes(input);
        if (votes.isEmpty() || votes.get().isEmpty()) {
            return Optional.empty();
        }
        Vote first = votes.get().get(0);
        boolean agreed = votes.get().stream().allMatch(vote -> vote.layout == first.layout && fits(vote, shape.get()));
        return agreed ? Optional.of(first) : Optional.empty();
    }

    private static boolean fits(Vote vote, List<Dimension> shape) {
        long declared = shape.get(vote.layout.channelAxis()).length();
        return !vote.sameChannels || declared == Dimension.FREE || declared == vote.channels;
    }

    private static String evidence(String input, Vote vote) {
        String first = "the first " + vote.convolution;
        return Words.quoted(input) + " is " + vote.layout + ": "
                + switch (vote.layout) {
                    case NCHW -> first + " takes " + vote.channels + " channels from its axis 1";
                    case NHWC ->
                        "a Transpose [0,3,1,2] comes before " + first + ", which takes " + vote.channels + " channels";
                };
    }

    /** Returns what all convolutions that are reached say, or nothing if one of them says that it is not an image. */
    private Optional<List<Vote>> votes(String input) {
        List<Vote> votes = new ArrayList<>();
        Deque<Place> places = new ArrayDeque<>();
        Set<String> seen = new HashSet<>(Set.of(input));
        places.add(new Place(input, Axes.start(IMAGE_RANK), true));
        for (int step = 0; step < MAX_STEPS && !places.isEmpty(); step++) {
            Place place = places.remove();
            for (Node node : graph.consumers(place.tensor)) {
                if (CONVOLUTIONS.contains(node.type())) {
                    Optional<Vote> vote = vote(node, place);
                    if (vote.isEmpty()) {
                        return Optional.empty();
                    }
                    votes.add(vote.get());
                } else {
                    after(node, place).stream()
                            .filter(next -> seen.add(next.tensor))
                            .forEach(places::add);
                }
            }
        }
        return Optional.of(votes);
    }

    private Optional<Vote> vote(Node convolution, Place place) {
        int weights = convolution.is("QLinearConv") ? QLINEAR_WEIGHTS : 1;
        Optional<List<Long>> shape = convolution.input(weights).flatMap(graph::constantShape);
        if (shape.isEmpty() || shape.get().size() != IMAGE_RANK) {
            return Optional.empty();
        }
        long channels = shape.get().get(1) * convolution.integer("group").orElse(1L);
        Optional<TensorLayout> layout = place.axes.are(0, 1, 2, 3)
                ? Optional.of(TensorLayout.NCHW)
                : place.axes.are(0, 3, 1, 2) ? Optional.of(TensorLayout.NHWC) : Optional.empty();
        return layout.map(axes -> new Vote(convolution.type(), axes, channels, place.sameChannels));
    }

    /** Returns where the numbers of a tensor go by a node that leaves the axes alone or says where it moves them. */
    private List<Place> after(Node node, Place place) {
        boolean main = node.input(0).equals(Optional.of(place.tensor));
        String type = node.domain().isEmpty() ? node.type() : "";
        Optional<Place> after = switch (type) {
            case "Transpose" ->
                node.integers("perm").flatMap(place.axes::transposed).map(place::with);
            case "Unsqueeze" -> graph.axes(node).flatMap(place.axes::with).map(place::with);
            case "Squeeze" -> graph.axes(node).flatMap(place.axes::without).map(place::with);
            case "Gather" -> main ? afterGather(node, place) : Optional.empty();
            case "Slice", "Split" -> main ? Optional.of(place.withOtherChannels()) : Optional.empty();
            case "Concat" -> isOfParts(node) ? Optional.of(place.withOtherChannels()) : Optional.empty();
            default -> keepsAxes(node, type, main) ? Optional.of(place) : Optional.empty();
        };
        long outputs = type.equals("Split") ? Integer.MAX_VALUE : 1;
        return after.stream()
                .flatMap(next -> node.outputs().stream().limit(outputs).map(next::at))
                .toList();
    }

    private boolean keepsAxes(Node node, String type, boolean main) {
        return (main && KEEP_AXES.contains(type))
                || (KEEP_AXES_WITH_CONSTANT.contains(type)
                        && graph.onlyVariable(node).isPresent());
    }

    private Optional<Place> afterGather(Node node, Place place) {
        long axis = node.integer("axis").orElse(0L);
        Place fewer = place.withOtherChannels();
        return node.input(1).flatMap(graph::constantShape).flatMap(indices -> switch (indices.size()) {
            case 0 -> place.axes.without(List.of(axis)).map(fewer::with);
            case 1 -> Optional.of(fewer);
            default -> Optional.empty();
        });
    }

    /** True if a Concat puts parts of one tensor together again, not features beside an image. */
    private boolean isOfParts(Node concat) {
        return graph.variables(concat).stream()
                .allMatch(name -> graph.producer(name)
                        .filter(node -> PARTS.contains(node.type()))
                        .isPresent());
    }
}

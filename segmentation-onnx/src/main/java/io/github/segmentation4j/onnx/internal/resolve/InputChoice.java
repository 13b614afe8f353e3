package io.github.segmentation4j.onnx.internal.resolve;

import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.engine.tensor.GraphSignature;
import io.github.segmentation4j.engine.tensor.TensorSpec;
import io.github.segmentation4j.model.ChannelOrder;
import io.github.segmentation4j.model.ElementType;
import io.github.segmentation4j.model.ModelSpec;
import io.github.segmentation4j.model.TensorLayout;
import io.github.segmentation4j.onnx.internal.graph.Finding;
import io.github.segmentation4j.onnx.internal.graph.GraphEvidence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Decides which input takes the image, in which layout, and how many channels of it. */
final class InputChoice {
    private static final int COLORS = 3;

    /** An axis longer than this is not taken for channels unless somebody says so. */
    private static final int MAX_CHANNELS = 64;

    /** An axis up to this length is rather taken for channels than another one that is open. */
    private static final int FEW_CHANNELS = 16;

    private final Decisions decisions;
    private final Statements statements;
    private final GraphSignature graph;
    private final GraphEvidence evidence;
    private final Optional<Known<ChannelOrder>> saidOrder;

    InputChoice(Decisions decisions, GraphSignature graph, GraphEvidence evidence) {
        this.decisions = decisions;
        this.statements = decisions.statements();
        this.graph = graph;
        this.evidence = evidence;
        this.saidOrder = statements.said(ModelSpec::channelOrder);
    }

    /**
     * What takes the image.
     *
     * @param tensor the input
     * @param layout the order of its axes
     * @param channels how many channels it takes
     * @param order which ones
     */
    record Chosen(TensorSpec tensor, TensorLayout layout, int channels, ChannelOrder order) {}

    /**
     * A way in which an input can hold images.
     *
     * @param layout the order of its axes
     * @param channels how many channels it then takes
     * @param fixed true if the graph fixes that number
     * @param doubt how far-fetched this is, 0 for the usual
     */
    private record Way(TensorLayout layout, int channels, boolean fixed, int doubt) {}

    /** The doubt that an open axis has the channels. */
    private static final int OPEN = 2;

    private static final int FAR_FETCHED = 3;

    /** Returns the choice, or nothing if a part of it is not known, which is noted then. */
    Optional<Chosen> resolve() {
        Optional<TensorSpec> tensor = tensor();
        if (tensor.isEmpty()) {
            return Optional.empty();
        }
        Optional<Way> way = way(tensor.get());
        return way.map(found -> new Chosen(tensor.get(), found.layout(), found.channels(), order(found)));
    }

    private Optional<TensorSpec> tensor() {
        List<TensorSpec> inputs = graph.inputs().stream().map(this::declared).toList();
        Optional<Known<String>> name = statements.said(ModelSpec::input);
        List<TensorSpec> candidates = name.isPresent()
                ? inputs.stream()
                        .filter(input -> input.name().equals(name.get().value()))
                        .toList()
                : likeliest(inputs);
        if (candidates.isEmpty() || !takesImages(candidates.get(0))) {
            throw new InvalidModelException(decisions.model() + " takes " + GraphSignature.describe(inputs)
                    + name.map(known -> " and " + known.origin() + " names input \"" + known.value() + "\"")
                            .orElse("")
                    + saidOrder
                            .map(known -> " and " + known.origin() + " says that the channels are " + known.value())
                            .orElse("")
                    + ", but an input of images, [N,C,H,W] or [N,H,W,C] of float32, float16, bfloat16, uint8 or int8, was"
                    + " expected: export the network with that input");
        }
        if (candidates.size() > 1) {
            decisions.miss(
                    "which of its inputs " + GraphSignature.describe(candidates) + " takes the image",
                    "input",
                    "input.name");
            return Optional.empty();
        }
        TensorSpec tensor = candidates.get(0);
        if (inputs.size() > 1) {
            throw new InvalidModelException(decisions.model() + " takes " + GraphSignature.describe(inputs)
                    + ", but only " + tensor + " can be fed with an image: export the network with that input alone,"
                    + " the others as constants");
        }
        Source origin = name.map(Known::origin).orElse(Source.graph("its only input of images"));
        if (graph.batch() > 1) {
            decisions.decide(
                    "batch",
                    new Known<>(
                            graph.batch() + " images at once, each time the same one",
                            Source.graph("it takes no other number")),
                    "an export with one image or a free batch, which takes a part of the time");
        }
        return Optional.of(decisions.decide("input", new Known<>(tensor, origin), ""));
    }

    /** Returns an input with the four axes of images, all of them open, where the graph declares no shape at all. */
    private TensorSpec declared(TensorSpec input) {
        return input.rank() == 0 && evidence.declaresNoShape(input.name())
                ? input.withShape(TensorSpec.OPEN_IMAGE)
                : input;
    }

    /** Returns the inputs that take images, those of color images alone where there are any. */
    private List<TensorSpec> likeliest(List<TensorSpec> inputs) {
        List<TensorSpec> taking = inputs.stream().filter(this::takesImages).toList();
        List<TensorSpec> usual = taking.stream()
                .filter(input -> ways(input).stream().anyMatch(way -> way.doubt() == 0))
                .toList();
        return usual.isEmpty() ? taking : usual;
    }

    private boolean takesImages(TensorSpec input) {
        return input.isImageLike()
                && input.elementType().filter(InputChoice::canHoldImages).isPresent()
                && !ways(input).isEmpty();
    }

    private static boolean canHoldImages(ElementType type) {
        return switch (type) {
            case FLOAT32, FLOAT16, BFLOAT16, UINT8, INT8 -> true;
            case FLOAT64, INT32, INT64 -> false;
        };
    }

    /** Returns the number of channels that somebody or the nodes of the graph say. */
    private OptionalInt wanted(TensorSpec input) {
        Optional<Known<ChannelOrder>> stated = statements.said(ModelSpec::channelOrder, Statement.Certainty.STATED);
        OptionalInt channels = stated.map(known -> known.value().channels()).orElse(OptionalInt.empty());
        if (channels.isPresent()) {
            return channels;
        }
        return statements
                .said(ModelSpec::mean, Statement.Certainty.STATED)
                .map(known -> known.value().size())
                .filter(size -> size > 1 && size != COLORS)
                .map(OptionalInt::of)
                .orElseGet(() -> evidence.inputChannels(input.name()).map(Finding::value).stream()
                        .mapToInt(Integer::intValue)
                        .findFirst());
    }

    /** Returns the least doubtful ways in which an input can hold images. */
    private List<Way> ways(TensorSpec input) {
        OptionalInt wanted = wanted(input);
        List<Way> all = new ArrayList<>();
        for (TensorLayout layout : TensorLayout.values()) {
            way(input, layout, wanted).ifPresent(all::add);
        }
        int least = all.stream().mapToInt(Way::doubt).min().orElse(0);
        return all.stream().filter(way -> way.doubt() == least).toList();
    }

    private static Optional<Way> way(TensorSpec input, TensorLayout layout, OptionalInt wanted) {
        int axis = layout.channelAxis();
        if (input.isFree(axis)) {
            return Optional.of(new Way(layout, wanted.orElse(COLORS), false, OPEN));
        }
        long length = input.shape().get(axis);
        if (length == COLORS || (wanted.isPresent() && length == wanted.getAsInt())) {
            return Optional.of(new Way(layout, (int) length, true, 0));
        }
        if (length == 1 || ChannelOrder.usual((int) Math.min(length, MAX_CHANNELS)) != ChannelOrder.BANDS) {
            return Optional.of(new Way(layout, (int) length, true, 1));
        }
        boolean channels = length > 1
                && length <= MAX_CHANNELS
                && Arrays.stream(new int[] {layout.rowAxis(), layout.columnAxis()})
                        .allMatch(side -> input.isFree(side) || input.shape().get(side) > length);
        return channels
                ? Optional.of(new Way(layout, (int) length, true, length <= FEW_CHANNELS ? 1 : FAR_FETCHED))
                : Optional.empty();
    }

    private Optional<Way> way(TensorSpec tensor) {
        List<Way> possible = ways(tensor);
        Optional<Known<TensorLayout>> known = statements.said(ModelSpec::layout);
        if (known.isPresent() && wayIn(possible, known.get().value()).isEmpty()) {
            throw new InvalidModelException(decisions.model() + " takes " + tensor + ", but "
                    + known.get().origin() + " says that its layout is "
                    + known.get().value() + ": correct that");
        }
        if (known.isEmpty() && possible.size() == 1) {
            Way only = possible.get(0);
            known = Optional.of(new Known<>(
                    only.layout(),
                    only.fixed()
                            ? Source.graph("axis " + only.layout().channelAxis() + " has length " + only.channels())
                            : Source.graph("no other axis can hold " + only.channels() + " channels")));
        }
        if (known.isEmpty()) {
            known = evidence.inputLayout(tensor.name())
                    .filter(found -> wayIn(possible, found.value()).isPresent())
                    .map(Known::proven);
        }
        if (known.isEmpty()) {
            decisions.miss("the order of the axes of its input " + tensor, "layout", "input.layout");
            return Optional.empty();
        }
        TensorLayout layout = decisions.decide("layout", known.get(), ModelSpec::layout, "");
        return wayIn(possible, layout);
    }

    private static Optional<Way> wayIn(List<Way> ways, TensorLayout layout) {
        return ways.stream().filter(way -> way.layout() == layout).min(Comparator.comparing(Way::channels));
    }

    private ChannelOrder order(Way way) {
        ChannelOrder usual = ChannelOrder.usual(way.channels());
        Optional<Known<ChannelOrder>> fitting =
                saidOrder.filter(known -> known.value().channels().orElse(way.channels()) == way.channels());
        if (saidOrder.isPresent()
                && fitting.isEmpty()
                && statements
                        .said(ModelSpec::channelOrder, Statement.Certainty.STATED)
                        .isPresent()) {
            throw new InvalidModelException(decisions.model() + " takes " + way.channels() + " channels, but "
                    + saidOrder.get().origin() + " says that they are "
                    + saidOrder.get().value() + ": correct that");
        }
        Source origin = way.channels() == COLORS
                ? Source.byDefault()
                : Source.byDefault("default for " + way.channels() + " channels");
        return decisions.decide(
                "channel order",
                fitting.orElse(new Known<>(usual, origin)),
                ModelSpec::channelOrder,
                usual.swapped() == usual ? "" : usual.swapped().name());
    }
}

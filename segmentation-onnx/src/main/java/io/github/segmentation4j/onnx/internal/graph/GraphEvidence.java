package io.github.segmentation4j.onnx.internal.graph;

import io.github.segmentation4j.engine.tile.ReceptiveField;
import io.github.segmentation4j.model.OutputKind;
import io.github.segmentation4j.model.TensorLayout;
import io.github.segmentation4j.onnx.internal.file.KernelGap;
import io.github.segmentation4j.onnx.internal.file.OnnxFile;
import java.util.List;
import java.util.Optional;

/**
 * What the nodes of a graph prove of its inputs and outputs.
 *
 * <p>A doubt is left open: every answer may be absent. Immutable, for any number of threads.
 */
public final class GraphEvidence {
    private final GraphIndex graph;

    private GraphEvidence(GraphIndex graph) {
        this.graph = graph;
    }

    /** Looks at the graph in a file. */
    public static GraphEvidence of(OnnxFile file) {
        return new GraphEvidence(new GraphIndex(file));
    }

    /**
     * Returns the order of the axes of an input that takes images, from the convolutions that it reaches.
     *
     * @param input the name of an input with four axes; for any other one nothing is returned
     */
    public Optional<Finding<TensorLayout>> inputLayout(String input) {
        return new InputLayoutTracer(graph).layout(input);
    }

    /** Returns how many channels the convolutions take from an input of images, if they take them all. */
    public Optional<Finding<Integer>> inputChannels(String input) {
        return new InputLayoutTracer(graph).channels(input);
    }

    /** True if the file has such an input or output and says nothing of its axes, not even how many there are. */
    public boolean declaresNoShape(String name) {
        return graph.input(name)
                .or(() -> graph.output(name))
                .filter(value -> value.shape().isEmpty())
                .isPresent();
    }

    /**
     * Returns what the graph does to an input before anything else: arithmetic with constants, and channels that are
     * reversed; nothing if it does neither.
     */
    public Optional<Finding<InputSteps>> inputSteps(String input) {
        if (graph.input(input).isEmpty()) {
            return Optional.empty();
        }
        return new InputStepsTracer(graph, input, inputLayout(input).map(Finding::value)).steps();
    }

    /** Returns what an output holds, with the reason why its kind is known or not; nothing if there is no such output. */
    public Optional<OutputMeaning> outputKind(String output) {
        return graph.output(output).map(declared -> new OutputTracer(graph).meaning(output));
    }

    /**
     * Returns the order of the axes of an output that holds scores, from the convolution that it comes from.
     *
     * @param output the name of an output with four axes; for any other one nothing is returned
     */
    public Optional<Finding<TensorLayout>> outputLayout(String output) {
        if (graph.output(output).isEmpty()) {
            return Optional.empty();
        }
        return new ChannelAxisFinder(graph)
                .find(output)
                .flatMap(source -> source.layout()
                        .map(layout -> new Finding<>(
                                layout,
                                Words.quoted(output) + " is " + layout + ": axis " + source.number()
                                        + " has the channels of "
                                        + source.source().type()
                                        + (source.channels().isPresent()
                                                ? ", which gives "
                                                        + source.channels().getAsLong()
                                                : ""))));
    }

    /** Returns the nodes that ONNX Runtime runs only with casts around them. */
    public List<KernelGap> kernelGaps() {
        return KernelGapFinder.find(graph);
    }

    /** True if the graph may have nodes that some output does not need, or whose work a decoder can do. */
    public boolean mayBeTrimmed() {
        return graph.mayBeTrimmed();
    }

    /**
     * True if the graph rounds numbers to 8 or 16 bits between its nodes, so that the last bit of a sum changes what follows
     * by far more than itself.
     */
    public boolean isOfLowPrecision() {
        return graph.isOfLowPrecision();
    }

    /**
     * Returns the nodes at the end of an output whose work a decoder can do in the same order with the same result, down to
     * the first one that is not understood; nothing if there are none that are worth it.
     *
     * @param input where images enter the graph
     * @param output the name of an output
     * @param layout the order of the output's axes
     * @param rank how many axes the output has; without an axis of channels if there are less than 4
     * @param kind what the output holds
     */
    public Optional<GraphTail> tail(ImageInput input, String output, TensorLayout layout, int rank, OutputKind kind) {
        return TailFinder.find(graph, input, output, layout, rank, kind);
    }

    /**
     * Returns from which Python programs the nodes are, as PyTorch's exporter writes it into each of them; nothing if no
     * node says so.
     *
     * @param input where images enter the graph
     */
    public Optional<GraphOrigin> origin(String input) {
        return new OriginTracer(graph).origin(input);
    }

    /**
     * Returns the class of torchvision's network after whose modules all convolutions are named, as PyTorch's older exporter
     * does it.
     *
     * @param input where images enter the graph
     */
    public Optional<String> torchvisionByNames(String input) {
        return new OriginTracer(graph).torchvisionByNames(input);
    }

    /** Returns the one of several outputs that does not come from an auxiliary head, if all others do. */
    public Optional<Finding<String>> mainOutput(List<String> outputs) {
        return new OriginTracer(graph).mainOutput(outputs);
    }

    /** Returns the one of several outputs that is computed from all the others, as with deep supervision. */
    public Optional<Finding<String>> fusedOutput(List<String> outputs) {
        return new FusedOutput(graph).find(outputs);
    }

    /**
     * Returns how far scores look into the image, and why that is all of it if it is.
     *
     * @param input where images enter the graph
     * @param scores the names of values of the graph
     * @return nothing if they do not come from the image
     */
    public Optional<Finding<ReceptiveField>> receptiveField(ImageInput input, List<String> scores) {
        return new ReachTracer(graph).field(input, scores);
    }
}

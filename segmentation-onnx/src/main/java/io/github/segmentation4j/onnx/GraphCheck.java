package io.github.segmentation4j.onnx;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.model.ModelSpec;
import io.github.segmentation4j.model.SizeRule;
import io.github.segmentation4j.model.TorchvisionModel;
import io.github.segmentation4j.onnx.internal.pipeline.GraphSignature;
import io.github.segmentation4j.onnx.internal.pipeline.Network;
import io.github.segmentation4j.onnx.internal.pipeline.TensorSpec;
import java.util.Optional;
import java.util.Set;

/** Holds the inputs and outputs of a graph against what a segmenter can feed and read. */
final class GraphCheck {
    private static final String TORCHVISION_INPUT = "input";
    private static final String TORCHVISION_AUXILIARY = "aux";

    private GraphCheck() {}

    /** Returns the input that takes the image. */
    static TensorSpec input(String model, GraphSignature graph) {
        if (graph.inputs().size() == 1) {
            TensorSpec input = graph.inputs().get(0);
            if (input.holdsImages(Network.CHANNELS)) {
                return input;
            }
        }
        throw new InvalidModelException(model + " takes " + GraphSignature.describe(graph.inputs())
                + ", but a segmentation network with one input of images, float32 [N,3,H,W], was expected: export it with"
                + " that input");
    }

    /** Checks that some output could hold a score for every pixel and class. */
    static void someScores(String model, GraphSignature graph) {
        if (graph.outputs().stream().noneMatch(TensorSpec::holdsImages)) {
            throw new InvalidModelException(model + " gives " + GraphSignature.describe(graph.outputs())
                    + ", but a segmentation network gives a score for every pixel and class, float32 [N,C,h,w]: choose"
                    + " another model, or export this one with its scores as output");
        }
    }

    /** Returns what torchvision's networks expect if a graph looks like their export. */
    static Optional<ModelSpec> torchvision(GraphSignature graph) {
        // All of them have one preset, so any of them will do.
        ModelSpec spec = TorchvisionModel.FCN_RESNET50.spec();
        String scores = spec.output().orElseThrow();
        Set<String> outputs = Set.of(scores, TORCHVISION_AUXILIARY);
        boolean known = graph.inputs().get(0).name().equals(TORCHVISION_INPUT)
                && graph.output(scores).isPresent()
                && outputs.containsAll(graph.outputNames())
                && graph.outputs().stream()
                        .allMatch(output -> hasClasses(
                                output, spec.classNames().orElseThrow().size()));
        return known ? Optional.of(spec) : Optional.empty();
    }

    private static boolean hasClasses(TensorSpec output, int classes) {
        return output.holdsImages(classes) && !output.isFree(TensorSpec.CHANNEL);
    }

    /** Returns the one size that an input takes, if the graph fixes it. */
    static Optional<SizeRule> fixedSize(String model, TensorSpec input) {
        if (input.isFree(TensorSpec.ROW) || input.isFree(TensorSpec.COLUMN)) {
            return Optional.empty();
        }
        int height = side(model, input, TensorSpec.ROW);
        int width = side(model, input, TensorSpec.COLUMN);
        return Optional.of(SizeRule.fixed(width, height));
    }

    private static int side(String model, TensorSpec input, int axis) {
        long length = input.shape().get(axis);
        if (length < 1 || length > Integer.MAX_VALUE) {
            throw new InvalidModelException(
                    model + " takes " + input + ", which no image fits: export it with sides of 1 to "
                            + Integer.MAX_VALUE + " pixels, or free ones");
        }
        return (int) length;
    }

    /** Checks that a size rule gives sizes that the graph takes. */
    static void size(String model, SizeRule size, Optional<SizeRule> fixedSize) {
        boolean fits = fixedSize.isEmpty() || fixedSize.get().equals(size) || size instanceof SizeRule.AsIs;
        if (!fits) {
            throw new InvalidModelException(
                    model + " takes images of " + fixedSize.get() + " only, but its size rule is " + size
                            + ": set OnnxSegmenter.Builder.size to the fixed one, or export the model with free sizes");
        }
    }

    /** Returns the output that holds the scores. */
    static TensorSpec output(String model, GraphSignature graph, Optional<String> name, ClassNames classNames) {
        TensorSpec output = name.map(wanted -> named(model, graph, wanted)).orElseGet(() -> only(model, graph));
        if (!output.holdsImages(classNames.size())) {
            throw new InvalidModelException(model + " gives " + output + ", but float32 scores [N," + classNames.size()
                    + ",h,w] were expected for " + classNames.size()
                    + " class names: name another output with OnnxSegmenter.Builder.output, or as many classes as it has"
                    + " channels with Builder.classNames");
        }
        return output;
    }

    private static TensorSpec named(String model, GraphSignature graph, String name) {
        return graph.output(name)
                .orElseThrow(() -> new InvalidModelException(model + " has no output \"" + name
                        + "\": choose one of its outputs with OnnxSegmenter.Builder.output: "
                        + GraphSignature.describe(graph.outputs())));
    }

    private static TensorSpec only(String model, GraphSignature graph) {
        if (graph.outputs().size() != 1) {
            throw new InvalidModelException(model + " has several outputs: choose the one that holds the scores with"
                    + " OnnxSegmenter.Builder.output: " + GraphSignature.describe(graph.outputs()));
        }
        return graph.outputs().get(0);
    }
}

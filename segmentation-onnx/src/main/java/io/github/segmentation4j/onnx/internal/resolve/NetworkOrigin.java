package io.github.segmentation4j.onnx.internal.resolve;

import io.github.segmentation4j.engine.tensor.GraphSignature;
import io.github.segmentation4j.engine.tensor.TensorSpec;
import io.github.segmentation4j.model.ElementType;
import io.github.segmentation4j.model.ModelSpec;
import io.github.segmentation4j.model.OutputKind;
import io.github.segmentation4j.model.Preset;
import io.github.segmentation4j.model.TensorLayout;
import io.github.segmentation4j.onnx.internal.graph.GraphEvidence;
import io.github.segmentation4j.onnx.internal.graph.GraphOrigin;
import io.github.segmentation4j.onnx.internal.graph.GraphTail;
import io.github.segmentation4j.onnx.internal.graph.ImageInput;
import io.github.segmentation4j.onnx.internal.resolve.Decisions.Known;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is presumed of a network for where its graph says that it is from.
 *
 * <p>torchvision's networks are all fed alike, so that one of its classes tells everything. Of the classes of other libraries
 * there are checkpoints for many sizes and data sets, and of classes that nobody has heard of nothing is known: they are
 * named, and nothing is guessed.
 */
final class NetworkOrigin {
    private static final int COLORS = 3;

    private static final String SUBJECT = "network";
    private static final String TORCHVISION_INPUT = "input";
    private static final String TORCHVISION_AUXILIARY = "aux";
    private static final String UNTOUCHED = "x";

    /** torchvision's classes of networks for semantic segmentation, 0.28. */
    private static final Set<String> TORCHVISION = Set.of(
            "torchvision.models.segmentation.fcn.FCN",
            "torchvision.models.segmentation.deeplabv3.DeepLabV3",
            "torchvision.models.segmentation.lraspp.LRASPP");

    /** The packages of other classes that a preset knows checkpoints of. */
    private static final Map<String, Preset> PRESETS = Map.of(
            "transformers.models.segformer.", Preset.SEGFORMER,
            "transformers.models.upernet.", Preset.UPERNET,
            "transformers.models.beit.", Preset.BEIT,
            "transformers.models.dpt.", Preset.DPT,
            "transformers.models.mobilevit.", Preset.MOBILEVIT,
            "transformers.models.mobilenet_v2.", Preset.MOBILENET_V2_DEEPLAB,
            "transformers.models.mask2former.", Preset.MASK2FORMER,
            "transformers.models.oneformer.", Preset.ONEFORMER,
            "segmentation_models_pytorch.", Preset.UNET);

    // All of torchvision's have one preset, so any of them will do.
    private static final ModelSpec PRESUMED = Preset.FCN_RESNET50.spec();

    private final GraphSignature graph;
    private final GraphEvidence evidence;
    private final TensorSpec input;
    private final Optional<GraphOrigin> origin;
    private final Optional<Statement> presumption;

    /** Looks where a network is from; whether its outputs are torchvision's is asked of {@code shapes}. */
    NetworkOrigin(GraphSignature graph, GraphEvidence evidence, ProbedShapes shapes) {
        this.graph = graph;
        this.evidence = evidence;
        input = graph.inputs().get(0);
        origin = evidence.origin(input.name());
        presumption = presumption(shapes);
    }

    /** Returns what is presumed of the network; nothing if it is not torchvision's, as far as can be told. */
    Optional<Statement> presumption() {
        return presumption;
    }

    private Optional<Statement> presumption(ProbedShapes shapes) {
        return reason().filter(why -> takesImages() && givesTorchvisionsClasses(shapes))
                .map(why ->
                        new Statement("torchvision's preset, since " + why, PRESUMED, Statement.Certainty.PRESUMED));
    }

    /** Returns why the network is taken for torchvision's: for its classes where they are known, else for names. */
    private Optional<String> reason() {
        if (origin.isPresent()) {
            return origin.filter(NetworkOrigin::isTorchvisions)
                    .map(known -> "its nodes are from " + known.networks().get(0));
        }
        if (evidence.inputSteps(input.name())
                .filter(steps -> !steps.value().formula().equals(UNTOUCHED))
                .isPresent()) {
            return Optional.empty();
        }
        return hasTorchvisionsNames()
                ? Optional.of("inputs and outputs are those of its export")
                : evidence.torchvisionByNames(input.name()).map(type -> "its nodes are named as those of its " + type);
    }

    private static boolean isTorchvisions(GraphOrigin origin) {
        return origin.takesImage() && TORCHVISION.contains(origin.networks().get(0));
    }

    private boolean hasTorchvisionsNames() {
        String scores = PRESUMED.output().orElseThrow();
        return input.name().equals(TORCHVISION_INPUT)
                && graph.output(scores).isPresent()
                && Set.of(scores, TORCHVISION_AUXILIARY).containsAll(graph.outputNames())
                && graph.outputs().stream().allMatch(TensorSpec::isImageLike);
    }

    private boolean takesImages() {
        return graph.inputs().size() == 1
                && input.isImageLike()
                && input.shape().get(1) == COLORS
                && input.elementType().filter(ElementType::isFloating).isPresent();
    }

    /** True if every output has a channel for each of PASCAL VOC's classes, or labels of as many. */
    private boolean givesTorchvisionsClasses(ProbedShapes shapes) {
        shapes.setInput(Optional.of(new InputPlan(
                input, TensorLayout.NCHW, input.elementType().orElseThrow(), COLORS, graph.batch(), Optional.empty())));
        int classes = PRESUMED.classNames().orElseThrow().size();
        return graph.outputs().stream()
                .allMatch(output ->
                        (output.isImageLike() && shapes.complete(output).shape().get(1) == classes)
                                || comparedClasses(output).equals(Optional.of(classes)));
    }

    /** Returns how many classes an ArgMax at the end of the graph compares. */
    private Optional<Integer> comparedClasses(TensorSpec output) {
        ImageInput image = new ImageInput(input.name(), TensorLayout.NCHW);
        return evidence.tail(image, output.name(), TensorLayout.NCHW, output.rank(), OutputKind.LABELS)
                .filter(tail -> tail.argmax() && tail.classes().isPresent())
                .map(GraphTail::classes)
                .map(count -> count.orElseThrow());
    }

    /** Notes where the network is from, and what does not follow from it. */
    void note(Decisions decisions) {
        if (origin.isEmpty()) {
            return;
        }
        GraphOrigin known = origin.get();
        List<String> classes = Stream.concat(known.networks().stream(), known.others().stream())
                .distinct()
                .toList();
        String doubt = doubt(known);
        decisions.decide(
                SUBJECT,
                new Known<>(
                        String.join(" and ", classes), "the graph: the Python classes in the metadata of its nodes"),
                doubt);
        if (!doubt.isEmpty()) {
            decisions.hint("its nodes are from " + String.join(" and ", classes) + ": " + doubt);
        }
    }

    private String doubt(GraphOrigin known) {
        if (presumption.isPresent()) {
            return "";
        }
        if (known.networks().isEmpty()) {
            return "nothing is presumed of a class that is not known";
        }
        if (known.networks().size() > 1) {
            return "nothing is presumed of several networks in one graph";
        }
        if (!known.takesImage()) {
            return "nothing is presumed of a network that something else hands the image to";
        }
        String type = known.networks().get(0);
        if (TORCHVISION.contains(type)) {
            return "nothing is presumed where an output has not the 21 classes that torchvision's weights have; preset "
                    + Preset.FCN_RESNET50.key() + " says how those are fed";
        }
        Optional<String> preset = PRESETS.entrySet().stream()
                .filter(entry -> type.startsWith(entry.getKey()))
                .map(entry -> "preset " + entry.getValue().key() + " says how its published checkpoints are fed")
                .findFirst();
        return preset.orElse("nothing is presumed of this class")
                + (type.startsWith("transformers.")
                        ? ", config.json and preprocessor_config.json beside the model say it for one"
                        : "");
    }
}

package io.github.segmentation4j.onnx.internal.resolve;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.engine.decode.OutputFormat;
import io.github.segmentation4j.engine.tensor.GraphSignature;
import io.github.segmentation4j.engine.tensor.TensorSpec;
import io.github.segmentation4j.model.Crop;
import io.github.segmentation4j.model.ElementType;
import io.github.segmentation4j.model.ImageSize;
import io.github.segmentation4j.model.ModelSpec;
import io.github.segmentation4j.model.OutputKind;
import io.github.segmentation4j.model.Padding;
import io.github.segmentation4j.model.Placement;
import io.github.segmentation4j.model.Resampling;
import io.github.segmentation4j.model.TensorLayout;
import io.github.segmentation4j.onnx.internal.graph.GraphEvidence;
import io.github.segmentation4j.onnx.internal.graph.OutputMeaning;
import io.github.segmentation4j.onnx.internal.resolve.Decisions.Known;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Decides how labels come out of a network, from what is said of the model and what its graph declares and contains. */
final class OutputResolution {
    private static final float PROBABILITY_THRESHOLD = 0.5f;
    private static final float LOGIT_THRESHOLD = 0;

    /** The classes of labels whose names nobody has given: as many as one byte holds. */
    private static final int UNNAMED_LABELS = 256;

    private static final int SCORE_RANK = 4;
    private static final int QUERY_RANK = 3;
    private static final int FOREGROUND_RANK = 3;

    private final Decisions decisions;
    private final GraphSignature graph;
    private final GraphEvidence evidence;
    private final OutputShapes shapes;

    OutputResolution(Decisions decisions, GraphSignature graph, GraphEvidence evidence, OutputShapes shapes) {
        this.decisions = decisions;
        this.graph = graph;
        this.evidence = evidence;
        this.shapes = shapes;
    }

    /** Returns the plan, or nothing if something is missing for it. */
    Optional<OutputPlan> resolve() {
        Optional<OutputPlan> queries = queries();
        if (queries.isPresent()) {
            return queries;
        }
        Optional<TensorSpec> chosen = new OutputChoice(decisions, graph, evidence).choose();
        if (chosen.isEmpty()) {
            return Optional.empty();
        }
        TensorSpec output = shapes.complete(chosen.get());
        Optional<Known<OutputKind>> certain = certainKind(output);
        if (certain.filter(kind -> kind.value() == OutputKind.LABELS).isPresent()) {
            return Optional.of(labels(output, certain.get()));
        }
        if (output.rank() == FOREGROUND_RANK) {
            List<Long> shape = output.shape();
            return scores(output.withShape(List.of(shape.get(0), 1L, shape.get(1), shape.get(2))), certain);
        }
        if (output.rank() != SCORE_RANK) {
            throw new InvalidModelException(decisions.model() + " gives " + output
                    + ", but scores have the axes [N,C,h,w], [N,h,w,C] or, of a foreground alone, [N,h,w]: name another"
                    + " output with OnnxSegmenter.Builder.output, or say that it holds labels with Builder.outputKind");
        }
        return scores(output, certain);
    }

    /** Returns what is said or proven of an output's numbers. */
    private Optional<Known<OutputKind>> certainKind(TensorSpec output) {
        Optional<Known<OutputKind>> said = decisions.stated(ModelSpec::outputKind);
        if (said.isPresent()) {
            return said;
        }
        ElementType type = output.elementType().orElseThrow();
        boolean whole = !type.isFloating() && (type != ElementType.INT8 || output.rank() != SCORE_RANK);
        if (whole && labelLayout(output).isPresent()) {
            return Optional.of(new Known<>(OutputKind.LABELS, "the graph: whole numbers, one for each pixel"));
        }
        return evidence.outputKind(output.name())
                .flatMap(meaning -> meaning.kind().map(kind -> new Known<>(kind, "the graph: " + meaning.evidence())))
                .or(() -> decisions.said(ModelSpec::outputKind));
    }

    private Optional<OutputPlan> scores(TensorSpec output, Optional<Known<OutputKind>> certain) {
        Known<TensorLayout> layout = scoreLayout(output);
        int axis = layout.value().channelAxis();
        if (output.isFree(axis) && !shapes.canAsk()) {
            return Optional.empty();
        }
        int channels = channels(output, axis);
        decisions.decide("output layout", layout, ModelSpec::outputLayout, "");
        Optional<ClassNames> names = classNames(channels, output);
        if (certain.isEmpty() && channels == 1) {
            decisions.miss(
                    "whether the single channel of " + output + " is a probability or a logit, since "
                            + evidence.outputKind(output.name())
                                    .map(OutputMeaning::evidence)
                                    .orElse("the graph does not tell"),
                    "outputKind",
                    "output.kind");
            return Optional.empty();
        }
        OutputKind kind = decisions.decide(
                "output kind",
                certain.orElse(new Known<>(OutputKind.LOGITS, "default: no softmax or sigmoid was found before it")),
                ModelSpec::outputKind,
                certain.isPresent() ? "" : "PROBABILITIES, which changes confidences and no label");
        if (kind == OutputKind.MASK_QUERIES) {
            throw new InvalidModelException(decisions.model() + " gives " + GraphSignature.describe(graph.outputs())
                    + ", but a network of mask queries gives the classes of its queries and their masks: name both with"
                    + " OnnxSegmenter.Builder.output and Builder.maskOutput");
        }
        float threshold = channels == 1 ? threshold(kind) : noThreshold(output);
        return names.map(known -> plan(
                List.of(output.name()),
                kind,
                layout.value(),
                channels,
                threshold,
                Resampling.PILLOW_NEAREST,
                Optional.empty(),
                known));
    }

    private OutputPlan plan(
            List<String> tensors,
            OutputKind kind,
            TensorLayout layout,
            int channels,
            float threshold,
            Resampling labelResampling,
            Optional<ImageSize> maskSize,
            ClassNames names) {
        return new OutputPlan(
                new OutputFormat(tensors, kind, layout, channels, threshold, labelResampling, maskSize, placement()),
                names);
    }

    /** Decides where the result goes, which is worth a word only where a part of the image is missing or something is added. */
    private Placement placement() {
        boolean matters = decisions
                        .said(ModelSpec::crop)
                        .filter(crop -> !crop.value().equals(Crop.none()))
                        .isPresent()
                || decisions
                        .said(ModelSpec::padding)
                        .filter(padding -> !padding.value().equals(Padding.none()))
                        .isPresent();
        return matters
                ? decisions.decide(
                        "placement", ModelSpec::placement, Placement.IN_PLACE, "STRETCHED, as transformers does")
                : Placement.IN_PLACE;
    }

    private int channels(TensorSpec output, int axis) {
        if (!output.isFree(axis)) {
            return checkedClasses(output.shape().get(axis), output);
        }
        return decisions
                .stated(ModelSpec::classNames)
                .map(known -> known.value().size())
                .orElseThrow(() -> new InvalidModelException(decisions.model() + " leaves open how many classes "
                        + output + " has, and cannot be run on a small image to find out"
                        + shapes.failure().map(reason -> " (" + reason + ")").orElse("")
                        + ": name its classes with OnnxSegmenter.Builder.classNames"));
    }

    /** Returns a number of classes that labels can count. */
    private int checkedClasses(long classes, TensorSpec output) {
        if (classes < 1 || classes > LabelMap.MAX_LABEL + 1) {
            throw new InvalidModelException(
                    decisions.model() + " gives " + output + ", whose axis of classes has length "
                            + classes + ", but 1 to " + (LabelMap.MAX_LABEL + 1)
                            + " classes can be labelled: name another output"
                            + " with OnnxSegmenter.Builder.output, or the order of its axes with Builder.outputLayout");
        }
        return (int) classes;
    }

    private float threshold(OutputKind kind) {
        double otherwise = kind == OutputKind.PROBABILITIES ? PROBABILITY_THRESHOLD : LOGIT_THRESHOLD;
        return (float) (double) decisions.decide("threshold", ModelSpec::threshold, otherwise, "");
    }

    private float noThreshold(TensorSpec output) {
        decisions.said(ModelSpec::threshold).ifPresent(known -> {
            throw new InvalidModelException(known.origin() + " gives a threshold of " + known.value()
                    + ", which is for a single channel, but " + decisions.model() + " gives " + output
                    + ", whose highest score wins: leave the threshold out");
        });
        return LOGIT_THRESHOLD;
    }

    /** Returns the order of the axes of scores: said, proven by the graph, or the one that has the input's proportions. */
    private Known<TensorLayout> scoreLayout(TensorSpec output) {
        Optional<Known<TensorLayout>> said = decisions.said(ModelSpec::outputLayout);
        if (said.isPresent()) {
            return said.get();
        }
        Optional<Known<TensorLayout>> proven =
                evidence.outputLayout(output.name()).map(Known::proven);
        if (proven.isPresent()) {
            return proven.get();
        }
        List<TensorLayout> fitting = new ArrayList<>();
        for (TensorLayout layout : TensorLayout.values()) {
            if (shapes.hasProportionsOfInput(output, layout)) {
                fitting.add(layout);
            }
        }
        return fitting.size() == 1
                ? new Known<>(fitting.get(0), "the graph: its axes have the input's proportions")
                : new Known<>(shapes.inputLayout(), "default: as the input's");
    }

    private Optional<ClassNames> classNames(int channels, TensorSpec output) {
        int classes = Math.max(2, channels);
        Optional<Known<ClassNames>> said = decisions.said(ModelSpec::classNames);
        if (said.isEmpty()) {
            ClassNames names = channels == 1 ? ClassNames.of("background", "foreground") : numbered(classes);
            String origin = channels == 1 ? "default for a single channel" : "default: numbered";
            return Optional.of(decideNumbered(names, origin));
        }
        ClassNames names = said.get().value();
        if (channels == 1 && names.size() == 1) {
            return Optional.of(decide(
                    ClassNames.of("background", names.name(0)), said.get().origin()));
        }
        if (names.size() != classes) {
            throw new InvalidModelException(said.get().origin() + " gives " + names.size() + " class names, but "
                    + decisions.model() + " gives " + output + " with "
                    + (channels == 1 ? "a single channel, which is background and foreground" : channels + " channels")
                    + ": give as many names as it has classes with OnnxSegmenter.Builder.classNames, or name another"
                    + " output with Builder.output");
        }
        return Optional.of(decide(names, said.get().origin()));
    }

    private ClassNames decide(ClassNames names, String origin) {
        decisions.decide("classes", new Known<>(names.size() + ": " + String.join(", ", names.names()), origin), "");
        return names;
    }

    private ClassNames decideNumbered(ClassNames names, String origin) {
        String text = names.size() + ": " + names.name(0) + " to " + names.name(names.size() - 1);
        decisions.decide("classes", new Known<>(text, origin), "names of your own");
        return names;
    }

    private static ClassNames numbered(int classes) {
        return ClassNames.of(
                IntStream.range(0, classes).mapToObj(id -> "class " + id).toList());
    }

    private OutputPlan labels(TensorSpec output, Known<OutputKind> kind) {
        TensorLayout layout = labelLayout(output)
                .orElseThrow(() -> new InvalidModelException(decisions.model() + " gives " + output
                        + ", but labels are [N,h,w], [N,1,h,w] or [N,h,w,1]: name another output with"
                        + " OnnxSegmenter.Builder.output, or say what it holds with Builder.outputKind"));
        noThreshold(output);
        decisions.decide("output kind", kind, ModelSpec::outputKind, "");
        Resampling resampling = decisions.decide(
                "label resampling", ModelSpec::labelResampling, Resampling.PILLOW_NEAREST, "OPENCV_NEAREST");
        ClassNames names = decisions
                .said(ModelSpec::classNames)
                .map(known -> decide(known.value(), known.origin()))
                .orElseGet(
                        () -> decideNumbered(numbered(UNNAMED_LABELS), "default: numbered, as many as a byte holds"));
        return plan(
                List.of(output.name()),
                OutputKind.LABELS,
                layout,
                1,
                LOGIT_THRESHOLD,
                resampling,
                Optional.empty(),
                names);
    }

    /** Returns where the single channel of labels stands, if they can be labels at all. */
    private static Optional<TensorLayout> labelLayout(TensorSpec output) {
        if (output.rank() < SCORE_RANK || output.allows(1, 1)) {
            return Optional.of(TensorLayout.NCHW);
        }
        return output.allows(3, 1) ? Optional.of(TensorLayout.NHWC) : Optional.empty();
    }

    /** Returns the plan of a network of mask queries, if it is one. */
    private Optional<OutputPlan> queries() {
        Optional<Known<OutputKind>> kind = decisions.said(ModelSpec::outputKind);
        QueryOutputs outputs = new QueryOutputs(decisions, graph, new OutputChoice(decisions, graph, evidence));
        boolean said =
                kind.filter(known -> known.value() == OutputKind.MASK_QUERIES).isPresent();
        if (!said
                && (kind.isPresent()
                        || !outputs.areNamed()
                        || decisions.said(ModelSpec::output).isPresent())) {
            return Optional.empty();
        }
        QueryOutputs.Pair pair = outputs.choose();
        TensorSpec classTensor = shapes.complete(pair.classes().value());
        TensorSpec maskTensor = shapes.complete(pair.masks().value());
        boolean fits = classTensor.rank() == QUERY_RANK
                && maskTensor.rank() == SCORE_RANK
                && !classTensor.isFree(2)
                && classTensor.shape().get(2) > 1;
        if (!fits) {
            throw new InvalidModelException(decisions.model() + " gives " + classTensor + " and " + maskTensor
                    + ", but mask queries are classes [N,Q,C+1] and masks [N,Q,h,w]: name the right outputs with"
                    + " OnnxSegmenter.Builder.output and Builder.maskOutput");
        }
        int channels = checkedClasses(classTensor.shape().get(2) - 1, classTensor);
        decisions.decide("output", new Known<>(classTensor, pair.classes().origin()), "");
        decisions.decide("mask output", new Known<>(maskTensor, pair.masks().origin()), "");
        decisions.decide(
                "output kind",
                kind.orElse(new Known<>(OutputKind.MASK_QUERIES, pair.classes().origin())),
                "");
        noThreshold(classTensor);
        Optional<Known<ImageSize>> maskSize = decisions.said(ModelSpec::maskSize);
        maskSize.ifPresent(size -> decisions.decide("mask size", size, ModelSpec::maskSize, ""));
        return classNames(channels, classTensor)
                .map(names -> plan(
                        List.of(classTensor.name(), maskTensor.name()),
                        OutputKind.MASK_QUERIES,
                        TensorLayout.NCHW,
                        channels,
                        LOGIT_THRESHOLD,
                        Resampling.PILLOW_NEAREST,
                        maskSize.map(Known::value),
                        names));
    }

    /** The shapes of outputs, completed by a run on a small black image where the graph leaves axes open. */
    interface OutputShapes {
        /** Returns an output with the lengths of its axes for a small image, as far as they can be found out. */
        TensorSpec complete(TensorSpec output);

        /** True if enough is known of the input to run the network on a small image. */
        boolean canAsk();

        /** Returns why they could not be found out, if that was tried. */
        Optional<String> failure();

        /** True if rows and columns of an output in this layout have the proportions of the input's. */
        boolean hasProportionsOfInput(TensorSpec output, TensorLayout layout);

        /** Returns the order of the axes of the input. */
        TensorLayout inputLayout();

        /** True if both sizes differ by no more than rounding to whole samples. */
        static boolean sameProportions(long rows, long columns, ImageSize input) {
            double rowScale = (double) rows / input.height();
            double columnScale = (double) columns / input.width();
            double slack = 1.0 / Math.min(input.width(), input.height());
            return Math.abs(rowScale - columnScale) <= slack;
        }
    }
}

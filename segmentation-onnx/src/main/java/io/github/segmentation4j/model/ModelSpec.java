package io.github.segmentation4j.model;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.internal.OneLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What one source says of a model: a preset, a file beside it, metadata inside it, or the application. Each part may be
 * absent, and then another source or the graph itself decides it.
 *
 * <p>Immutable; made by {@link #builder()}. Two descriptions are equal if they say the same.
 */
public final class ModelSpec {
    private final Optional<String> input;
    private final Optional<AlphaHandling> alphaHandling;
    private final Optional<ChannelOrder> channelOrder;
    private final Optional<SizeRule> size;
    private final Optional<Resampling> resampling;
    private final Optional<ProcessorBackend> processor;
    private final Optional<Crop> crop;
    private final Optional<Double> scale;
    private final Optional<List<Double>> mean;
    private final Optional<List<Double>> std;
    private final Optional<Padding> padding;
    private final Optional<TensorLayout> layout;
    private final Optional<ElementType> elementType;
    private final Optional<String> output;
    private final Optional<String> maskOutput;
    private final Optional<ImageSize> maskSize;
    private final Optional<OutputKind> outputKind;
    private final Optional<TensorLayout> outputLayout;
    private final Optional<Resampling> labelResampling;
    private final Optional<Double> threshold;
    private final Optional<Placement> placement;
    private final Optional<ClassNames> classNames;

    /** Freezes what a builder has collected, whose setters have checked each part by itself. */
    ModelSpec(SpecBuilder<?> builder) {
        input = builder.input;
        alphaHandling = builder.alphaHandling;
        channelOrder = builder.channelOrder;
        size = builder.size;
        resampling = builder.resampling;
        processor = builder.processor;
        crop = builder.crop;
        scale = builder.scale;
        mean = builder.mean;
        std = builder.std;
        padding = builder.padding;
        layout = builder.layout;
        elementType = builder.elementType;
        output = builder.output;
        maskOutput = builder.maskOutput;
        maskSize = builder.maskSize;
        outputKind = builder.outputKind;
        outputLayout = builder.outputLayout;
        labelResampling = builder.labelResampling;
        threshold = builder.threshold;
        placement = builder.placement;
        classNames = builder.classNames;
        if (mean.isPresent() && std.isPresent()) {
            Normalization.checked(scale.orElse(Normalization.UNIT_SCALE), mean.get(), std.get());
        }
    }

    /** Returns a builder of a description that says nothing yet. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns a builder that starts from what this description says. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.copy(this);
        return builder;
    }

    /**
     * Returns what this description means with another backend of Hugging Face's image processors, whose version of a filter
     * takes the place of its own. A description that names no backend has nothing to do with them and stays as it is.
     */
    public ModelSpec withProcessor(ProcessorBackend backend) {
        if (processor.isEmpty() || processor.get() == backend) {
            return this;
        }
        Builder other = toBuilder().processor(backend);
        resampling.flatMap(backend::version).ifPresent(other::resampling);
        return other.build();
    }

    /**
     * Returns the steps of pre-processing if size, mean and deviation are known; what else is absent is as in
     * {@link Preprocessing#of}, with a scale of 1/255.
     *
     * @throws IllegalArgumentException if mean and std are for another number of channels than there are
     */
    public Optional<Preprocessing> preprocessing() {
        if (size.isEmpty() || mean.isEmpty() || std.isEmpty()) {
            return Optional.empty();
        }
        int most = Math.max(mean.get().size(), std.get().size());
        int channels = channelOrder
                .map(ChannelOrder::channels)
                .orElseGet(OptionalInt::empty)
                .orElse(most);
        Preprocessing steps = Preprocessing.of(
                size.get(),
                new Normalization(
                        scale.orElse(Normalization.UNIT_SCALE),
                        Normalization.forChannels(mean.get(), channels),
                        Normalization.forChannels(std.get(), channels)));
        ProcessorBackend arithmetic = processor.orElse(steps.processor());
        return Optional.of(new Preprocessing(
                alphaHandling.orElse(steps.alphaHandling()),
                channelOrder.orElse(steps.channelOrder()),
                size.get(),
                resampling.orElse(arithmetic.bilinear()),
                crop.orElse(steps.crop()),
                steps.normalization(),
                padding.orElse(steps.padding()),
                layout.orElse(steps.layout()),
                elementType.orElse(steps.elementType()),
                arithmetic));
    }

    /** Returns the name of the input that takes the image. */
    public Optional<String> input() {
        return input;
    }

    /** Returns what becomes of transparency. */
    public Optional<AlphaHandling> alphaHandling() {
        return alphaHandling;
    }

    /** Returns which channels the network takes, and in which order. */
    public Optional<ChannelOrder> channelOrder() {
        return channelOrder;
    }

    /** Returns the size to which an image is brought. */
    public Optional<SizeRule> size() {
        return size;
    }

    /** Returns the filter that brings it to that size. */
    public Optional<Resampling> resampling() {
        return resampling;
    }

    /** Returns whose arithmetic makes numbers of samples, and whose filters a file of Hugging Face names. */
    public Optional<ProcessorBackend> processor() {
        return processor;
    }

    /** Returns which part of it is kept. */
    public Optional<Crop> crop() {
        return crop;
    }

    /** Returns what a sample from 0 to 255 is multiplied by, see {@link Normalization}. */
    public Optional<Double> scale() {
        return scale;
    }

    /** Returns what is subtracted from each channel then. */
    public Optional<List<Double>> mean() {
        return mean;
    }

    /** Returns what each channel is divided by then. */
    public Optional<List<Double>> std() {
        return std;
    }

    /** Returns what is put around the image. */
    public Optional<Padding> padding() {
        return padding;
    }

    /** Returns the order of the axes of the input. */
    public Optional<TensorLayout> layout() {
        return layout;
    }

    /** Returns the type of the input's numbers. */
    public Optional<ElementType> elementType() {
        return elementType;
    }

    /** Returns the name of the output that holds the scores or labels, or the logits of each query's class. */
    public Optional<String> output() {
        return output;
    }

    /** Returns the name of the output that holds the masks of the queries. */
    public Optional<String> maskOutput() {
        return maskOutput;
    }

    /** Returns the size to which the masks of the queries are scaled before they are combined. */
    public Optional<ImageSize> maskSize() {
        return maskSize;
    }

    /** Returns what the output's numbers mean. */
    public Optional<OutputKind> outputKind() {
        return outputKind;
    }

    /** Returns the order of the axes of the output. */
    public Optional<TensorLayout> outputLayout() {
        return outputLayout;
    }

    /** Returns how labels that a network gives are brought to the size of the image. */
    public Optional<Resampling> labelResampling() {
        return labelResampling;
    }

    /** Returns the value above which a pixel of a single channel is foreground. */
    public Optional<Double> threshold() {
        return threshold;
    }

    /** Returns where the result goes on an image of which the network has seen a crop, or which was padded. */
    public Optional<Placement> placement() {
        return placement;
    }

    /** Returns the names of the classes. */
    public Optional<ClassNames> classNames() {
        return classNames;
    }

    /** Returns every part, in the order of the accessors. */
    private List<Optional<?>> parts() {
        return List.of(
                input,
                alphaHandling,
                channelOrder,
                size,
                resampling,
                processor,
                crop,
                scale,
                mean,
                std,
                padding,
                layout,
                elementType,
                output,
                maskOutput,
                maskSize,
                outputKind,
                outputLayout,
                labelResampling,
                threshold,
                placement,
                classNames);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ModelSpec spec && spec.parts().equals(parts());
    }

    @Override
    public int hashCode() {
        return parts().hashCode();
    }

    /** Returns what is said, in one line. */
    @Override
    public String toString() {
        List<String> said = new ArrayList<>();
        input.ifPresent(value -> said.add("input " + value));
        alphaHandling.ifPresent(value -> said.add("alphaHandling " + value));
        channelOrder.ifPresent(value -> said.add("channelOrder " + value));
        size.ifPresent(value -> said.add("size " + value));
        resampling.ifPresent(value -> said.add("resampling " + value));
        processor.ifPresent(value -> said.add("processor " + value));
        crop.ifPresent(value -> said.add("crop " + value));
        scale.ifPresent(value -> said.add("scale " + value));
        mean.ifPresent(value -> said.add("mean " + value));
        std.ifPresent(value -> said.add("std " + value));
        padding.ifPresent(value -> said.add("padding " + value));
        layout.ifPresent(value -> said.add("layout " + value));
        elementType.ifPresent(value -> said.add("elementType " + value));
        output.ifPresent(value -> said.add("output " + value));
        maskOutput.ifPresent(value -> said.add("maskOutput " + value));
        maskSize.ifPresent(value -> said.add("maskSize " + value));
        outputKind.ifPresent(value -> said.add("outputKind " + value));
        outputLayout.ifPresent(value -> said.add("outputLayout " + value));
        labelResampling.ifPresent(value -> said.add("labelResampling " + value));
        threshold.ifPresent(value -> said.add("threshold " + value));
        placement.ifPresent(value -> said.add("placement " + value));
        classNames.ifPresent(value -> said.add("classNames " + value));
        return OneLine.of(said.toString());
    }

    /** Collects what a source says; not safe for use by two threads at once. */
    public static final class Builder extends SpecBuilder<Builder> {
        private Builder() {}

        @Override
        protected Builder self() {
            return this;
        }

        /** Returns the description; the builder may be used on. */
        public ModelSpec build() {
            return toSpec();
        }
    }
}

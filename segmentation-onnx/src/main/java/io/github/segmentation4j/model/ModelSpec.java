package io.github.segmentation4j.model;

import io.github.segmentation4j.ClassNames;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What one source says of a model: a preset, a file beside it, metadata inside it, or the application. Each part may be
 * absent, and then another source or the graph itself decides it.
 *
 * <p>Immutable; made by {@link #builder()}.
 *
 * @param input the name of the input that takes the image
 * @param alphaHandling what becomes of transparency
 * @param channelOrder which channels the network takes, and in which order
 * @param size the size to which an image is brought
 * @param resampling the filter that brings it to that size
 * @param processor whose arithmetic makes numbers of samples, and whose filters a file of Hugging Face names
 * @param crop which part of it is kept
 * @param scale what a sample from 0 to 255 is multiplied by, see {@link Normalization}
 * @param mean what is subtracted from each channel then
 * @param std what each channel is divided by then
 * @param padding what is put around the image
 * @param layout the order of the axes of the input
 * @param elementType the type of the input's numbers
 * @param output the name of the output that holds the scores or labels, or the logits of each query's class
 * @param maskOutput the name of the output that holds the masks of the queries
 * @param maskSize the size to which the masks of the queries are scaled before they are combined
 * @param outputKind what the output's numbers mean
 * @param outputLayout the order of the axes of the output
 * @param labelResampling how labels that a network gives are brought to the size of the image
 * @param threshold the value above which a pixel of a single channel is foreground
 * @param placement where the result goes on an image of which the network has seen a crop, or which was padded
 * @param classNames the names of the classes
 */
public record ModelSpec(
        Optional<String> input,
        Optional<AlphaHandling> alphaHandling,
        Optional<ChannelOrder> channelOrder,
        Optional<SizeRule> size,
        Optional<Resampling> resampling,
        Optional<ProcessorBackend> processor,
        Optional<Crop> crop,
        Optional<Double> scale,
        Optional<List<Double>> mean,
        Optional<List<Double>> std,
        Optional<Padding> padding,
        Optional<TensorLayout> layout,
        Optional<ElementType> elementType,
        Optional<String> output,
        Optional<String> maskOutput,
        Optional<ImageSize> maskSize,
        Optional<OutputKind> outputKind,
        Optional<TensorLayout> outputLayout,
        Optional<Resampling> labelResampling,
        Optional<Double> threshold,
        Optional<Placement> placement,
        Optional<ClassNames> classNames) {

    /**
     * Checks all values and copies the lists.
     *
     * @throws IllegalArgumentException if scale, mean, deviation or threshold are out of range, see {@link Builder}, or if
     *     scale, mean and deviation together are, see {@link Normalization}
     */
    public ModelSpec {
        Objects.requireNonNull(input, "input");
        Objects.requireNonNull(alphaHandling, "alphaHandling");
        Objects.requireNonNull(channelOrder, "channelOrder");
        Objects.requireNonNull(size, "size");
        Objects.requireNonNull(resampling, "resampling");
        Objects.requireNonNull(processor, "processor");
        Objects.requireNonNull(crop, "crop");
        scale = scale.map(Normalization::checkedScale);
        mean = mean.map(Normalization::checkedMean);
        std = std.map(Normalization::checkedStd);
        if (mean.isPresent() && std.isPresent()) {
            Normalization.checked(scale.orElse(Normalization.UNIT_SCALE), mean.get(), std.get());
        }
        Objects.requireNonNull(padding, "padding");
        Objects.requireNonNull(layout, "layout");
        Objects.requireNonNull(elementType, "elementType");
        Objects.requireNonNull(output, "output");
        Objects.requireNonNull(maskOutput, "maskOutput");
        Objects.requireNonNull(maskSize, "maskSize");
        Objects.requireNonNull(outputKind, "outputKind");
        Objects.requireNonNull(outputLayout, "outputLayout");
        labelResampling = labelResampling.map(SpecBuilder::checkedLabelResampling);
        threshold = threshold.map(SpecBuilder::checkedThreshold);
        Objects.requireNonNull(placement, "placement");
        Objects.requireNonNull(classNames, "classNames");
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

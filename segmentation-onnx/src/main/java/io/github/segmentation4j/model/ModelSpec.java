package io.github.segmentation4j.model;

import io.github.segmentation4j.ClassNames;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What one source says of a model: a preset, a file beside it, metadata inside it, or the application. Each part may be
 * absent, and then another source or the graph itself decides it.
 *
 * <p>Immutable; made by {@link #builder()}.
 *
 * @param input the name of the input that takes the image
 * @param alphaHandling what becomes of transparency
 * @param channelOrder the order in which the network takes the channels
 * @param size the size to which an image is brought
 * @param resampling the filter that brings it to that size
 * @param crop which part of it is kept
 * @param scale what a sample from 0 to 255 is multiplied by, see {@link Normalization}
 * @param mean what is subtracted from each channel then
 * @param std what each channel is divided by then
 * @param padding what is put around the image
 * @param layout the order of the axes of the input
 * @param elementType the type of the input's numbers
 * @param output the name of the output that holds the scores or labels, or the logits of each query's class
 * @param maskOutput the name of the output that holds the masks of the queries
 * @param outputKind what the output's numbers mean
 * @param outputLayout the order of the axes of the output
 * @param threshold the value above which a pixel of a single channel is foreground
 * @param classNames the names of the classes
 */
public record ModelSpec(
        Optional<String> input,
        Optional<AlphaHandling> alphaHandling,
        Optional<ChannelOrder> channelOrder,
        Optional<SizeRule> size,
        Optional<Resampling> resampling,
        Optional<Crop> crop,
        Optional<Double> scale,
        Optional<List<Double>> mean,
        Optional<List<Double>> std,
        Optional<Padding> padding,
        Optional<TensorLayout> layout,
        Optional<ElementType> elementType,
        Optional<String> output,
        Optional<String> maskOutput,
        Optional<OutputKind> outputKind,
        Optional<TensorLayout> outputLayout,
        Optional<Double> threshold,
        Optional<ClassNames> classNames) {

    /** Checks for nulls and copies the lists. */
    public ModelSpec {
        Objects.requireNonNull(input, "input");
        Objects.requireNonNull(alphaHandling, "alphaHandling");
        Objects.requireNonNull(channelOrder, "channelOrder");
        Objects.requireNonNull(size, "size");
        Objects.requireNonNull(resampling, "resampling");
        Objects.requireNonNull(crop, "crop");
        Objects.requireNonNull(scale, "scale");
        mean = mean.map(List::copyOf);
        std = std.map(List::copyOf);
        Objects.requireNonNull(padding, "padding");
        Objects.requireNonNull(layout, "layout");
        Objects.requireNonNull(elementType, "elementType");
        Objects.requireNonNull(output, "output");
        Objects.requireNonNull(maskOutput, "maskOutput");
        Objects.requireNonNull(outputKind, "outputKind");
        Objects.requireNonNull(outputLayout, "outputLayout");
        Objects.requireNonNull(threshold, "threshold");
        Objects.requireNonNull(classNames, "classNames");
    }

    /** Returns a builder of a description that says nothing yet. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns a builder that starts from what this description says. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.input = input;
        builder.alphaHandling = alphaHandling;
        builder.channelOrder = channelOrder;
        builder.size = size;
        builder.resampling = resampling;
        builder.crop = crop;
        builder.scale = scale;
        builder.mean = mean;
        builder.std = std;
        builder.padding = padding;
        builder.layout = layout;
        builder.elementType = elementType;
        builder.output = output;
        builder.maskOutput = maskOutput;
        builder.outputKind = outputKind;
        builder.outputLayout = outputLayout;
        builder.threshold = threshold;
        builder.classNames = classNames;
        return builder;
    }

    /**
     * Returns the steps of pre-processing if size, mean and deviation are known; what else is absent is as in
     * {@link Preprocessing#of}, with a scale of 1/255.
     */
    public Optional<Preprocessing> preprocessing() {
        if (size.isEmpty() || mean.isEmpty() || std.isEmpty()) {
            return Optional.empty();
        }
        Preprocessing steps = Preprocessing.of(
                size.get(), new Normalization(scale.orElse(Normalization.UNIT_SCALE), mean.get(), std.get()));
        return Optional.of(new Preprocessing(
                alphaHandling.orElse(steps.alphaHandling()),
                channelOrder.orElse(steps.channelOrder()),
                size.get(),
                resampling.orElse(steps.resampling()),
                crop.orElse(steps.crop()),
                steps.normalization(),
                padding.orElse(steps.padding()),
                layout.orElse(steps.layout()),
                elementType.orElse(steps.elementType())));
    }

    /** Collects what a source says; not safe for use by two threads at once. */
    public static final class Builder {
        private Optional<String> input = Optional.empty();
        private Optional<AlphaHandling> alphaHandling = Optional.empty();
        private Optional<ChannelOrder> channelOrder = Optional.empty();
        private Optional<SizeRule> size = Optional.empty();
        private Optional<Resampling> resampling = Optional.empty();
        private Optional<Crop> crop = Optional.empty();
        private Optional<Double> scale = Optional.empty();
        private Optional<List<Double>> mean = Optional.empty();
        private Optional<List<Double>> std = Optional.empty();
        private Optional<Padding> padding = Optional.empty();
        private Optional<TensorLayout> layout = Optional.empty();
        private Optional<ElementType> elementType = Optional.empty();
        private Optional<String> output = Optional.empty();
        private Optional<String> maskOutput = Optional.empty();
        private Optional<OutputKind> outputKind = Optional.empty();
        private Optional<TensorLayout> outputLayout = Optional.empty();
        private Optional<Double> threshold = Optional.empty();
        private Optional<ClassNames> classNames = Optional.empty();

        private Builder() {}

        /** Sets the name of the input that takes the image. */
        public Builder input(String name) {
            input = Optional.of(name);
            return this;
        }

        /** Sets what becomes of transparency. */
        public Builder alphaHandling(AlphaHandling rule) {
            alphaHandling = Optional.of(rule);
            return this;
        }

        /** Sets the order in which the network takes the channels. */
        public Builder channelOrder(ChannelOrder order) {
            channelOrder = Optional.of(order);
            return this;
        }

        /** Sets the size to which an image is brought. */
        public Builder size(SizeRule rule) {
            size = Optional.of(rule);
            return this;
        }

        /** Sets the filter that brings an image to that size. */
        public Builder resampling(Resampling filter) {
            resampling = Optional.of(filter);
            return this;
        }

        /** Sets which part of the resized image is kept. */
        public Builder crop(Crop rule) {
            crop = Optional.of(rule);
            return this;
        }

        /**
         * Sets what the samples, 0 to 255, are multiplied by before the mean is subtracted.
         *
         * @throws IllegalArgumentException if it is not finite or 0
         */
        public Builder scale(double factor) {
            scale = Optional.of(Normalization.checkedScale(factor));
            return this;
        }

        /**
         * Sets what is subtracted from each channel once it is scaled, in the order in which the network takes the
         * channels.
         *
         * @throws IllegalArgumentException unless there are three values, finite as float32
         */
        public Builder mean(List<Double> values) {
            mean = Optional.of(Normalization.checkedMean(values));
            return this;
        }

        /**
         * Sets what each channel is divided by once the mean is subtracted, in the order in which the network takes the
         * channels.
         *
         * @throws IllegalArgumentException unless there are three values, finite and above 0 as float32
         */
        public Builder std(List<Double> values) {
            std = Optional.of(Normalization.checkedStd(values));
            return this;
        }

        /** Sets scale, mean and deviation. */
        public Builder normalization(Normalization normalization) {
            return scale(normalization.scale()).mean(normalization.mean()).std(normalization.std());
        }

        /** Sets what is put around the image. */
        public Builder padding(Padding rule) {
            padding = Optional.of(rule);
            return this;
        }

        /** Sets the order of the axes of the input. */
        public Builder layout(TensorLayout order) {
            layout = Optional.of(order);
            return this;
        }

        /** Sets the type of the input's numbers. */
        public Builder elementType(ElementType type) {
            elementType = Optional.of(type);
            return this;
        }

        /** Sets all steps but the layout and the element type, which the graph tells better. */
        public Builder preprocessing(Preprocessing steps) {
            return alphaHandling(steps.alphaHandling())
                    .channelOrder(steps.channelOrder())
                    .size(steps.size())
                    .resampling(steps.resampling())
                    .crop(steps.crop())
                    .normalization(steps.normalization())
                    .padding(steps.padding());
        }

        /** Sets the name of the output that holds the scores or labels, or the logits of each query's class. */
        public Builder output(String name) {
            output = Optional.of(name);
            return this;
        }

        /** Sets the name of the output that holds the masks of the queries. */
        public Builder maskOutput(String name) {
            maskOutput = Optional.of(name);
            return this;
        }

        /** Sets what the output's numbers mean. */
        public Builder outputKind(OutputKind kind) {
            outputKind = Optional.of(kind);
            return this;
        }

        /** Sets the order of the axes of the output. */
        public Builder outputLayout(TensorLayout order) {
            outputLayout = Optional.of(order);
            return this;
        }

        /**
         * Sets the value above which a pixel of a single channel is foreground.
         *
         * @throws IllegalArgumentException if it is not finite as float32
         */
        public Builder threshold(double value) {
            if (!Float.isFinite((float) value)) {
                throw new IllegalArgumentException(
                        "A threshold of " + value + " was given, but a finite float is needed");
            }
            threshold = Optional.of(value);
            return this;
        }

        /** Sets the names of the classes. */
        public Builder classNames(ClassNames names) {
            classNames = Optional.of(names);
            return this;
        }

        /** Returns the description; the builder may be used on. */
        public ModelSpec build() {
            return new ModelSpec(
                    input,
                    alphaHandling,
                    channelOrder,
                    size,
                    resampling,
                    crop,
                    scale,
                    mean,
                    std,
                    padding,
                    layout,
                    elementType,
                    output,
                    maskOutput,
                    outputKind,
                    outputLayout,
                    threshold,
                    classNames);
        }
    }
}

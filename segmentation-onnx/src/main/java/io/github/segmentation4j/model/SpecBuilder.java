package io.github.segmentation4j.model;

import io.github.segmentation4j.ClassNames;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The settings that describe a model, for every builder that takes them. What is not set stays open.
 *
 * <p>Not made to be extended outside this library. Not safe for use by two threads at once.
 *
 * @param <B> the builder itself
 */
public abstract class SpecBuilder<B extends SpecBuilder<B>> {
    Optional<String> input = Optional.empty();
    Optional<AlphaHandling> alphaHandling = Optional.empty();
    Optional<ChannelOrder> channelOrder = Optional.empty();
    Optional<SizeRule> size = Optional.empty();
    Optional<Resampling> resampling = Optional.empty();
    Optional<ProcessorBackend> processor = Optional.empty();
    Optional<Crop> crop = Optional.empty();
    Optional<Double> scale = Optional.empty();
    Optional<List<Double>> mean = Optional.empty();
    Optional<List<Double>> std = Optional.empty();
    Optional<Padding> padding = Optional.empty();
    Optional<TensorLayout> layout = Optional.empty();
    Optional<ElementType> elementType = Optional.empty();
    Optional<String> output = Optional.empty();
    Optional<String> maskOutput = Optional.empty();
    Optional<ImageSize> maskSize = Optional.empty();
    Optional<OutputKind> outputKind = Optional.empty();
    Optional<TensorLayout> outputLayout = Optional.empty();
    Optional<Resampling> labelResampling = Optional.empty();
    Optional<Double> threshold = Optional.empty();
    Optional<Placement> placement = Optional.empty();
    Optional<ClassNames> classNames = Optional.empty();

    /** Creates a builder that says nothing yet. */
    protected SpecBuilder() {}

    /** Returns this builder. */
    protected abstract B self();

    /** Sets the name of the input that takes the image. */
    public final B input(String name) {
        input = Optional.of(name);
        return self();
    }

    /** Sets what becomes of transparency. */
    public final B alphaHandling(AlphaHandling rule) {
        alphaHandling = Optional.of(rule);
        return self();
    }

    /** Sets which channels of an image the network takes, and in which order. */
    public final B channelOrder(ChannelOrder order) {
        channelOrder = Optional.of(order);
        return self();
    }

    /** Sets the size to which an image is brought. */
    public final B size(SizeRule rule) {
        size = Optional.of(rule);
        return self();
    }

    /** Sets the filter that brings an image to that size. */
    public final B resampling(Resampling filter) {
        resampling = Optional.of(filter);
        return self();
    }

    /**
     * Sets which backend of Hugging Face's image processors makes the input. A folder of Hugging Face and the presets of
     * its networks then have the filters of that backend; unless set they mean {@link ProcessorBackend#TORCHVISION}, as
     * {@code AutoImageProcessor.from_pretrained} does in transformers 5 where torchvision is installed, and all other models
     * {@link ProcessorBackend#PIL}. A filter set by {@link #resampling} stays as it is.
     */
    public final B processor(ProcessorBackend backend) {
        processor = Optional.of(backend);
        return self();
    }

    /** Sets which part of the resized image is kept. */
    public final B crop(Crop rule) {
        crop = Optional.of(rule);
        return self();
    }

    /**
     * Sets what the samples, 0 to 255, are multiplied by before the mean is subtracted.
     *
     * @throws IllegalArgumentException if it is not finite or 0
     */
    public final B scale(double factor) {
        scale = Optional.of(Normalization.checkedScale(factor));
        return self();
    }

    /**
     * Sets what is subtracted from each channel once it is scaled, in the order in which the network takes the
     * channels.
     *
     * @throws IllegalArgumentException unless there are values for one channel or more, finite as float32
     */
    public final B mean(List<Double> values) {
        mean = Optional.of(Normalization.checkedMean(values));
        return self();
    }

    /**
     * Sets what is subtracted from each channel once it is scaled, in the order in which the network takes the channels.
     *
     * @throws IllegalArgumentException unless there are values for one channel or more, finite as float32
     */
    public final B mean(double... values) {
        return mean(Arrays.stream(values).boxed().toList());
    }

    /**
     * Sets what each channel is divided by once the mean is subtracted, in the order in which the network takes the
     * channels.
     *
     * @throws IllegalArgumentException unless there are values for one channel or more, finite and above 0 as float32
     */
    public final B std(List<Double> values) {
        std = Optional.of(Normalization.checkedStd(values));
        return self();
    }

    /**
     * Sets what each channel is divided by once the mean is subtracted, in the order in which the network takes the
     * channels.
     *
     * @throws IllegalArgumentException unless there are values for one channel or more, finite and above 0 as float32
     */
    public final B std(double... values) {
        return std(Arrays.stream(values).boxed().toList());
    }

    /** Sets scale, mean and deviation. */
    public final B normalization(Normalization normalization) {
        return scale(normalization.scale()).mean(normalization.mean()).std(normalization.std());
    }

    /** Sets what is put around the image. */
    public final B padding(Padding rule) {
        padding = Optional.of(rule);
        return self();
    }

    /** Sets the order of the axes of the input. */
    public final B layout(TensorLayout order) {
        layout = Optional.of(order);
        return self();
    }

    /** Sets the type of the input's numbers. */
    public final B elementType(ElementType type) {
        elementType = Optional.of(type);
        return self();
    }

    /** Sets all steps but the layout and the element type, which the graph tells better. */
    public final B preprocessing(Preprocessing steps) {
        return stepsOf(steps).processor(steps.processor());
    }

    /** Sets what {@link #preprocessing} sets, but for whose arithmetic it is. */
    final B stepsOf(Preprocessing steps) {
        return alphaHandling(steps.alphaHandling())
                .channelOrder(steps.channelOrder())
                .size(steps.size())
                .resampling(steps.resampling())
                .crop(steps.crop())
                .normalization(steps.normalization())
                .padding(steps.padding());
    }

    /** Sets the name of the output that holds the scores or labels, or the logits of each query's class. */
    public final B output(String name) {
        output = Optional.of(name);
        return self();
    }

    /** Sets the name of the output that holds the masks of the queries. */
    public final B maskOutput(String name) {
        maskOutput = Optional.of(name);
        return self();
    }

    /** Sets the size to which the masks of the queries are scaled before they are combined; Mask2Former's is 384x384. */
    public final B maskSize(ImageSize size) {
        maskSize = Optional.of(size);
        return self();
    }

    /** Sets what the output's numbers mean. */
    public final B outputKind(OutputKind kind) {
        outputKind = Optional.of(kind);
        return self();
    }

    /** Sets the order of the axes of the output. */
    public final B outputLayout(TensorLayout order) {
        outputLayout = Optional.of(order);
        return self();
    }

    /**
     * Sets how labels that a network gives are brought to the size of the image: {@link Resampling#PILLOW_NEAREST} or
     * {@link Resampling#OPENCV_NEAREST}, the rule of mmdeploy.
     *
     * @throws IllegalArgumentException if the filter would mix labels
     */
    public final B labelResampling(Resampling filter) {
        labelResampling = Optional.of(checkedLabelResampling(filter));
        return self();
    }

    static Resampling checkedLabelResampling(Resampling filter) {
        if (filter != Resampling.PILLOW_NEAREST && filter != Resampling.OPENCV_NEAREST) {
            throw new IllegalArgumentException("Labels were to be resized by " + filter
                    + ", but only PILLOW_NEAREST and OPENCV_NEAREST do not mix them");
        }
        return filter;
    }

    /**
     * Sets the value above which a pixel of a single channel is foreground.
     *
     * @throws IllegalArgumentException if it is not finite as float32
     */
    public final B threshold(double value) {
        threshold = Optional.of(checkedThreshold(value));
        return self();
    }

    static double checkedThreshold(double value) {
        if (!Float.isFinite((float) value)) {
            throw new IllegalArgumentException("A threshold of " + value + " was given, but a finite float is needed");
        }
        return value;
    }

    /**
     * Sets where the result goes on an image of which the network has seen a crop, or which was padded for it;
     * {@link Placement#IN_PLACE} unless set.
     */
    public final B placement(Placement rule) {
        placement = Optional.of(rule);
        return self();
    }

    /** Sets the names of the classes. */
    public final B classNames(ClassNames names) {
        classNames = Optional.of(names);
        return self();
    }

    /** Returns what was set so far. */
    protected final ModelSpec toSpec() {
        return new ModelSpec(this);
    }

    final void copy(ModelSpec spec) {
        input = spec.input();
        alphaHandling = spec.alphaHandling();
        channelOrder = spec.channelOrder();
        size = spec.size();
        resampling = spec.resampling();
        processor = spec.processor();
        crop = spec.crop();
        scale = spec.scale();
        mean = spec.mean();
        std = spec.std();
        padding = spec.padding();
        layout = spec.layout();
        elementType = spec.elementType();
        output = spec.output();
        maskOutput = spec.maskOutput();
        maskSize = spec.maskSize();
        outputKind = spec.outputKind();
        outputLayout = spec.outputLayout();
        labelResampling = spec.labelResampling();
        threshold = spec.threshold();
        placement = spec.placement();
        classNames = spec.classNames();
    }
}

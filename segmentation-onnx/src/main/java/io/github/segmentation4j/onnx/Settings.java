package io.github.segmentation4j.onnx;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.model.AlphaHandling;
import io.github.segmentation4j.model.ChannelOrder;
import io.github.segmentation4j.model.ModelSpec;
import io.github.segmentation4j.model.Normalization;
import io.github.segmentation4j.model.Preprocessing;
import io.github.segmentation4j.model.Resampling;
import io.github.segmentation4j.model.SizeRule;
import io.github.segmentation4j.onnx.internal.pipeline.Network;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.DoublePredicate;
import org.jspecify.annotations.Nullable;

/** What a caller has said about a model; null where nothing was said. */
final class Settings {
    /**
     * The most calls that run at once by default. One call keeps all processors busy for most of its time; a few more
     * fill the gaps, and each further one only takes memory.
     */
    private static final int DEFAULT_CONCURRENT_CALLS = 4;

    @Nullable
    ModelSpec spec;

    @Nullable
    SizeRule size;

    @Nullable
    Resampling resampling;

    @Nullable
    List<Double> mean;

    @Nullable
    List<Double> std;

    @Nullable
    Double scale;

    @Nullable
    ChannelOrder channelOrder;

    @Nullable
    Color background;

    @Nullable
    String output;

    @Nullable
    ClassNames classNames;

    int threads = Runtime.getRuntime().availableProcessors();
    int concurrentCalls = Math.min(threads, DEFAULT_CONCURRENT_CALLS);
    GraphOptimization optimization = GraphOptimization.ALL;

    /** Returns one value, finite as float32, for each color channel. */
    static List<Double> mean(double[] values) {
        return perChannel("mean", values, value -> Float.isFinite((float) value), "finite as a float");
    }

    /** Returns one value, finite and above 0 as float32, for each color channel. */
    static List<Double> std(double[] values) {
        return perChannel(
                "std",
                values,
                value -> Float.isFinite((float) value) && (float) value > 0,
                "finite and above 0 as a float");
    }

    /** Returns a scale that is finite and not 0. */
    static double scale(double value) {
        if (!Double.isFinite(value) || value == 0) {
            throw new IllegalArgumentException("scale is " + value + ", but must be finite and not 0");
        }
        return value;
    }

    private static List<Double> perChannel(String name, double[] values, DoublePredicate allowed, String description) {
        if (values.length != Network.CHANNELS || !Arrays.stream(values).allMatch(allowed)) {
            throw new IllegalArgumentException(name + " is " + Arrays.toString(values) + ", but needs one value, "
                    + description + ", for each of the " + Network.CHANNELS + " color channels");
        }
        return Arrays.stream(values).boxed().toList();
    }

    /** Returns a count after a check. */
    static int atLeastOne(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " is " + value + ", but must be at least 1");
        }
        return value;
    }

    /**
     * Returns what a model is run with: what was said here, completed by what the model says of itself.
     *
     * @param model what messages call the model
     * @param own what the model says of itself, if anything
     * @param fixedSize the one input size that the graph takes, if it is fixed
     * @param outputs the names of the graph's outputs
     * @throws InvalidModelException if both together leave something open; the message names it all
     */
    Resolved resolve(String model, Optional<ModelSpec> own, Optional<SizeRule> fixedSize, List<String> outputs) {
        Optional<ModelSpec> base = Optional.ofNullable(spec).or(() -> own);
        Optional<SizeRule> chosenSize = Optional.ofNullable(size)
                .or(() -> base.flatMap(ModelSpec::size))
                .or(() -> fixedSize);
        Optional<ClassNames> names = Optional.ofNullable(classNames).or(() -> base.flatMap(ModelSpec::classNames));
        Optional<Normalization> normalization = base.flatMap(known -> known.mean()
                        .map(mean -> new Normalization(
                                known.scale().orElse(Normalization.UNIT_SCALE),
                                mean,
                                known.std().orElseThrow())))
                .or(this::statedNormalization);
        if (chosenSize.isEmpty() || names.isEmpty() || normalization.isEmpty()) {
            throw new InvalidModelException(missing(model, chosenSize.isEmpty(), names.isEmpty(), outputs));
        }
        Preprocessing preprocessing = Preprocessing.of(chosenSize.get(), overridden(normalization.get()));
        if (base.isPresent()) {
            preprocessing = preprocessing
                    .withResampling(base.get().resampling().orElse(preprocessing.resampling()))
                    .withChannelOrder(base.get().channelOrder().orElse(preprocessing.channelOrder()))
                    .withAlphaHandling(base.get().alphaHandling().orElse(preprocessing.alphaHandling()));
        }
        Optional<String> chosenOutput = Optional.ofNullable(output).or(() -> base.flatMap(ModelSpec::output));
        return new Resolved(overridden(preprocessing), names.get(), chosenOutput);
    }

    /** What a model is run with. */
    record Resolved(Preprocessing preprocessing, ClassNames classNames, Optional<String> output) {}

    private Optional<Normalization> statedNormalization() {
        return mean == null || std == null
                ? Optional.empty()
                : Optional.of(new Normalization(Normalization.UNIT_SCALE, mean, std));
    }

    private Normalization overridden(Normalization normalization) {
        return new Normalization(
                Objects.requireNonNullElse(scale, normalization.scale()),
                Objects.requireNonNullElse(mean, normalization.mean()),
                Objects.requireNonNullElse(std, normalization.std()));
    }

    private Preprocessing overridden(Preprocessing preprocessing) {
        Preprocessing result = preprocessing;
        if (resampling != null) {
            result = result.withResampling(resampling);
        }
        if (channelOrder != null) {
            result = result.withChannelOrder(channelOrder);
        }
        if (background != null) {
            result = result.withAlphaHandling(AlphaHandling.compositeOn(background));
        }
        return result;
    }

    private String missing(String model, boolean needsSize, boolean needsNames, List<String> outputs) {
        List<String> calls = new ArrayList<>();
        if (needsSize) {
            calls.add("the size at which it sees an image (size)");
        }
        if (mean == null) {
            calls.add("the mean of its input (mean)");
        }
        if (std == null) {
            calls.add("the standard deviation of its input (std)");
        }
        if (needsNames) {
            calls.add("the names of its classes (classNames)");
        }
        if (output == null && outputs.size() > 1) {
            calls.add("which of its outputs " + String.join(", ", outputs) + " holds the scores (output)");
        }
        return model + " is not a graph as torchvision exports it and has no config.json and preprocessor_config.json"
                + " beside it, so these settings are missing; give them with the calls of OnnxSegmenter.builder() in"
                + " parentheses: " + String.join(", ", calls);
    }
}

package io.github.segmentation4j.examples.segment;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.Segmenter;
import io.github.segmentation4j.model.MissingSetting;
import io.github.segmentation4j.model.ModelDescription;
import io.github.segmentation4j.model.ModelSpec;
import io.github.segmentation4j.model.file.ModelFiles;
import io.github.segmentation4j.onnx.OnnxSegmenter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** Opens ONNX models from files, and the demonstration network from the resources. */
final class OnnxModels implements Models {
    private static final String DEMONSTRATION = "demo-model/";

    @Override
    public OnnxSegmenter open(ModelOptions options) {
        try {
            return load(options);
        } catch (InvalidModelException e) {
            if (options.classNames().isPresent()) {
                checkClassCount(options, options.classNames().get(), e);
            }
            if (options.file().isPresent()) {
                checkComplete(options, options.file().get(), e);
            }
            throw e;
        }
    }

    /** Finds out whether a model was refused for nothing but the number of the names given for its classes. */
    private static void checkClassCount(ModelOptions options, ClassNames given, InvalidModelException refusal) {
        try (Segmenter own = load(options.withoutClassNames())) {
            int expected = own.classNames().size();
            if (expected != given.size()) {
                throw CommandException.usage(
                        "--classes gives " + given.size() + (given.size() == 1 ? " name" : " names")
                                + ", but the model has " + expected + " classes: give one name for each (its own are "
                                + String.join(", ", own.classNames().names()) + ")");
            }
        } catch (InvalidModelException e) {
            refusal.addSuppressed(e);
        }
    }

    /** Finds out whether a model was refused since something is missing, and says so in words of the command line. */
    private static void checkComplete(ModelOptions options, Path model, InvalidModelException refusal) {
        ModelDescription description;
        try {
            description = builder(options).describe(model);
        } catch (InvalidModelException e) {
            refusal.addSuppressed(e);
            return;
        }
        if (!description.isComplete()) {
            throw CommandException.failure(
                    model + " says too little of itself; missing is "
                            + description.missing().stream()
                                    .map(MissingSetting::subject)
                                    .collect(Collectors.joining(", "))
                            + ": try --preset, or write "
                            + description.missing().stream()
                                    .map(MissingSetting::sideCarKey)
                                    .collect(Collectors.joining(", "))
                            + " to " + ModelFiles.sideCarPath(Path.of(description.model()))
                            + ", which segment inspect " + model + " drafts",
                    refusal);
        }
    }

    /**
     * Tells what is known of a model.
     *
     * @throws InvalidModelException if it cannot be a segmentation network, or its sources contradict each other
     */
    ModelDescription describe(ModelOptions options) {
        return builder(options).describe(options.file().orElseThrow());
    }

    private static OnnxSegmenter load(ModelOptions options) {
        OnnxSegmenter.Builder builder = builder(options);
        return options.file().isPresent() ? builder.load(options.file().get()) : demonstration(builder);
    }

    private static OnnxSegmenter.Builder builder(ModelOptions options) {
        OnnxSegmenter.Builder builder = OnnxSegmenter.builder();
        options.preset().ifPresent(builder::preset);
        options.spec().ifPresent(builder::spec);
        options.variant().ifPresent(builder::variant);
        options.processor().ifPresent(builder::processor);
        options.placement().ifPresent(builder::placement);
        options.size().ifPresent(builder::size);
        options.classNames().ifPresent(builder::classNames);
        if (options.manyPhotos()) {
            builder.threads(1).concurrentCalls(Runtime.getRuntime().availableProcessors());
        }
        return builder;
    }

    private static OnnxSegmenter demonstration(OnnxSegmenter.Builder builder) {
        try (InputStream model = Resources.open(DEMONSTRATION + "model.onnx");
                InputStream config = Resources.open(DEMONSTRATION + "config.json");
                InputStream preprocessor = Resources.open(DEMONSTRATION + "preprocessor_config.json")) {
            ModelSpec spec = ModelFiles.readHuggingFace(config, preprocessor);
            return builder.spec(spec).load(model);
        } catch (IOException e) {
            throw CommandException.failure("The demonstration network cannot be read: " + Reasons.of(e), e);
        }
    }
}

package io.github.segmentation4j.examples.segment;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.Segmenter;
import io.github.segmentation4j.model.HuggingFaceConfig;
import io.github.segmentation4j.model.ModelSpec;
import io.github.segmentation4j.onnx.OnnxSegmenter;
import java.io.IOException;
import java.io.InputStream;

/** Opens ONNX models from files, and the demonstration network from the resources. */
final class OnnxModels implements Models {
    private static final String DEMONSTRATION = "demo-model/";

    @Override
    public Segmenter open(ModelOptions options) {
        try {
            return load(options);
        } catch (InvalidModelException e) {
            if (options.classNames().isPresent()) {
                checkClassCount(options, options.classNames().get(), e);
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

    private static Segmenter load(ModelOptions options) {
        OnnxSegmenter.Builder builder = OnnxSegmenter.builder();
        options.preset().ifPresent(builder::preset);
        options.size().ifPresent(builder::size);
        options.classNames().ifPresent(builder::classNames);
        return options.file().isPresent() ? builder.load(options.file().get()) : demonstration(builder);
    }

    private static Segmenter demonstration(OnnxSegmenter.Builder builder) {
        try (InputStream model = Resources.open(DEMONSTRATION + "model.onnx");
                InputStream config = Resources.open(DEMONSTRATION + "config.json");
                InputStream preprocessor = Resources.open(DEMONSTRATION + "preprocessor_config.json")) {
            ModelSpec spec = HuggingFaceConfig.read(config, preprocessor);
            return builder.spec(spec).load(model);
        } catch (IOException e) {
            throw CommandException.failure("The demonstration network cannot be read: " + Reasons.of(e), e);
        }
    }
}

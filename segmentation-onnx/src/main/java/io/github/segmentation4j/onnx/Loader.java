package io.github.segmentation4j.onnx;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.model.HuggingFaceConfig;
import io.github.segmentation4j.model.ModelSpec;
import io.github.segmentation4j.model.SizeRule;
import io.github.segmentation4j.onnx.internal.ort.ModelSource;
import io.github.segmentation4j.onnx.internal.ort.OrtModel;
import io.github.segmentation4j.onnx.internal.ort.SessionSettings;
import io.github.segmentation4j.onnx.internal.pipeline.GraphSignature;
import io.github.segmentation4j.onnx.internal.pipeline.Pipeline;
import io.github.segmentation4j.onnx.internal.pipeline.TensorSpec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** Makes a segmenter of a model and of what is known about it. */
final class Loader {
    private static final System.Logger LOG = System.getLogger(OnnxSegmenter.class.getName());
    private static final String UNNAMED = "The model given as bytes";

    private Loader() {}

    static OnnxSegmenter load(Path model, Settings settings) {
        Objects.requireNonNull(model, "model");
        checkFile(model);
        // A description from the caller wins over files beside the model, even over damaged ones.
        Optional<ModelSpec> besideIt = settings.spec == null ? HuggingFaceConfig.find(model) : Optional.empty();
        return load(source(model), besideIt, settings);
    }

    static OnnxSegmenter load(byte[] model, Settings settings) {
        Objects.requireNonNull(model, "model");
        if (model.length == 0) {
            throw new InvalidModelException("The model given as bytes is empty: give the content of an .onnx file");
        }
        return load(new ModelSource.Bytes(UNNAMED, model), Optional.empty(), settings);
    }

    static OnnxSegmenter load(InputStream model, Settings settings) {
        try {
            return load(model.readAllBytes(), settings);
        } catch (IOException e) {
            throw new InvalidModelException("The stream of a model cannot be read: " + e.getMessage(), e);
        }
    }

    private static OnnxSegmenter load(ModelSource source, Optional<ModelSpec> besideIt, Settings settings) {
        OrtModel model = OrtModel.open(source, new SessionSettings(settings.threads, settings.optimization.level()));
        try {
            GraphSignature graph = model.signature();
            TensorSpec input = GraphCheck.input(source.name(), graph);
            GraphCheck.someScores(source.name(), graph);
            Optional<ModelSpec> own = besideIt.or(() -> GraphCheck.torchvision(graph));
            Optional<SizeRule> fixedSize = GraphCheck.fixedSize(source.name(), input);
            Settings.Resolved spec = settings.resolve(source.name(), own, fixedSize, graph.outputNames());
            GraphCheck.size(source.name(), spec.preprocessing().size(), fixedSize);
            ClassNames classNames = spec.classNames();
            TensorSpec output = GraphCheck.output(source.name(), graph, spec.output(), classNames);
            String description = source.name() + ": " + input + " -> " + output + ", " + spec.preprocessing() + ", "
                    + classNames.size() + " classes";
            LOG.log(System.Logger.Level.DEBUG, "Loaded {0}", description);
            Pipeline pipeline = new Pipeline(
                    model.network(input.name(), output.name(), classNames.size()),
                    spec.preprocessing(),
                    settings.concurrentCalls);
            return new OnnxSegmenter(pipeline, classNames, description);
        } catch (RuntimeException | Error e) {
            try (model) {
                throw e;
            }
        }
    }

    private static void checkFile(Path model) {
        if (!Files.exists(model)) {
            throw new InvalidModelException("There is no file " + model + ": give the path of an .onnx file");
        }
        if (Files.isDirectory(model)) {
            throw new InvalidModelException(model + " is a folder: give the path of the .onnx file in it");
        }
        if (!Files.isReadable(model)) {
            throw new InvalidModelException(model + " may not be read by this process: change its permissions");
        }
        try {
            if (Files.size(model) == 0) {
                throw new InvalidModelException(model + " is an empty file: export or download the .onnx file again");
            }
        } catch (IOException e) {
            throw new InvalidModelException("The size of " + model + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static ModelSource source(Path model) {
        if (model.getFileSystem().equals(FileSystems.getDefault())) {
            return new ModelSource.File(model);
        }
        try {
            return new ModelSource.Bytes(model.toString(), Files.readAllBytes(model));
        } catch (IOException e) {
            throw new InvalidModelException(model + " cannot be read: " + e.getMessage(), e);
        }
    }
}

package io.github.segmentation4j.onnx.internal.ort;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import ai.onnxruntime.TensorInfo;
import ai.onnxruntime.ValueInfo;
import io.github.segmentation4j.InferenceFailedException;
import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.RuntimeUnavailableException;
import io.github.segmentation4j.engine.Network;
import io.github.segmentation4j.engine.NetworkInput;
import io.github.segmentation4j.engine.NetworkOutput;
import io.github.segmentation4j.engine.tensor.GraphSignature;
import io.github.segmentation4j.engine.tensor.TensorSpec;
import io.github.segmentation4j.model.ImageSize;
import io.github.segmentation4j.onnx.runtime.GraphOptimization;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A model that ONNX Runtime has loaded, before anybody has said which of its inputs and outputs to use. */
public final class OrtModel implements AutoCloseable {
    /** The folder of external weights of a model in memory, by {@code onnxruntime_session_options_config_keys.h}. */
    private static final String WEIGHTS_FOLDER = "session.model_external_initializers_file_folder_path";

    /** How long an idle thread looks for work before it sleeps, by {@code onnxruntime_session_options_config_keys.h}. */
    private static final String SPIN_DURATION = "session.intra_op.spin_duration_us";

    /**
     * Microseconds: more than passes between two operators, far less than decoding takes.
     *
     * <p>By default the runtime's threads go on spinning for milliseconds after a run, on the very processors that decode
     * its scores and read the next image; without any spinning they sleep between two operators (docs/decisions.md).
     */
    private static final String SPIN_MICROSECONDS = "100";

    private static final int IMAGE_RANK = 4;

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final Map<String, OnnxTensor> others;
    private final GraphSignature signature;
    private final Map<String, String> metadata;

    private OrtModel(
            OrtEnvironment environment,
            OrtSession session,
            Map<String, OnnxTensor> others,
            GraphSignature signature,
            Map<String, String> metadata) {
        this.environment = environment;
        this.session = session;
        this.others = others;
        this.signature = signature;
        this.metadata = Map.copyOf(metadata);
    }

    /** Begins to load the runtime in another thread, to be called before what can be done without it. */
    public static void beginLoadingRuntime() {
        OrtRuntime.begin();
    }

    /**
     * Loads a model.
     *
     * @throws InvalidModelException if it is not a readable ONNX model or the runtime cannot run it
     * @throws RuntimeUnavailableException if the runtime itself cannot be loaded
     */
    public static OrtModel open(ModelSource source, SessionSettings settings) {
        OrtEnvironment environment = OrtRuntime.environment();
        try {
            OrtSession session = session(environment, source, settings);
            try {
                GraphSignature signature = signature(session);
                Map<String, String> metadata = metadata(session);
                return new OrtModel(environment, session, MaskOfOnes.of(environment, session), signature, metadata);
            } catch (OrtException | RuntimeException | Error e) {
                session.close();
                throw e;
            }
        } catch (OrtException e) {
            throw ModelRefusal.of(source, e, environment.getVersion());
        }
    }

    private static OrtSession session(OrtEnvironment environment, ModelSource source, SessionSettings settings)
            throws OrtException {
        if (settings.optimizedModels().isPresent() && settings.optimization() != GraphOptimization.NONE) {
            return new OptimizedModels(settings.optimizedModels().get(), settings, Processor.name())
                    .session(environment, source, (model, options) -> createSession(environment, model, options));
        }
        try (SessionOptions options = options(settings, settings.optimization())) {
            return createSession(environment, source, options);
        }
    }

    /** Opens a session of a model. */
    static OrtSession createSession(OrtEnvironment environment, ModelSource source, SessionOptions options)
            throws OrtException {
        if (source instanceof ModelSource.Filled filled) {
            return createSession(environment, filled.content(), options);
        }
        if (source instanceof ModelSource.File file) {
            return environment.createSession(file.path().toString(), options);
        }
        if (source instanceof ModelSource.Part part) {
            if (part.folder().isPresent()) {
                options.addConfigEntry(WEIGHTS_FOLDER, part.folder().get().toString());
            }
            return environment.createSession(part.content(), options);
        }
        return environment.createSession(((ModelSource.Bytes) source).content(), options);
    }

    /** Returns the options of a session that rewrites its graph this far. */
    static SessionOptions options(SessionSettings settings, GraphOptimization optimization) throws OrtException {
        SessionOptions options = new SessionOptions();
        try {
            options.setSessionLogLevel(OrtRuntime.LOG_LEVEL);
            options.setIntraOpNumThreads(settings.operatorThreads());
            // A plan of all intermediate memory as one block for each input size: with images of many sizes in flight
            // at once, ever larger blocks find no gap in the arena, and the resident set creeps up.
            options.setMemoryPatternOptimization(false);
            options.addConfigEntry(SPIN_DURATION, SPIN_MICROSECONDS);
            options.setOptimizationLevel(
                    switch (optimization) {
                        case NONE -> OptLevel.NO_OPT;
                        case BASIC -> OptLevel.BASIC_OPT;
                        case EXTENDED -> OptLevel.EXTENDED_OPT;
                        case ALL -> OptLevel.ALL_OPT;
                    });
            return options;
        } catch (OrtException e) {
            options.close();
            throw e;
        }
    }

    private static GraphSignature signature(OrtSession session) throws OrtException {
        Collection<NodeInfo> inputs = session.getInputInfo().values();
        int batch = inputs.stream().mapToInt(OrtModel::batch).max().orElse(1);
        return new GraphSignature(
                tensors(
                        inputs.stream()
                                .filter(input -> session.getNumInputs() == 1 || !MaskOfOnes.fills(input))
                                .toList(),
                        batch),
                tensors(session.getOutputInfo().values(), batch),
                batch);
    }

    /** Returns how many images an input takes at once, 1 where it takes any number or no images. */
    private static int batch(NodeInfo input) {
        return input.getInfo() instanceof TensorInfo tensor
                        && tensor.getShape().length == IMAGE_RANK
                        && tensor.getShape()[0] > 1
                ? (int) Math.min(Integer.MAX_VALUE, tensor.getShape()[0])
                : 1;
    }

    private static List<TensorSpec> tensors(Collection<NodeInfo> nodes, int batch) {
        return nodes.stream()
                .map(node -> tensor(node.getName(), node.getInfo(), batch))
                .toList();
    }

    /** Returns the lengths of the axes that are left of a batch if one image of it is looked at. */
    static List<Long> ofOneImage(long[] shape, int batch) {
        List<Long> lengths = new ArrayList<>(Arrays.stream(shape).boxed().toList());
        if (batch > 1 && !lengths.isEmpty() && lengths.get(0) == batch) {
            lengths.set(0, 1L);
        }
        return lengths;
    }

    private static TensorSpec tensor(String name, ValueInfo info, int batch) {
        if (info instanceof TensorInfo tensor) {
            return new TensorSpec(name, OrtTypes.name(tensor), ofOneImage(tensor.getShape(), batch));
        }
        return new TensorSpec(name, info.getClass().getSimpleName(), List.of());
    }

    private static Map<String, String> metadata(OrtSession session) throws OrtException {
        return session.getMetadata().getCustomMetadata();
    }

    /** Returns what the graph declares. */
    public GraphSignature signature() {
        return signature;
    }

    /** Returns the inputs that need no image and no decision, each with what it holds. */
    public Map<String, String> filledInputs() {
        return others.isEmpty() ? Map.of() : Map.of(MaskOfOnes.NAME, MaskOfOnes.CONTENT);
    }

    /** Returns the keys and values that the model's author put into the file. */
    public Map<String, String> metadata() {
        return metadata;
    }

    /**
     * Returns the shape of every output for a black image, found by running the network once.
     *
     * @throws InferenceFailedException if the network fails on such an image
     */
    public Map<String, List<Long>> outputShapes(String input, NetworkInput shape, ImageSize size) {
        try {
            return OutputProbe.shapes(environment, session, input, others, shape, size);
        } catch (OrtException e) {
            throw new InferenceFailedException(
                    "The model fails on a black image of " + size + " pixels (" + OrtReason.of(e) + ")", e);
        }
    }

    /** Returns the network that feeds one input and fetches some outputs; closing it closes the model. */
    public Network network(String input, NetworkInput shape, List<NetworkOutput> outputs) {
        return new OrtNetwork(environment, session, others, input, shape, outputs);
    }

    /** Releases the model. */
    @Override
    public void close() {
        others.values().forEach(OnnxTensor::close);
        close(session);
    }

    /** Releases a session; the runtime declares an exception that it throws only for a broken native handle. */
    static void close(OrtSession session) {
        try {
            session.close();
        } catch (OrtException e) {
            throw new InvalidModelException("ONNX Runtime failed to release a model: " + OrtReason.of(e), e);
        }
    }
}

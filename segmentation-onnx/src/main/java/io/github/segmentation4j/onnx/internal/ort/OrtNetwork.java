package io.github.segmentation4j.onnx.internal.ort;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.segmentation4j.InferenceFailedException;
import io.github.segmentation4j.engine.BoundNetwork;
import io.github.segmentation4j.engine.Network;
import io.github.segmentation4j.engine.NetworkInput;
import io.github.segmentation4j.engine.NetworkOutput;
import io.github.segmentation4j.engine.OutputBuffers;
import io.github.segmentation4j.model.ElementType;
import io.github.segmentation4j.model.ImageSize;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A network run by ONNX Runtime. */
final class OrtNetwork implements Network {
    /** Input sizes whose output shapes are remembered; a stream of ever new sizes starts over beyond it. */
    private static final int REMEMBERED_SIZES = 1024;

    /** In the runtime's messages about a node for which it has no implementation. */
    private static final String NOT_SUPPORTED = "not supported";

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final Map<String, OnnxTensor> others;
    private final String input;
    private final NetworkInput shape;
    private final List<NetworkOutput> outputs;
    private final List<String> outputNames;
    private final Map<ImageSize, List<OutputShape>> shapes = new ConcurrentHashMap<>();

    /**
     * Creates a network that owns its session.
     *
     * @param others what the inputs hold that take no image, owned too
     */
    OrtNetwork(
            OrtEnvironment environment,
            OrtSession session,
            Map<String, OnnxTensor> others,
            String input,
            NetworkInput shape,
            List<NetworkOutput> outputs) {
        this.environment = environment;
        this.session = session;
        this.others = others;
        this.input = input;
        this.shape = shape;
        this.outputs = List.copyOf(outputs);
        this.outputNames = outputs.stream().map(NetworkOutput::name).toList();
    }

    @Override
    public NetworkInput input() {
        return shape;
    }

    @Override
    public List<NetworkOutput> outputs() {
        return outputs;
    }

    @Override
    public BoundNetwork bind(ImageSize size, ByteBuffer pixels, OutputBuffers buffers) {
        try {
            OnnxTensor tensor = tensor(pixels, shape.lengths(size), shape.type());
            return new OrtBinding(this, size, buffers, pixels, tensor, new OrtSession.RunOptions());
        } catch (OrtException e) {
            throw failure(size, e);
        }
    }

    /** Wraps a buffer, whose memory the runtime reads or writes in place. */
    OnnxTensor tensor(ByteBuffer buffer, long[] shape, ElementType type) throws OrtException {
        OnnxJavaType javaType = OrtTypes.javaType(type);
        return OnnxTensor.createTensor(environment, buffer, shape, javaType);
    }

    /** Returns what all inputs hold. */
    Map<String, OnnxTensor> inputs(OnnxTensor image) {
        Map<String, OnnxTensor> inputs = new HashMap<>(others);
        inputs.put(input, image);
        return Map.copyOf(inputs);
    }

    OrtSession session() {
        return session;
    }

    /** Returns how many images the network takes at once. */
    int batch() {
        return shape.batch();
    }

    /** Returns the names of the outputs that are fetched. */
    List<String> outputNames() {
        return outputNames;
    }

    /** Returns the shapes of the outputs for inputs of a size, or null if none was run yet. */
    @Nullable
    List<OutputShape> outputShapes(ImageSize size) {
        return shapes.get(size);
    }

    /** Remembers the shapes of the outputs for inputs of a size. */
    void learn(ImageSize size, List<OutputShape> found) {
        if (shapes.size() >= REMEMBERED_SIZES) {
            shapes.clear();
        }
        shapes.put(size, found);
    }

    /** Returns what a failed run on an input of this size means. */
    static InferenceFailedException failure(ImageSize size, OrtException e) {
        String reason = OrtReason.of(e);
        boolean lacksOperator =
                e.getCode() == OrtException.OrtErrorCode.ORT_NOT_IMPLEMENTED || reason.contains(NOT_SUPPORTED);
        return new InferenceFailedException(
                "The model fails on an input of " + size + " pixels (" + reason + "): "
                        + (lacksOperator
                                ? "ONNX Runtime cannot run that node at any size, so export the model again without it,"
                                        + " or choose another variant of the model"
                                : "give it the size that it was made for with OnnxSegmenter.Builder.size, or export it"
                                        + " again if it fails at that size too"),
                e);
    }

    @Override
    public void close() {
        others.values().forEach(OnnxTensor::close);
        OrtModel.close(session);
    }
}

package io.github.segmentation4j.onnx.internal.ort;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.segmentation4j.InvalidImageException;
import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.model.ElementType;
import io.github.segmentation4j.model.ImageSize;
import io.github.segmentation4j.model.TensorLayout;
import io.github.segmentation4j.onnx.internal.decode.TensorView;
import io.github.segmentation4j.onnx.internal.pipeline.Network;
import io.github.segmentation4j.onnx.internal.pipeline.Workspace;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A network run by ONNX Runtime.
 *
 * <p>The first image of a size is run into memory that the runtime allocates, which tells the shapes of the outputs. From
 * then on the runtime writes the outputs for images of that size straight into the workspace's buffers, so that they are
 * never copied.
 */
final class OrtNetwork implements Network {
    /** Input sizes whose output shapes are remembered; a stream of ever new sizes starts over beyond it. */
    private static final int REMEMBERED_SIZES = 1024;

    /** In the runtime's messages about a node for which it has no implementation. */
    private static final String NOT_SUPPORTED = "not supported";

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final String input;
    private final TensorLayout layout;
    private final OnnxJavaType inputType;
    private final List<String> outputs;
    private final Map<ImageSize, List<OutputShape>> shapes = new ConcurrentHashMap<>();

    /** Creates a network that owns its session. */
    OrtNetwork(
            OrtEnvironment environment,
            OrtSession session,
            String input,
            TensorLayout layout,
            ElementType inputType,
            List<String> outputs) {
        this.environment = environment;
        this.session = session;
        this.input = input;
        this.layout = layout;
        this.inputType = OrtTypes.javaType(inputType);
        this.outputs = List.copyOf(outputs);
    }

    @Override
    public List<TensorView> run(ByteBuffer pixels, ImageSize size, Workspace workspace) {
        try (OnnxTensor tensor = OnnxTensor.createTensor(environment, pixels, shape(size, layout), inputType)) {
            Map<String, OnnxTensor> inputs = Map.of(input, tensor);
            List<OutputShape> known = shapes.get(size);
            return known == null ? runAndLearn(inputs, size) : runInto(inputs, size, known, workspace);
        } catch (OrtException e) {
            throw failure(size, e);
        }
    }

    private static InvalidModelException failure(ImageSize size, OrtException e) {
        String reason = OrtRuntime.reason(e);
        boolean lacksOperator =
                e.getCode() == OrtException.OrtErrorCode.ORT_NOT_IMPLEMENTED || reason.contains(NOT_SUPPORTED);
        return new InvalidModelException(
                "The model fails on an input of " + size + " pixels (" + reason + "): "
                        + (lacksOperator
                                ? "ONNX Runtime cannot run that node at any size, so export the model again without it,"
                                        + " or choose another variant of the model"
                                : "give it the size that it was made for with OnnxSegmenter.Builder.size, or export it"
                                        + " again if it fails at that size too"),
                e);
    }

    /** Returns the shape of an input of one image. */
    static long[] shape(ImageSize size, TensorLayout layout) {
        return layout == TensorLayout.NCHW
                ? new long[] {1, CHANNELS, size.height(), size.width()}
                : new long[] {1, size.height(), size.width(), CHANNELS};
    }

    private List<TensorView> runAndLearn(Map<String, OnnxTensor> inputs, ImageSize size) throws OrtException {
        try (OrtSession.Result result = session.run(inputs, new LinkedHashSet<>(outputs))) {
            List<OutputShape> found = new ArrayList<>();
            List<TensorView> views = new ArrayList<>();
            for (String output : outputs) {
                OnnxValue value = result.get(output).orElseThrow();
                OutputShape shape = OutputShape.of(output, value);
                found.add(shape);
                views.add(new TensorView(shape.type(), shape.lengths(), copied((OnnxTensor) value, size)));
            }
            if (shapes.size() >= REMEMBERED_SIZES) {
                shapes.clear();
            }
            shapes.put(size, found);
            return views;
        }
    }

    private static ByteBuffer copied(OnnxTensor tensor, ImageSize size) {
        try {
            return tensor.getByteBuffer().order(ByteOrder.nativeOrder());
        } catch (OutOfMemoryError e) {
            throw new InvalidImageException(
                    "The outputs for an input of " + size
                            + " pixels do not fit into the heap: choose a smaller size, for"
                            + " example SizeRule.shortEdge(520), or raise -Xmx",
                    e);
        }
    }

    private List<TensorView> runInto(
            Map<String, OnnxTensor> inputs, ImageSize size, List<OutputShape> known, Workspace workspace)
            throws OrtException {
        Map<String, OnnxTensor> targets = new LinkedHashMap<>();
        List<TensorView> views = new ArrayList<>();
        try {
            for (int i = 0; i < known.size(); i++) {
                OutputShape shape = known.get(i);
                ByteBuffer buffer = workspace.output(i, shape.elements(), shape.type(), size);
                targets.put(
                        outputs.get(i),
                        OnnxTensor.createTensor(
                                environment,
                                buffer,
                                shape.lengths().stream()
                                        .mapToLong(Long::longValue)
                                        .toArray(),
                                OrtTypes.javaType(shape.type())));
                views.add(new TensorView(shape.type(), shape.lengths(), buffer));
            }
            session.run(inputs, targets).close();
            return views;
        } finally {
            targets.values().forEach(OnnxTensor::close);
        }
    }

    @Override
    public void close() {
        OrtModel.close(session);
    }

    /** The element type and the lengths of the axes of an output. */
    private record OutputShape(ElementType type, List<Long> lengths) {

        private static OutputShape of(String output, OnnxValue value) {
            if (!(value instanceof OnnxTensor tensor)) {
                throw new InvalidModelException("Output \"" + output + "\" is a " + value.getType()
                        + ", but scores or labels must be a tensor: name another output with"
                        + " OnnxSegmenter.Builder.output");
            }
            String type = OrtTypes.name(tensor.getInfo());
            long[] shape = tensor.getInfo().getShape();
            ElementType elementType = ElementType.named(type)
                    .orElseThrow(() -> new InvalidModelException("Output \"" + output + "\" holds " + type
                            + ", but scores or labels are numbers: name another output with"
                            + " OnnxSegmenter.Builder.output"));
            return new OutputShape(elementType, Arrays.stream(shape).boxed().toList());
        }

        private long elements() {
            return lengths.stream().reduce(1L, Math::multiplyExact);
        }
    }
}

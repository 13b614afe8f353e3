package io.github.segmentation4j.onnx.internal.ort;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.segmentation4j.InvalidImageException;
import io.github.segmentation4j.InvalidImageException.Kind;
import io.github.segmentation4j.engine.BoundNetwork;
import io.github.segmentation4j.engine.OutputBuffers;
import io.github.segmentation4j.engine.TensorView;
import io.github.segmentation4j.engine.pipeline.CallMemory;
import io.github.segmentation4j.model.ImageSize;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A session whose input and outputs are buffers of ours.
 *
 * <p>The first image of a size is run into memory that the runtime allocates, which tells the shapes of the outputs, and
 * which the runtime's Java API can only copy. From then on the runtime reads the input and writes the outputs in place, and
 * every object that it is handed is used again: per call it allocates some short arrays and its result alone.
 */
final class OrtBinding implements BoundNetwork {
    private static final System.Logger LOG = System.getLogger(OrtBinding.class.getName());

    /** The outputs that are fetched beside the bound ones. */
    private static final Set<String> NO_OTHERS = Set.of();

    private final OrtNetwork network;
    private final ImageSize size;
    private final OutputBuffers buffers;
    private final ByteBuffer pixels;

    /** The part of the pixels that holds the one image. */
    private final ByteBuffer first;

    private final OnnxTensor input;

    /** Tells the runtime to end a run; what it was told once is never taken back. */
    private final OrtSession.RunOptions options;

    private final Map<String, OnnxTensor> inputs;

    /** The bound outputs by their names, none until their shapes are known. */
    private final Map<String, OnnxTensor> targets = new LinkedHashMap<>();

    private List<TensorView> views = List.of();
    private boolean closed;

    /** Creates a binding that owns the tensor around its input, and the options of its runs. */
    OrtBinding(
            OrtNetwork network,
            ImageSize size,
            OutputBuffers buffers,
            ByteBuffer pixels,
            OnnxTensor input,
            OrtSession.RunOptions options) {
        this.network = network;
        this.size = size;
        this.buffers = buffers;
        this.pixels = pixels;
        this.first = pixels.slice(0, pixels.limit() / network.batch()).order(pixels.order());
        this.input = input;
        this.options = options;
        this.inputs = network.inputs(input);
    }

    /** Repeats the image wherever the network takes another one: what is computed of all of them at once stays the same. */
    private void repeat() {
        for (int slot = 1; slot < network.batch(); slot++) {
            pixels.put(slot * first.capacity(), first, 0, first.capacity());
        }
    }

    /** Returns what an output holds of the first image. */
    private TensorView view(OutputShape shape, ByteBuffer data) {
        int batch = network.batch();
        if (batch == 1 || shape.lengths().isEmpty() || shape.lengths().get(0) != batch) {
            return new TensorView(shape.type(), shape.lengths(), data);
        }
        return new TensorView(
                shape.type(),
                OrtModel.ofOneImage(shape.toArray(), batch),
                data.slice(0, data.limit() / batch).order(data.order()));
    }

    @Override
    public List<TensorView> run() {
        repeat();
        try {
            if (targets.isEmpty()) {
                List<OutputShape> known = network.outputShapes(size);
                if (known == null) {
                    return runAndLearn();
                }
                bindOutputs(known);
            }
            network.session().run(inputs, NO_OTHERS, targets, options).close();
            return views;
        } catch (OrtException e) {
            throw OrtNetwork.failure(size, e);
        }
    }

    /** Makes the run end with the node of the graph at which it is. */
    @Override
    public void stop() {
        try {
            options.setTerminate(true);
        } catch (OrtException e) {
            LOG.log(System.Logger.Level.DEBUG, "A run cannot be stopped", e);
        }
    }

    private List<TensorView> runAndLearn() throws OrtException {
        try (OrtSession.Result result =
                network.session().run(inputs, new LinkedHashSet<>(network.outputNames()), options)) {
            List<OutputShape> found = new ArrayList<>();
            List<TensorView> copies = new ArrayList<>();
            for (String output : network.outputNames()) {
                OnnxValue value = result.get(output).orElseThrow();
                OutputShape shape = OutputShape.of(output, value);
                // The runtime's Java API counts bytes in an int, which wraps beyond 2 GiB.
                CallMemory.bytes(shape.elements(), shape.type().bytes(), size, "output");
                found.add(shape);
                copies.add(view(shape, copied((OnnxTensor) value)));
            }
            network.learn(size, found);
            return copies;
        }
    }

    private ByteBuffer copied(OnnxTensor tensor) {
        try {
            return tensor.getByteBuffer().order(ByteOrder.nativeOrder());
        } catch (OutOfMemoryError e) {
            throw new InvalidImageException(
                    Kind.OUT_OF_MEMORY,
                    "The outputs for an input of " + size + " pixels do not fit into the heap: raise -Xmx, or "
                            + CallMemory.smaller(size),
                    e);
        }
    }

    private void bindOutputs(List<OutputShape> shapes) throws OrtException {
        List<ByteBuffer> bound = new ArrayList<>();
        for (int i = 0; i < shapes.size(); i++) {
            OutputShape shape = shapes.get(i);
            ByteBuffer buffer = buffers.output(i, shape.elements(), shape.type());
            bound.add(buffer);
        }
        try {
            for (int i = 0; i < shapes.size(); i++) {
                OutputShape shape = shapes.get(i);
                targets.put(network.outputNames().get(i), network.tensor(bound.get(i), shape.toArray(), shape.type()));
            }
        } catch (OrtException e) {
            releaseOutputs();
            throw e;
        }
        List<TensorView> found = new ArrayList<>();
        for (int i = 0; i < shapes.size(); i++) {
            found.add(view(shapes.get(i), bound.get(i)));
        }
        views = List.copyOf(found);
    }

    private void releaseOutputs() {
        targets.values().forEach(OnnxTensor::close);
        targets.clear();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            input.close();
            releaseOutputs();
            options.close();
        }
    }
}

package io.github.segmentation4j.onnx.internal.ort;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.Result;
import ai.onnxruntime.TensorInfo;
import io.github.segmentation4j.onnx.internal.pipeline.GraphSignature;
import io.github.segmentation4j.onnx.internal.pipeline.Network;
import io.github.segmentation4j.onnx.internal.pipeline.TensorSpec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds out how many channels an output has where the graph leaves it open, by running it once on a small black image.
 *
 * <p>PyTorch's exporter leaves the channels open where the last node is a Resize whose sizes are computed in the graph, as
 * in torchvision's networks.
 */
final class ChannelProbe {
    private static final System.Logger LOG = System.getLogger(ChannelProbe.class.getName());

    /** A multiple of the strides of common networks, in pixels. */
    private static final int SIDE = 64;

    /** The most pixels that a buffer holds; a graph that takes larger images only is not asked. */
    private static final long LARGEST_AREA = Integer.MAX_VALUE / (Network.CHANNELS * Float.BYTES);

    private ChannelProbe() {}

    /** Returns a signature with the channels of its outputs filled in where a run tells them. */
    static GraphSignature complete(OrtEnvironment environment, OrtSession session, GraphSignature graph) {
        Set<String> open = new LinkedHashSet<>();
        for (TensorSpec output : graph.outputs()) {
            if (output.hasFourAxes() && output.isFree(TensorSpec.CHANNEL)) {
                open.add(output.name());
            }
        }
        if (open.isEmpty()
                || graph.inputs().size() != 1
                || !graph.inputs().get(0).holdsImages(Network.CHANNELS)) {
            return graph;
        }
        try {
            return withChannels(
                    graph, channels(environment, session, graph.inputs().get(0), open));
        } catch (OrtException e) {
            LOG.log(System.Logger.Level.DEBUG, "The model does not run on a small black image", e);
            return graph;
        }
    }

    private static Map<String, Long> channels(
            OrtEnvironment environment, OrtSession session, TensorSpec input, Set<String> outputs) throws OrtException {
        long height = input.isFree(TensorSpec.ROW) ? SIDE : input.shape().get(TensorSpec.ROW);
        long width = input.isFree(TensorSpec.COLUMN) ? SIDE : input.shape().get(TensorSpec.COLUMN);
        if (height < 1 || width < 1 || height > LARGEST_AREA / width) {
            return Map.of();
        }
        int bytes = (int) (Network.CHANNELS * height * width * Float.BYTES);
        ByteBuffer black = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
        long[] shape = {1, Network.CHANNELS, height, width};
        Map<String, Long> channels = new HashMap<>();
        try (OnnxTensor image = OnnxTensor.createTensor(environment, black.asFloatBuffer(), shape);
                Result result = session.run(Map.of(input.name(), image), outputs)) {
            for (String output : outputs) {
                if (result.get(output).orElseThrow().getInfo() instanceof TensorInfo info
                        && info.getShape().length > TensorSpec.CHANNEL) {
                    channels.put(output, info.getShape()[TensorSpec.CHANNEL]);
                }
            }
        }
        return channels;
    }

    private static GraphSignature withChannels(GraphSignature graph, Map<String, Long> channels) {
        List<TensorSpec> outputs = new ArrayList<>();
        for (TensorSpec output : graph.outputs()) {
            Long known = channels.get(output.name());
            outputs.add(known == null ? output : withChannels(output, known));
        }
        return new GraphSignature(graph.inputs(), outputs);
    }

    private static TensorSpec withChannels(TensorSpec output, long channels) {
        List<Long> shape = new ArrayList<>(output.shape());
        shape.set(TensorSpec.CHANNEL, channels);
        return new TensorSpec(output.name(), output.type(), shape);
    }
}

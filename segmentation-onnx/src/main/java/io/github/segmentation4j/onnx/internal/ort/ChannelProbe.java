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

    private static final int RANK = 4;
    private static final int CHANNEL = 1;
    private static final int ROW = 2;
    private static final int COLUMN = 3;

    private ChannelProbe() {}

    /** Returns a signature with the channels of its outputs filled in where a run tells them. */
    static GraphSignature complete(OrtEnvironment environment, OrtSession session, GraphSignature graph) {
        Set<String> open = new LinkedHashSet<>();
        for (TensorSpec output : graph.outputs()) {
            if (output.rank() == RANK && output.isFree(CHANNEL)) {
                open.add(output.name());
            }
        }
        if (open.isEmpty()
                || graph.inputs().size() != 1
                || !takesImages(graph.inputs().get(0))) {
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

    private static boolean takesImages(TensorSpec input) {
        return input.type().equals(TensorSpec.FLOAT32)
                && input.rank() == RANK
                && input.allows(0, 1)
                && input.allows(CHANNEL, Network.CHANNELS);
    }

    private static Map<String, Long> channels(
            OrtEnvironment environment, OrtSession session, TensorSpec input, Set<String> outputs) throws OrtException {
        long height = input.isFree(ROW) ? SIDE : input.shape().get(ROW);
        long width = input.isFree(COLUMN) ? SIDE : input.shape().get(COLUMN);
        int bytes = Math.toIntExact(Network.CHANNELS * height * width * Float.BYTES);
        ByteBuffer black = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
        long[] shape = {1, Network.CHANNELS, height, width};
        Map<String, Long> channels = new HashMap<>();
        try (OnnxTensor image = OnnxTensor.createTensor(environment, black.asFloatBuffer(), shape);
                Result result = session.run(Map.of(input.name(), image), outputs)) {
            for (String output : outputs) {
                if (result.get(output).orElseThrow().getInfo() instanceof TensorInfo info) {
                    channels.put(output, info.getShape()[CHANNEL]);
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
        shape.set(CHANNEL, channels);
        return new TensorSpec(output.name(), output.type(), shape);
    }
}

package io.github.segmentation4j.onnx.internal.ort;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.Result;
import ai.onnxruntime.TensorInfo;
import io.github.segmentation4j.engine.NetworkInput;
import io.github.segmentation4j.model.ImageSize;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds out the shapes of a graph's outputs where it leaves axes open, by running it once on a small black image.
 *
 * <p>PyTorch's exporter leaves the channels open where the last node is a Resize whose sizes are computed in the graph, as
 * in torchvision's networks.
 */
final class OutputProbe {
    private OutputProbe() {}

    /** Returns the shape of every output that is a tensor. */
    static Map<String, List<Long>> shapes(
            OrtEnvironment environment,
            OrtSession session,
            String input,
            Map<String, OnnxTensor> others,
            NetworkInput shape,
            ImageSize size)
            throws OrtException {
        int bytes = Math.toIntExact(
                Math.multiplyExact(shape.elements(size), shape.type().bytes()));
        ByteBuffer black = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
        Map<String, List<Long>> shapes = new LinkedHashMap<>();
        try (OnnxTensor image = OnnxTensor.createTensor(
                        environment, black, shape.lengths(size), OrtTypes.javaType(shape.type()));
                Result result = session.run(inputs(input, image, others))) {
            for (Map.Entry<String, OnnxValue> output : result) {
                if (output.getValue().getInfo() instanceof TensorInfo info) {
                    shapes.put(output.getKey(), OrtModel.ofOneImage(info.getShape(), shape.batch()));
                }
            }
        }
        return shapes;
    }

    private static Map<String, OnnxTensor> inputs(String input, OnnxTensor image, Map<String, OnnxTensor> others) {
        Map<String, OnnxTensor> inputs = new LinkedHashMap<>(others);
        inputs.put(input, image);
        return inputs;
    }
}

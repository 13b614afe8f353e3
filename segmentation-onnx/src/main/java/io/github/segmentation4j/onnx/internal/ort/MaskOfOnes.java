package io.github.segmentation4j.onnx.internal.ort;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Map;

/**
 * What DETR and its kin take beside an image: {@code pixel_mask}, int64 [N,H,W], which tells the pixels of an image from those
 * that only pad it to the size of others in its batch. For one image it is 1 everywhere, whatever the image, so that it is
 * made once and is no question to anybody.
 *
 * <p>The network scales it to the size of its features, by the nearest sample, so that its own size does not matter where
 * the graph leaves it open; transformers.js takes 64x64 ({@code image_processing_detr.js}, 3.0).
 */
final class MaskOfOnes {
    static final String NAME = "pixel_mask";
    static final String CONTENT = "1 everywhere, since an image on its own has no padding";
    private static final int RANK = 3;
    private static final long FREE_EDGE = 64;

    /** As many as an image of 4096x4096 has pixels, of 8 bytes each; a graph may declare more than any memory holds. */
    private static final long MAX_ELEMENTS = 1L << 24;

    private MaskOfOnes() {}

    /** True for an input that this class fills; what is larger than any network's is an input like others. */
    static boolean fills(NodeInfo input) {
        return input.getName().equals(NAME)
                && input.getInfo() instanceof TensorInfo info
                && info.type == OnnxJavaType.INT64
                && info.getShape().length == RANK
                && isModest(shape(info));
    }

    /** Returns the shape of a mask, with lengths also where the graph leaves them open. */
    private static long[] shape(TensorInfo info) {
        long[] shape = info.getShape();
        for (int axis = 0; axis < RANK; axis++) {
            long open = axis == 0 ? 1 : FREE_EDGE;
            shape[axis] = shape[axis] < 0 ? open : shape[axis];
        }
        return shape;
    }

    private static boolean isModest(long[] shape) {
        long room = MAX_ELEMENTS;
        for (long length : shape) {
            // Divided and not multiplied, since the product may be more than a long holds.
            room = length == 0 ? 0 : room / length;
        }
        return room > 0;
    }

    /** Returns the tensors of a session's inputs that need no image, to be closed after it: none or one. */
    static Map<String, OnnxTensor> of(OrtEnvironment environment, OrtSession session) throws OrtException {
        NodeInfo input = session.getInputInfo().get(NAME);
        if (session.getNumInputs() == 1 || input == null || !fills(input)) {
            return Map.of();
        }
        long[] shape = shape((TensorInfo) input.getInfo());
        long[] ones = new long[(int) Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
        Arrays.fill(ones, 1);
        return Map.of(NAME, OnnxTensor.createTensor(environment, LongBuffer.wrap(ones), shape));
    }
}

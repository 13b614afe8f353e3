package io.github.segmentation4j.onnx.internal.ort;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.model.ElementType;
import java.util.Arrays;
import java.util.List;

/** The element type and the lengths of the axes of an output. */
record OutputShape(ElementType type, List<Long> lengths) {

    /**
     * Returns the shape of what the runtime gave.
     *
     * @throws InvalidModelException if it is not a tensor of numbers
     */
    static OutputShape of(String output, OnnxValue value) {
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

    /** Returns the number of elements; the highest long for more than that. */
    long elements() {
        if (lengths.contains(0L)) {
            return 0;
        }
        long elements = 1;
        for (long length : lengths) {
            elements = elements > Long.MAX_VALUE / length ? Long.MAX_VALUE : elements * length;
        }
        return elements;
    }

    /** Returns the lengths as the runtime takes them. */
    long[] toArray() {
        return lengths.stream().mapToLong(Long::longValue).toArray();
    }
}

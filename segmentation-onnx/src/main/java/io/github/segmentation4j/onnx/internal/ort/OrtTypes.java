package io.github.segmentation4j.onnx.internal.ort;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.TensorInfo;
import io.github.segmentation4j.model.ElementType;
import java.util.Locale;

/** Element types in the words of ONNX Runtime and of this library. */
final class OrtTypes {
    private OrtTypes() {}

    static OnnxJavaType javaType(ElementType type) {
        return switch (type) {
            case FLOAT32 -> OnnxJavaType.FLOAT;
            case FLOAT64 -> OnnxJavaType.DOUBLE;
            case FLOAT16 -> OnnxJavaType.FLOAT16;
            case BFLOAT16 -> OnnxJavaType.BFLOAT16;
            case UINT8 -> OnnxJavaType.UINT8;
            case INT8 -> OnnxJavaType.INT8;
            case INT32 -> OnnxJavaType.INT32;
            case INT64 -> OnnxJavaType.INT64;
        };
    }

    /** Returns the name of a tensor's element type in ONNX's words. */
    static String name(TensorInfo tensor) {
        return switch (tensor.onnxType) {
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT -> ElementType.FLOAT32.toString();
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_DOUBLE -> ElementType.FLOAT64.toString();
            default ->
                tensor.onnxType
                        .name()
                        .replace("ONNX_TENSOR_ELEMENT_DATA_TYPE_", "")
                        .toLowerCase(Locale.ROOT);
        };
    }
}

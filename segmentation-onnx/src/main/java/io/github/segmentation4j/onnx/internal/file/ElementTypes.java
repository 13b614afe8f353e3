package io.github.segmentation4j.onnx.internal.file;

import java.util.List;

/** The element types of ONNX, by the numbers of {@code TensorProto.DataType}. */
public final class ElementTypes {
    static final int FLOAT = 1;
    static final int UINT8 = 2;
    static final int INT8 = 3;
    public static final int INT32 = 6;
    public static final int INT64 = 7;
    static final int BOOL = 9;
    static final int FLOAT16 = 10;
    static final int DOUBLE = 11;
    static final int BFLOAT16 = 16;

    private static final List<String> NAMES = List.of(
            "",
            "float32",
            "uint8",
            "int8",
            "uint16",
            "int16",
            "int32",
            "int64",
            "string",
            "bool",
            "float16",
            "float64",
            "uint32",
            "uint64",
            "complex64",
            "complex128",
            "bfloat16");

    private ElementTypes() {}

    /** Returns the name of a type, for example {@code float32}; empty for 0, which stands for no type. */
    public static String name(long number) {
        return number >= 0 && number < NAMES.size() ? NAMES.get((int) number) : "type " + number;
    }
}

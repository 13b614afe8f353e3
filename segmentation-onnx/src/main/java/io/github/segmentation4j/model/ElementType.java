package io.github.segmentation4j.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The type of a tensor's elements, named as ONNX and NumPy name it. */
public enum ElementType {
    /** IEEE 754 single precision. */
    FLOAT32(4),
    /** IEEE 754 half precision. */
    FLOAT16(2),
    /** The upper half of a {@link #FLOAT32}. */
    BFLOAT16(2),
    /** IEEE 754 double precision. */
    FLOAT64(8),
    /** Whole numbers from 0 to 255. */
    UINT8(1),
    /** Whole numbers from -128 to 127. */
    INT8(1),
    /** Whole numbers from -2^31 on. */
    INT32(4),
    /** Whole numbers from -2^63 on. */
    INT64(8);

    private final int bytes;

    ElementType(int bytes) {
        this.bytes = bytes;
    }

    /** Returns the size of an element in bytes. */
    public int bytes() {
        return bytes;
    }

    /** True for the types with a fraction. */
    public boolean isFloating() {
        return this == FLOAT32 || this == FLOAT16 || this == BFLOAT16 || this == FLOAT64;
    }

    /**
     * Returns the type of this name, if there is one.
     *
     * @param name for example {@code float32}
     */
    public static Optional<ElementType> named(String name) {
        return Arrays.stream(values())
                .filter(type -> type.toString().equals(name))
                .findFirst();
    }

    /** Returns the name in lower case, for example {@code float32}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

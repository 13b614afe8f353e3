package io.github.segmentation4j.onnx.internal.file;

import java.util.List;

/** The value of an attribute of a node, as far as it is read. */
public sealed interface Attribute {

    /** An integer. */
    record Int(long value) implements Attribute {}

    /** A list of integers. */
    record Ints(List<Long> values) implements Attribute {
        /** Copies the list. */
        public Ints {
            values = List.copyOf(values);
        }
    }

    /** A float. */
    record Real(float value) implements Attribute {}

    /** A list of floats. */
    record Reals(List<Double> values) implements Attribute {
        /** Copies the list. */
        public Reals {
            values = List.copyOf(values);
        }
    }

    /** A text. */
    record Text(String value) implements Attribute {}

    /** A tensor. */
    record Constant(Tensor value) implements Attribute {}

    /** A value that is not read: a sub-graph, for example, or a long list. */
    record Unread() implements Attribute {}
}

package io.github.segmentation4j.onnx.internal.file;

import java.io.IOException;

/**
 * Looks for tensors whose elements lie in another file, anywhere in a model: among its weights, in its nodes and in the
 * graphs and functions within them.
 *
 * <p>Field numbers are those of {@code onnx.proto} of ONNX 1.12.0.
 */
final class ExternalWeights {
    private static final int EXTERNAL = 1;

    private final WireReader wire;
    private boolean found;
    private int depth;

    private ExternalWeights(WireReader wire) {
        this.wire = wire;
    }

    /** True if some tensor of the model lies in another file. */
    static boolean in(Bytes bytes) throws IOException {
        WireReader wire = new WireReader(bytes);
        ExternalWeights search = new ExternalWeights(wire);
        wire.root(search::modelField);
        return search.found;
    }

    private void modelField(int number) throws IOException {
        switch (number) {
            case 7 -> wire.message(this::graphField);
            case 25 -> wire.message(this::functionField);
            default -> {}
        }
    }

    private void subGraph() throws IOException {
        if (++depth > ModelParts.MAX_DEPTH) {
            throw new MalformedFileException("more than " + ModelParts.MAX_DEPTH + " graphs within each other");
        }
        wire.message(this::graphField);
        depth--;
    }

    private void graphField(int number) throws IOException {
        switch (number) {
            case 1 -> wire.message(this::nodeField);
            case 5 -> wire.message(this::tensorField);
            case 15 -> wire.message(this::sparseTensorField);
            default -> {}
        }
    }

    private void functionField(int number) throws IOException {
        if (number == 7) {
            wire.message(this::nodeField);
        }
    }

    private void nodeField(int number) throws IOException {
        if (number == 5) {
            wire.message(this::attributeField);
        }
    }

    private void attributeField(int number) throws IOException {
        switch (number) {
            case 5, 10 -> wire.message(this::tensorField);
            case 6, 11 -> subGraph();
            case 22, 23 -> wire.message(this::sparseTensorField);
            default -> {}
        }
    }

    private void sparseTensorField(int number) throws IOException {
        if (number == 1 || number == 2) {
            wire.message(this::tensorField);
        }
    }

    private void tensorField(int number) throws IOException {
        if (number == 14) {
            found |= wire.number() == EXTERNAL;
        }
    }
}

package io.github.segmentation4j.examples.benchmarks;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** The small graphs of {@code graphs.py}, and sessions of ONNX Runtime to run them and others. */
final class Graphs {
    private Graphs() {}

    /** Returns the content of a graph's file. */
    static byte[] bytes(String name) {
        try (InputStream file = Graphs.class.getResourceAsStream("/graphs/" + name + ".onnx")) {
            if (file == null) {
                throw new IllegalArgumentException("There is no graph " + name);
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opens a session that works on one operator with so many threads. */
    static OrtSession open(byte[] model, int threads) throws OrtException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            return OrtEnvironment.getEnvironment().createSession(model, options);
        }
    }

    /** Wraps floats in direct memory. */
    static OnnxTensor tensor(ByteBuffer floats, long... shape) throws OrtException {
        return OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), floats.asFloatBuffer(), shape);
    }
}

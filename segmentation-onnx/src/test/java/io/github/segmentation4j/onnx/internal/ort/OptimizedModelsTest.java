package io.github.segmentation4j.onnx.internal.ort;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.segmentation4j.onnx.runtime.GraphOptimization;
import io.github.segmentation4j.onnx.testing.Resources;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is stored with and without a name for the processor. */
class OptimizedModelsTest {
    /** The operator that ends a chain of those with weights ordered for one processor. */
    private static final String LAYOUT_OPERATOR = "ReorderOutput";

    private static final int SIDE = 64;

    @TempDir
    private Path folder;

    private float[] scores(Optional<String> processor) throws OrtException {
        OrtEnvironment environment = OrtRuntime.environment();
        ModelSource model = new ModelSource.File(Resources.file("/models/fcn_resnet50_w8.onnx"));
        OptimizedModels models = new OptimizedModels(folder, new SessionSettings(2, GraphOptimization.ALL), processor);
        FloatBuffer pixels = FloatBuffer.allocate(3 * SIDE * SIDE);
        for (int i = 0; i < pixels.capacity(); i++) {
            pixels.put(i, i % 17);
        }
        try (OrtSession session = models.session(
                        environment, model, (source, options) -> OrtModel.createSession(environment, source, options));
                OnnxTensor input = OnnxTensor.createTensor(environment, pixels, new long[] {1, 3, SIDE, SIDE});
                OrtSession.Result result = session.run(Map.of("input", input))) {
            FloatBuffer scores = ((OnnxTensor) result.get(0)).getFloatBuffer();
            float[] all = new float[scores.remaining()];
            scores.get(all);
            return all;
        }
    }

    private List<String> kept() throws IOException {
        List<String> contents = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                contents.add(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return contents;
    }

    @Test
    void whereTheProcessorIsNotKnownNoWeightsOrderedForItAreKept() throws OrtException, IOException {
        float[] first = scores(Optional.empty());
        float[] second = scores(Optional.empty());

        assertArrayEquals(first, second);
        assertEquals(1, kept().size());
        assertFalse(kept().get(0).contains(LAYOUT_OPERATOR));
    }

    @Test
    void eachKindOfProcessorHasItsFile() throws OrtException, IOException {
        float[] one = scores(Optional.of("one"));
        float[] other = scores(Optional.of("other"));

        assertArrayEquals(one, other);
        assertEquals(2, kept().size());
    }
}

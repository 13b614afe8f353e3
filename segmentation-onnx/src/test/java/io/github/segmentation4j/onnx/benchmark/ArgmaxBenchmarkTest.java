package io.github.segmentation4j.onnx.benchmark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.Segmentation;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every benchmark body gives the answer that it is timed for. */
class ArgmaxBenchmarkTest {
    private static final ArgmaxBenchmark BENCHMARK = new ArgmaxBenchmark();

    @BeforeAll
    static void makeScores() {
        BENCHMARK.makeScores();
    }

    @Test
    void theScoresHoldManyClassesInRegions() {
        byte[] labels = BENCHMARK.plainLoop();
        int changes = 0;
        boolean[] present = new boolean[ArgmaxBenchmark.CLASSES];
        for (int i = 0; i < labels.length; i++) {
            present[labels[i]] = true;
            changes += i > 0 && labels[i] != labels[i - 1] ? 1 : 0;
        }
        int classes = 0;
        for (boolean one : present) {
            classes += one ? 1 : 0;
        }
        assertTrue(classes >= 10, "only " + classes + " classes win somewhere");
        assertTrue(changes < labels.length / 20, changes + " changes of label in " + labels.length + " pixels");
    }

    @Test
    void argmaxEqualsThePlainLoop() {
        assertArrayEquals(BENCHMARK.plainLoop(), labels(BENCHMARK.argmax()));
    }

    @Test
    void argmaxWithConfidenceGivesTheSameLabels() {
        Segmentation result = BENCHMARK.argmaxWithConfidence();
        assertEquals(BENCHMARK.argmax(), result.labels());
        assertTrue(result.confidence().confidenceAt(0, 0) > 1f / ArgmaxBenchmark.CLASSES);
    }

    @Test
    void upsampleAndArgmaxEqualsThePlainUpsampleLoop() {
        assertArrayEquals(BENCHMARK.plainUpsampleLoop(), labels(BENCHMARK.upsampleAndArgmax()));
    }

    private static byte[] labels(LabelMap map) {
        byte[] labels = new byte[map.width() * map.height()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) map.labelAt(i % map.width(), i / map.width());
        }
        return labels;
    }
}

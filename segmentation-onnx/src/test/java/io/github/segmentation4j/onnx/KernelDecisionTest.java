package io.github.segmentation4j.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.segmentation4j.model.Decision;
import io.github.segmentation4j.onnx.testing.Resources;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class KernelDecisionTest {
    private static final Path MODEL = Resources.file("/models/fcn_resnet50_w8.onnx");

    @Test
    void aDescriptionSaysWhichKernelsRunAndWhatElseThereIs() {
        try (OnnxSegmenter segmenter = OnnxSegmenter.load(MODEL)) {
            List<Decision> kernels = segmenter.describe().decisions().stream()
                    .filter(decision -> decision.subject().equals("kernels"))
                    .toList();
            assertEquals(
                    List.of(new Decision(
                            "kernels",
                            "plain Java",
                            "module jdk.incubator.vector, which is not there",
                            "SIMD, by starting Java with --add-modules jdk.incubator.vector")),
                    kernels);
        }
    }
}

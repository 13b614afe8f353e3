package io.github.segmentation4j.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.CallTimes;
import io.github.segmentation4j.InvalidImageException;
import io.github.segmentation4j.model.SizeRule;
import io.github.segmentation4j.onnx.testing.Resources;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever listens is told of every call that has succeeded, and of no other. */
class CallListenerTest {
    private static final Path MODEL = Resources.file("/models/fcn_resnet50_w8.onnx");

    private static BufferedImage image(int width, int height) {
        return new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    }

    @Test
    void everyCallIsToldOnceWithTimesThatAddUp() {
        List<CallTimes> told = new ArrayList<>();
        try (OnnxSegmenter segmenter = OnnxSegmenter.builder()
                .size(SizeRule.shortEdge(64))
                .listener(told::add)
                .load(MODEL)) {
            long start = System.nanoTime();
            segmenter.segment(image(80, 60));
            segmenter.segmentWithConfidence(image(60, 80));
            segmenter.scores(image(60, 80));
            long passed = System.nanoTime() - start;

            assertEquals(3, told.size());
            long total = told.stream().mapToLong(CallTimes::totalNanos).sum();
            assertTrue(total <= passed, total + " of " + passed);
            for (CallTimes times : told) {
                assertTrue(times.waitingNanos() >= 0, times.toString());
                assertTrue(times.inputNanos() > 0, times.toString());
                assertTrue(times.networkNanos() > 0, times.toString());
                assertTrue(times.labelsNanos() > 0, times.toString());
                assertTrue(times.toString().contains("network"), times.toString());
            }
        }
    }

    @Test
    void aCallThatFailsIsNotTold() {
        List<CallTimes> told = new ArrayList<>();
        try (OnnxSegmenter segmenter = OnnxSegmenter.builder()
                .size(SizeRule.shortEdge(520))
                .listener(told::add)
                .load(MODEL)) {
            assertThrows(InvalidImageException.class, () -> segmenter.segment(image(1, 30_000_000)));
            assertEquals(List.of(), told);
        }
    }

    @Test
    void whatAListenerThrowsReachesTheCaller() {
        IllegalStateException thrown = new IllegalStateException("full");
        try (OnnxSegmenter segmenter = OnnxSegmenter.builder()
                .size(SizeRule.shortEdge(64))
                .listener(times -> {
                    throw thrown;
                })
                .load(MODEL)) {
            assertSame(thrown, assertThrows(IllegalStateException.class, () -> segmenter.segment(image(80, 60))));
        }
    }
}

package io.github.segmentation4j.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.model.Decision;
import io.github.segmentation4j.model.Normalization;
import io.github.segmentation4j.onnx.testing.OnnxGraph;
import io.github.segmentation4j.onnx.testing.OnnxGraph.Operation;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes that ONNX Runtime has no kernel for, but for their element type, run between casts. */
class KernelGapTest {
    private static final int SIDE = 6;
    private static final int DOUBLE = 11;
    private static final int OPSET_OF_GRID_SAMPLE = 16;

    @TempDir
    Path folder;

    private static Operation cast(String from, String to, long type) {
        return new Operation("Cast").inputs(from).outputs(to).integer("to", type);
    }

    /** A graph that samples its input, or twice its input, at places between the pixels. */
    private static OnnxGraph sampling(boolean doubleImage, boolean doubleGrid) {
        Random random = new Random(7);
        float[] places = new float[SIDE * SIDE * 2];
        for (int i = 0; i < places.length; i++) {
            places[i] = random.nextFloat() * 2 - 1;
        }
        OnnxGraph graph = new OnnxGraph()
                .opset(OPSET_OF_GRID_SAMPLE)
                .input("image", OnnxGraph.FLOAT, 1, 3, SIDE, SIDE)
                .floats("places", new long[] {1, SIDE, SIDE, 2}, places)
                .floats("two", new long[] {}, 2)
                .node("Mul", "doubled", "image", "two");
        String image = doubleImage ? "wide" : "doubled";
        String grid = doubleGrid ? "grid" : "places";
        if (doubleImage) {
            graph.node(cast("doubled", "wide", DOUBLE));
        }
        if (doubleGrid) {
            graph.node(cast("places", "grid", DOUBLE));
        }
        graph.node(new Operation("GridSample")
                        .named("sample")
                        .inputs(image, grid)
                        .outputs("sampled")
                        .text("padding_mode", "border"))
                .node(
                        doubleImage
                                ? cast("sampled", "scores", OnnxGraph.FLOAT)
                                : new Operation("Identity").inputs("sampled").outputs("scores"));
        return graph;
    }

    private static OnnxGraph withScores(OnnxGraph graph) {
        return graph.output("scores", OnnxGraph.FLOAT, 1, 3, SIDE, SIDE);
    }

    private static OnnxSegmenter.Builder builder() {
        return OnnxSegmenter.builder().normalization(Normalization.unit());
    }

    private static BufferedImage image() {
        Random random = new Random(11);
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < SIDE * SIDE; i++) {
            image.setRGB(i % SIDE, i / SIDE, random.nextInt());
        }
        return image;
    }

    private static float[] scores(OnnxSegmenter segmenter) {
        Scores scores = segmenter.scores(image());
        float[] values = new float[3 * SIDE * SIDE];
        for (int label = 0; label < 3; label++) {
            scores.copyPlane(label, values, label * SIDE * SIDE);
        }
        return values;
    }

    private static String casts(OnnxSegmenter segmenter) {
        return segmenter.describe().decisions().stream()
                .filter(decision -> decision.subject().equals("casts"))
                .map(Decision::value)
                .findFirst()
                .orElse("");
    }

    @Test
    void doublesAreSampledAsFloatsAre() throws IOException {
        try (OnnxSegmenter floats =
                builder().load(withScores(sampling(false, false)).toBytes())) {
            assertEquals("", casts(floats));
            for (boolean doubleImage : new boolean[] {false, true}) {
                byte[] model = withScores(sampling(doubleImage, true)).toBytes();
                Path file = Files.write(folder.resolve("model" + doubleImage + ".onnx"), model);
                try (OnnxSegmenter bytes = builder().load(model);
                        OnnxSegmenter doubles = builder().load(file)) {
                    assertTrue(
                            casts(doubles).contains("rounded to float32"),
                            doubles.describe().toString());
                    assertArrayEquals(scores(floats), scores(doubles));
                    assertArrayEquals(scores(floats), scores(bytes));
                    assertEquals(floats.segment(image()), doubles.segment(image()));
                }
            }
        }
    }

    @Test
    void partsOfAGraphAndAllOfItGetTheCasts() throws IOException {
        OnnxGraph graph = sampling(false, true)
                .node(new Operation("ArgMax")
                        .inputs("scores")
                        .outputs("labels")
                        .integer("axis", 1)
                        .integer("keepdims", 0))
                .output("labels", OnnxGraph.INT64, 1, SIDE, SIDE);
        Path file = Files.write(folder.resolve("model.onnx"), graph.toBytes());
        try (OnnxSegmenter trimmed = builder().load(file);
                OnnxSegmenter whole = builder().wholeGraph().load(file);
                OnnxSegmenter kept = builder().optimizedModels(folder).load(file)) {
            assertTrue(
                    casts(trimmed).startsWith("1 GridSample"),
                    trimmed.describe().toString());
            assertEquals(whole.segment(image()), trimmed.segment(image()));
            assertEquals(whole.segment(image()), kept.segment(image()));
        }
        assertTrue(builder().describe(file).isComplete());
    }

    private static String refusal(Operation operation) {
        byte[] model = withScores(new OnnxGraph()
                        .input("image", OnnxGraph.FLOAT, 1, 3, SIDE, SIDE)
                        .node(operation.inputs("image").outputs("scores")))
                .toBytes();
        return assertThrows(InvalidModelException.class, () -> builder().load(model))
                .getMessage();
    }

    @Test
    void operatorsThatNobodyHasAreNamed() {
        String custom = refusal(new Operation("grid_sampler").named("here").domain("mmdeploy"));
        assertTrue(custom.contains("custom operator mmdeploy:grid_sampler"), custom);
        String known = refusal(new Operation("NoSuchOperator").domain("com.microsoft"));
        assertTrue(known.contains("com.microsoft:NoSuchOperator"), known);
        String newer = refusal(new Operation("Attention"));
        assertTrue(newer.contains("Attention") && newer.contains("opset 17"), newer);
    }
}

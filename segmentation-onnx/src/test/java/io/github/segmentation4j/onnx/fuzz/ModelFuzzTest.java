package io.github.segmentation4j.onnx.fuzz;

import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.model.SizeRule;
import io.github.segmentation4j.model.file.SideCar;
import io.github.segmentation4j.onnx.OnnxSegmenter;
import io.github.segmentation4j.onnx.testing.OnnxGraph;
import io.github.segmentation4j.onnx.testing.OnnxGraph.Operation;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Damaged models are loaded and run on a tiny photo, or refused by the exceptions that say so, and end no process. */
class ModelFuzzTest {
    private static final long[] SHAPE = {1, 3, OnnxGraph.FREE, OnnxGraph.FREE};
    private static final int WIDTH = 5;
    private static final int HEIGHT = 4;

    private final List<byte[]> models = List.of(
            OnnxGraph.pointwise("input", "out", 1, 0, 0, 0, 1, 0, 0, 0, 1),
            resized(false),
            resized(true),
            channelsLast(),
            queries(),
            branching(),
            described());

    private final List<WireTree> trees = models.stream().map(WireTree::of).toList();

    private static OnnxGraph graph() {
        return new OnnxGraph().input("input", OnnxGraph.FLOAT, SHAPE);
    }

    /** Scores that a Resize brings to the size of the image, and perhaps an ArgMax to labels. */
    private static byte[] resized(boolean argmax) {
        OnnxGraph graph = graph().floats("w", new long[] {2, 3, 2, 2}, new float[24])
                .node(new Operation("Conv")
                        .inputs("input", "w")
                        .outputs("small")
                        .ints("strides", 2, 2))
                .node("Shape", "shape", "input")
                .int64s("from", 2)
                .int64s("to", 4)
                .int64s("classes", 1, 2)
                .node("Slice", "sides", "shape", "from", "to")
                .node(new Operation("Concat")
                        .inputs("classes", "sides")
                        .outputs("target")
                        .integer("axis", 0))
                .node(new Operation("Resize")
                        .inputs("small", "", "", "target")
                        .outputs("scores")
                        .text("mode", "linear")
                        .text("coordinate_transformation_mode", "pytorch_half_pixel"));
        return argmax
                ? graph.node(new Operation("ArgMax")
                                .inputs("scores")
                                .outputs("out")
                                .integer("axis", 1))
                        .output("out", OnnxGraph.INT64, 1, 1, OnnxGraph.FREE, OnnxGraph.FREE)
                        .toBytes()
                : graph.node(new Operation("Softmax")
                                .inputs("scores")
                                .outputs("out")
                                .integer("axis", 1))
                        .node("Relu", "aux", "small")
                        .output("out", OnnxGraph.FLOAT, 1, 2, OnnxGraph.FREE, OnnxGraph.FREE)
                        .output("aux", OnnxGraph.FLOAT, 1, 2, OnnxGraph.FREE, OnnxGraph.FREE)
                        .toBytes();
    }

    private static byte[] channelsLast() {
        return new OnnxGraph()
                .input("input", OnnxGraph.UINT8, 1, HEIGHT, WIDTH, 3)
                .node(new Operation("Cast").inputs("input").outputs("real").integer("to", OnnxGraph.FLOAT))
                .floats("mean", new long[] {3}, 1, 2, 3)
                .node("Sub", "centered", "real", "mean")
                .nodeWithInts("ReduceMax", "max", "axes", new long[] {3}, "centered")
                .node("Sigmoid", "out", "max")
                .output("out", OnnxGraph.FLOAT, 1, HEIGHT, WIDTH, 1)
                .toBytes();
    }

    private static byte[] queries() {
        return graph().nodeWithInts("ReduceMean", "mean", "axes", new long[] {2}, "input")
                .nodeWithInts("Transpose", "class_queries_logits", "perm", new long[] {0, 2, 1, 3}, "mean")
                .node("Relu", "masks_queries_logits", "input")
                .output("class_queries_logits", OnnxGraph.FLOAT, 1, OnnxGraph.FREE, 3)
                .output("masks_queries_logits", OnnxGraph.FLOAT, SHAPE)
                .toBytes();
    }

    private static byte[] branching() {
        OnnxGraph same =
                new OnnxGraph().node("Identity", "then_out", "input").output("then_out", OnnxGraph.FLOAT, SHAPE);
        OnnxGraph other = new OnnxGraph().node("Neg", "else_out", "input").output("else_out", OnnxGraph.FLOAT, SHAPE);
        return graph().node("ReduceMax", "max", "input")
                .node(new Operation("Cast").inputs("max").outputs("any").integer("to", OnnxGraph.BOOL))
                .int64s("flat", 1)
                .node("Reshape", "condition", "any", "flat")
                .node(new Operation("If")
                        .inputs("condition")
                        .outputs("out")
                        .graph("then_branch", same)
                        .graph("else_branch", other))
                .output("out", OnnxGraph.FLOAT, SHAPE)
                .toBytes();
    }

    private static byte[] described() {
        return graph().metadata(
                        SideCar.METADATA_KEY,
                        "{\"version\": 1, \"input\": {\"size\": {\"width\": 5, \"height\": 4}, \"normalization\": \"imagenet\"},"
                                + " \"classes\": [\"a\", \"b\", \"c\"]}")
                .node(new Operation("Softmax").inputs("input").outputs("out").integer("axis", 1))
                .output("out", OnnxGraph.FLOAT, SHAPE)
                .toBytes();
    }

    @Test
    void modelsDamagedInTheirFields() {
        FuzzTries.make(
                0.25,
                random -> loadAndRun(trees.get(random.nextInt(trees.size())).damaged(random), random));
    }

    @Test
    void modelsDamagedInTheirBytes() {
        FuzzTries.make(0.05, random -> loadAndRun(Damage.any(models, random), random));
    }

    private static void loadAndRun(byte[] model, Random random) {
        OnnxSegmenter.Builder builder = OnnxSegmenter.builder().threads(1);
        if (random.nextInt(4) > 0) {
            builder.size(SizeRule.asIs()).mean(0, 0, 0).std(1, 1, 1);
        }
        if (random.nextInt(4) == 0) {
            builder.wholeGraph();
        }
        BufferedImage photo = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        photo.setRGB(1, 1, random.nextInt());
        try (OnnxSegmenter segmenter = builder.load(model)) {
            for (int call = 0; call < 2; call++) {
                LabelMap labels = segmenter.segment(photo);
                if (labels.width() != WIDTH || labels.height() != HEIGHT) {
                    throw new AssertionError("labels of " + labels);
                }
            }
            confidenceOrRefusal(segmenter, photo);
            segmenter.segmentAtNetworkSize(photo);
        }
    }

    private static void confidenceOrRefusal(OnnxSegmenter segmenter, BufferedImage photo) {
        try {
            segmenter.segmentWithConfidence(photo);
            segmenter.scores(photo);
        } catch (InvalidModelException labelsAlone) {
            if (String.valueOf(labelsAlone.getMessage()).isBlank()) {
                throw labelsAlone;
            }
        }
    }
}

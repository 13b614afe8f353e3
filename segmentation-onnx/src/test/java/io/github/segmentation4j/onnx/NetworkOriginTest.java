package io.github.segmentation4j.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.model.Decision;
import io.github.segmentation4j.model.ModelDescription;
import io.github.segmentation4j.onnx.testing.OnnxGraph;
import io.github.segmentation4j.onnx.testing.OnnxGraph.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What follows from the Python classes that a graph names, and what does not. */
class NetworkOriginTest {
    private static final String FCN = "torchvision.models.segmentation.fcn.FCN";
    private static final String SEGFORMER =
            "transformers.models.segformer.modeling_segformer.SegformerForSemanticSegmentation";
    private static final int VOC = 21;
    private static final long FREE = OnnxGraph.FREE;

    @TempDir
    Path folder;

    private static Operation conv(String module) {
        return new Operation("Conv").metadata("namespace", module + "/conv2d: aten.conv2d.default");
    }

    /** A network of one convolution of 1x1, under torchvision's names. */
    private static OnnxGraph network(int classes, Operation convolution) {
        return new OnnxGraph()
                .input("input", OnnxGraph.FLOAT, 1, 3, FREE, FREE)
                .floats("weights", new long[] {classes, 3, 1, 1}, new float[classes * 3])
                .node(convolution.inputs("input", "weights").outputs("out"))
                .output("out", OnnxGraph.FLOAT, 1, classes, FREE, FREE);
    }

    private ModelDescription describe(OnnxGraph graph) throws IOException {
        return OnnxSegmenter.builder().describe(Files.write(folder.resolve("model.onnx"), graph.toBytes()));
    }

    private static String decision(ModelDescription description, String subject) {
        return description.decisions().stream()
                .filter(decision -> decision.subject().equals(subject))
                .map(Decision::toString)
                .findFirst()
                .orElse("");
    }

    @Test
    void torchvisionsClassTellsAll() throws IOException {
        ModelDescription description = describe(network(VOC, conv(": " + FCN)));
        assertTrue(description.isComplete(), description.toString());
        Decision network = description.decisions().stream()
                .filter(decision -> decision.subject().equals("network"))
                .findFirst()
                .orElseThrow();
        assertEquals(FCN, network.value());
        assertTrue(network.origin().startsWith("the graph"), network.toString());
        assertEquals("", network.alternatives());
        assertTrue(decision(description, "size").contains("its nodes are from " + FCN), description.toString());
    }

    @Test
    void namesDoNotCountAgainstClasses() throws IOException {
        assertTrue(describe(network(VOC, new Operation("Conv"))).isComplete());
        ModelDescription unknown = describe(network(VOC, conv(": mine.Net")));
        assertFalse(unknown.isComplete());
        assertTrue(decision(unknown, "network").contains("mine.Net"), unknown.toString());
        assertTrue(decision(unknown, "network").contains("not known"), unknown.toString());
    }

    @Test
    void otherClassesThanPascalVocsAreNotPresumed() throws IOException {
        ModelDescription tuned = describe(network(2, conv(": " + FCN)));
        assertFalse(tuned.isComplete());
        assertTrue(decision(tuned, "network").contains(FCN));
        assertTrue(decision(tuned, "network").contains("21"), tuned.toString());
    }

    @Test
    void otherLibrariesAreNamedWithTheirPreset() throws IOException {
        OnnxGraph graph = network(VOC, conv(": __main__.Logits/model: " + SEGFORMER));
        ModelDescription description = describe(graph);
        assertFalse(description.isComplete());
        assertTrue(decision(description, "network").contains("preset segformer"), description.toString());
        String message = assertThrows(InvalidModelException.class, () -> OnnxSegmenter.load(graph.toBytes()))
                .getMessage();
        assertTrue(message.contains(SEGFORMER) && message.contains("preset segformer"), message);
    }

    @Test
    void ofTwoNetworksNothingIsGuessed() throws IOException {
        OnnxGraph graph = network(VOC, conv(": a.Pair/one: " + FCN))
                .floats("more", new long[] {VOC, 3, 1, 1}, new float[VOC * 3])
                .node(conv(": a.Pair/two: " + SEGFORMER).inputs("input", "more").outputs("other"));
        ModelDescription description = describe(graph);
        assertFalse(description.isComplete());
        assertTrue(decision(description, "network").contains(FCN + " and " + SEGFORMER), description.toString());
        assertTrue(decision(description, "network").contains("several"), description.toString());
    }

    @Test
    void aWrapperThatChangesTheImageIsSaid() throws IOException {
        OnnxGraph graph = new OnnxGraph()
                .input("input", OnnxGraph.FLOAT, 1, 3, FREE, FREE)
                .floats("mean", new long[] {1, 3, 1, 1}, 1, 2, 3)
                .floats("weights", new long[] {VOC, 3, 1, 1}, new float[VOC * 3])
                .node(new Operation("Sub")
                        .inputs("input", "mean")
                        .outputs("centered")
                        .metadata("namespace", ": mine.Normalized/sub: aten.sub.Tensor"))
                .node(conv(": mine.Normalized/net: " + FCN)
                        .inputs("centered", "weights")
                        .outputs("out"))
                .output("out", OnnxGraph.FLOAT, 1, VOC, FREE, FREE);
        ModelDescription description = describe(graph);
        assertFalse(description.isComplete());
        assertTrue(decision(description, "network").contains("mine.Normalized"), description.toString());
        assertTrue(decision(description, "network").contains("hands the image"), description.toString());
    }

    @Test
    void aGraphThatFixesOneSideGetsThatSide() throws IOException {
        OnnxGraph graph = new OnnxGraph()
                .input("input", OnnxGraph.FLOAT, 1, 3, 24, FREE)
                .floats("weights", new long[] {VOC, 3, 1, 1}, new float[VOC * 3])
                .node(conv(": " + FCN).inputs("input", "weights").outputs("out"))
                .output("out", OnnxGraph.FLOAT, 1, VOC, 24, FREE);
        ModelDescription description = describe(graph);
        assertTrue(description.isComplete(), description.toString());
        assertTrue(decision(description, "size").startsWith("size: height 24 (the graph"), description.toString());
    }
}

package io.github.segmentation4j.onnx.internal.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.segmentation4j.onnx.internal.file.OnnxFile;
import io.github.segmentation4j.onnx.testing.OnnxGraph;
import io.github.segmentation4j.onnx.testing.OnnxGraph.Operation;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** From which Python programs nodes are, as exporters write it. */
class OriginTest {
    private static final long FREE = OnnxGraph.FREE;
    private static final String FCN = "torchvision.models.segmentation.fcn.FCN";
    private static final String SEGFORMER =
            "transformers.models.segformer.modeling_segformer.SegformerForSemanticSegmentation";

    /** A graph that hands its input from node to node. */
    private static GraphEvidence chain(Operation... nodes) {
        OnnxGraph graph = new OnnxGraph().input("x", OnnxGraph.FLOAT, 1, 3, FREE, FREE);
        for (int i = 0; i < nodes.length; i++) {
            graph.node(nodes[i].inputs(i == 0 ? "x" : "v" + i).outputs("v" + (i + 1)));
        }
        graph.output("v" + nodes.length, OnnxGraph.FLOAT, 1, 3, FREE, FREE);
        return GraphEvidence.of(OnnxFile.read("test", graph.toBytes()));
    }

    private static Operation within(String namespace) {
        return new Operation("Relu")
                .metadata("pkg.torch.onnx.stack_trace", "File \"net.py\", line 1")
                .metadata("namespace", namespace);
    }

    private static Optional<GraphOrigin> origin(Operation... nodes) {
        return chain(nodes).origin("x");
    }

    private static Optional<GraphOrigin> found(List<String> networks, List<String> others, boolean takesImage) {
        return Optional.of(new GraphOrigin(networks, others, takesImage));
    }

    @Test
    void theOutermostKnownClassIsTheNetwork() {
        String inner =
                ": " + FCN + "/backbone: torchvision.models._utils.IntermediateLayerGetter/relu: aten.relu.default";
        assertEquals(found(List.of(FCN), List.of(), true), origin(within(inner), within(": " + FCN + "/up: aten.up")));
        String wrapped =
                ": __main__.Wrapper/model: " + SEGFORMER + "/model.head: torch.nn.modules.linear.Linear/a: b.c";
        assertEquals(found(List.of(SEGFORMER), List.of(), true), origin(within(wrapped)));
        String encoder =
                ": segmentation_models_pytorch.decoders.unet.model.Unet/encoder: timm.models.resnet.ResNet/a: b.c";
        assertEquals(
                found(List.of("segmentation_models_pytorch.decoders.unet.model.Unet"), List.of(), true),
                origin(within(encoder)));
    }

    @Test
    void listsServeWhereTheNamespaceIsMissing() {
        Operation node = new Operation("Relu")
                .metadata("pkg.torch.onnx.class_hierarchy", "['__main__.Net', \"" + FCN + "\", 'aten.relu.default']")
                .metadata("pkg.torch.onnx.name_scopes", "['', 'fcn', 'relu']");
        assertEquals(found(List.of(FCN), List.of(), true), origin(node));
        Operation bare = new Operation("Relu")
                .metadata("pkg.torch.onnx.class_hierarchy", "['" + FCN + "', '<built-in function add>']");
        assertEquals(found(List.of(FCN), List.of(), true), origin(bare));
    }

    private static Operation before() {
        return within(": __main__.Normalized/sub: aten.sub.Tensor");
    }

    private static Operation network() {
        return within(": __main__.Normalized/net: " + FCN + "/relu: aten.relu.default");
    }

    @Test
    void whatStandsBeforeTheNetworkIsSeen() {
        List<String> wrapper = List.of("__main__.Normalized");
        assertEquals(found(List.of(FCN), wrapper, false), origin(before(), network()));
        assertEquals(found(List.of(FCN), wrapper, true), origin(network(), before()));
        assertEquals(found(List.of(FCN), List.of(), false), origin(new Operation("Relu"), network()));
        assertEquals(found(List.of(FCN), List.of(), true), origin(new Operation("Identity"), network()));
    }

    @Test
    void severalNetworksAreSeveral() {
        String one = ": a.Pair/one: " + FCN + "/relu: aten.relu.default";
        String other = ": a.Pair/two: " + SEGFORMER + "/relu: aten.relu.default";
        String again = ": a.Pair/again: " + FCN + "/relu: aten.relu.default";
        assertEquals(found(List.of(FCN, SEGFORMER), List.of(), false), origin(within(one), within(other)));
        assertEquals(found(List.of(FCN, FCN), List.of(), false), origin(within(one), within(again)));
    }

    @Test
    void unknownClassesAreNamedAndWordsAreNoClasses() {
        assertEquals(
                found(List.of(), List.of("mine.Net"), false), origin(within(": mine.Net/relu: aten.relu.default")));
        String nothing = "_empty_nn_module_stack_from_metadata_hook";
        assertEquals(Optional.empty(), origin(within(nothing + ": " + nothing + "/size: aten.sym_size.int")));
        assertEquals(Optional.empty(), origin(within("no classes/at all")));
        assertEquals(Optional.empty(), origin(within("")));
        assertEquals(Optional.empty(), origin(new Operation("Relu")));
    }

    private static Operation conv(String name) {
        return new Operation("Conv").named(name);
    }

    private static Operation stem() {
        return conv("/backbone/conv1/Conv");
    }

    private static Operation first() {
        return conv("/classifier/classifier.0/Conv");
    }

    private static Operation last() {
        return conv("/classifier/classifier.4/Conv");
    }

    @Test
    void torchvisionIsKnownByTheNamesOfItsModules() {
        assertEquals(Optional.of("FCN"), chain(stem(), first(), last()).torchvisionByNames("x"));
        assertEquals(
                Optional.of("DeepLabV3"),
                chain(
                                stem(),
                                conv("/classifier/classifier.0/convs.4/convs.4.1/Conv"),
                                conv("/classifier/classifier.0/project/project.0/Conv"),
                                conv("/classifier/classifier.4/Conv"))
                        .torchvisionByNames("x"));
        assertEquals(
                Optional.of("LRASPP"),
                chain(
                                stem(),
                                conv("/classifier/cbr/cbr.0/Conv"),
                                conv("/classifier/low_classifier/Conv"),
                                conv("/classifier/high_classifier/Conv"))
                        .torchvisionByNames("x"));
    }

    @Test
    void otherNamesAreNotTorchvisions() {
        assertEquals(Optional.empty(), chain(stem(), first()).torchvisionByNames("x"));
        assertEquals(
                Optional.empty(),
                chain(stem(), first(), last(), conv("/neck/Conv")).torchvisionByNames("x"));
        assertEquals(
                Optional.empty(), chain(stem(), first(), last(), conv("Conv_7")).torchvisionByNames("x"));
        assertEquals(
                Optional.empty(),
                chain(new Operation("Sub").named("/Sub"), stem(), first(), last())
                        .torchvisionByNames("x"));
        assertEquals(Optional.empty(), chain(new Operation("Relu")).torchvisionByNames("x"));
    }

    @Test
    void theOutputThatIsNotOfAnAuxiliaryHeadIsTheMainOne() {
        OnnxGraph graph = new OnnxGraph()
                .input("x", OnnxGraph.FLOAT, 1, 3, FREE, FREE)
                .node(conv("").inputs("x")
                        .outputs("a")
                        .metadata("namespace", ": n.N/aux_classifier: t.S/conv: aten.conv"))
                .node(conv("/classifier/Conv").inputs("x").outputs("b"))
                .node(new Operation("Resize").inputs("a").outputs("up_a"))
                .node(new Operation("Resize").inputs("b").outputs("up_b"));
        GraphEvidence evidence = GraphEvidence.of(OnnxFile.read("test", graph.toBytes()));
        assertEquals(
                Optional.of("up_b"),
                evidence.mainOutput(List.of("up_a", "up_b")).map(Finding::value));
        assertEquals(Optional.empty(), evidence.mainOutput(List.of("up_b")));
        assertEquals(Optional.empty(), evidence.mainOutput(List.of("up_b", "b")));
        assertEquals(Optional.empty(), evidence.mainOutput(List.of("up_a", "a")));
    }
}

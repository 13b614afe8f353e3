package io.github.segmentation4j.engine.segmenter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.engine.Network;
import io.github.segmentation4j.engine.NetworkInput;
import io.github.segmentation4j.engine.NetworkOutput;
import io.github.segmentation4j.model.ChannelOrder;
import io.github.segmentation4j.model.ElementType;
import io.github.segmentation4j.model.ModelSpec;
import io.github.segmentation4j.model.OutputKind;
import io.github.segmentation4j.model.SizeRule;
import io.github.segmentation4j.model.TensorLayout;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an implementer reads whose description does not fit the network. */
class NetworkSegmenterRefusalsTest {
    private static final ClassNames THREE = ClassNames.of(List.of("a", "b", "c"));

    private final PointwiseNetwork network =
            PointwiseNetwork.of(TensorLayout.NCHW, 1, new float[] {1, 0, 0}, new float[] {0, 1, 0}, new float[3]);

    private static ModelSpec.Builder color() {
        return ModelSpec.builder().size(SizeRule.asIs()).mean(0, 0, 0).std(1, 1, 1);
    }

    private static ModelSpec.Builder complete() {
        return color().outputKind(OutputKind.LOGITS).classNames(THREE);
    }

    private static Network giving(NetworkOutput... outputs) {
        return new ConstantNetwork(List.of(outputs), List::of);
    }

    private static void refused(Network network, ModelSpec.Builder spec, String... pieces) {
        String message = assertThrows(InvalidModelException.class, () -> NetworkSegmenter.of(network, spec.build(), 1))
                .getMessage();
        for (String piece : pieces) {
            assertTrue(message.contains(piece), message);
        }
        assertFalse(message.contains("Optional"), message);
    }

    @AfterEach
    void theNetworkIsLeftOpen() {
        assertEquals(0, network.closed());
        assertEquals(0, network.bound());
    }

    @Test
    void aMissingPartOfTheStepsIsNamed() {
        refused(network, ModelSpec.builder().mean(0, 0, 0).std(1, 1, 1), "size unknown", "mean [0.0, 0.0, 0.0]");
        refused(network, ModelSpec.builder().size(SizeRule.asIs()).std(1, 1, 1), "mean unknown", "size as is");
        refused(network, ModelSpec.builder().size(SizeRule.asIs()).mean(0, 0, 0), "std unknown");
    }

    @Test
    void aMissingPartOfTheResultIsNamed() {
        refused(network, color().classNames(THREE), "outputKind");
        refused(network, color().outputKind(OutputKind.LOGITS), "classNames");
    }

    @Test
    void otherChannelsThanTheInputHasAreRefused() {
        refused(network, complete().mean(0, 0, 0, 0).std(1, 1, 1, 1), "for 4 channels, but its input has 3");
        refused(network, complete().channelOrder(ChannelOrder.GRAY).mean(0).std(1), "for 1 channels");
        refused(network, complete().channelOrder(ChannelOrder.GRAY).mean(0, 1, 2), "do not fit together", "3 channels");
    }

    @Test
    void aContradictingLayoutOrTypeIsRefused() {
        refused(network, complete().layout(TensorLayout.NHWC), "layout NHWC", "its input is NCHW");
        refused(network, complete().elementType(ElementType.UINT8), "element type uint8", "float32");
    }

    @Test
    void anInputThatNoImageFillsIsRefused() {
        NetworkInput wide = NetworkInput.of(TensorLayout.NCHW, ElementType.FLOAT64, 3);

        refused(new PointwiseNetwork(wide, TensorLayout.NCHW, new float[3][3]), complete(), "float64");
    }

    @Test
    void anotherNumberOfOutputsIsRefused() {
        NetworkOutput scores = new NetworkOutput("scores", 3);
        refused(giving(), complete(), "0 outputs", "LOGITS are one");
        refused(giving(scores, scores), complete(), "2 outputs", "LOGITS are one");
        refused(giving(scores), complete().outputKind(OutputKind.MASK_QUERIES), "1 outputs", "two");
    }

    @Test
    void anotherNumberOfClassesIsRefused() {
        refused(giving(new NetworkOutput("scores", 4)), complete(), "3 class names", "4 classes");
        refused(giving(new NetworkOutput("scores", 1)), complete(), "3 class names", "2 classes");
        refused(
                giving(new NetworkOutput("classes", 3), new NetworkOutput("masks", 100)),
                complete().outputKind(OutputKind.MASK_QUERIES),
                "3 class names",
                "2 classes");
    }

    @Test
    void aThresholdOfSeveralChannelsIsRefused() {
        refused(network, complete().threshold(0.5), "threshold of 0.5", "single channel");
    }

    @Test
    void lessThanOneCallIsRefused() {
        ModelSpec spec = complete().build();

        assertThrows(IllegalArgumentException.class, () -> NetworkSegmenter.of(network, spec, 0));
        assertThrows(NullPointerException.class, () -> NetworkSegmenter.of(null, spec, 1));
        assertThrows(NullPointerException.class, () -> NetworkSegmenter.of(network, null, 1));
    }

    @Test
    void partsOfTheSeamCheckTheirNumbers() {
        assertThrows(IllegalArgumentException.class, () -> new NetworkOutput("scores", 0));
        assertThrows(NullPointerException.class, () -> new NetworkOutput(null, 1));
    }
}

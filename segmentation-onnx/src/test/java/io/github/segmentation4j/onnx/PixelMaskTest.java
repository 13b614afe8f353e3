package io.github.segmentation4j.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.model.SizeRule;
import io.github.segmentation4j.onnx.testing.OnnxGraph;
import io.github.segmentation4j.onnx.testing.OnnxGraph.Operation;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

/** The second input of DETR and its kin, which is filled with ones. */
class PixelMaskTest {
    private static final long FREE = OnnxGraph.FREE;

    /** A network whose scores are the image times the mean of the mask. */
    private static byte[] network(long... mask) {
        return new OnnxGraph()
                .input("pixel_values", OnnxGraph.FLOAT, 1, 3, FREE, FREE)
                .input("pixel_mask", OnnxGraph.INT64, mask)
                .node(new Operation("Cast")
                        .inputs("pixel_mask")
                        .outputs("numbers")
                        .integer("to", OnnxGraph.FLOAT))
                .node(new Operation("ReduceMean")
                        .inputs("numbers")
                        .outputs("mean")
                        .integer("keepdims", 0))
                .node("Mul", "logits", "pixel_values", "mean")
                .output("logits", OnnxGraph.FLOAT, 1, 3, FREE, FREE)
                .toBytes();
    }

    private static OnnxSegmenter.Builder builder() {
        return OnnxSegmenter.builder().size(SizeRule.asIs()).mean(0, 0, 0).std(1, 1, 1);
    }

    @Test
    void itIsFilledWithOnes() {
        BufferedImage image = new BufferedImage(5, 4, BufferedImage.TYPE_INT_RGB);
        image.setRGB(2, 1, 0x0102FF);
        for (long[] mask : new long[][] {{FREE, FREE, FREE}, {1, 64, 64}, {1, 4096, 4096}}) {
            try (OnnxSegmenter segmenter = builder().load(network(mask))) {
                assertEquals(1, segmenter.scores(image).scoreAt(2, 2, 1), 1e-6);
            }
        }
    }

    @Test
    void whatNoMemoryHoldsIsNotFilled() {
        long[][] masks = {
            {1, 30_000, 60_000},
            {1, 65_536, 65_536},
            {1, 4096, 4097},
            {1L << 25, FREE, FREE},
            {1L << 40, 1L << 40, 1L << 40},
            {Long.MAX_VALUE, FREE, FREE}
        };
        for (long[] mask : masks) {
            byte[] model = network(mask);
            String message = assertThrows(
                            InvalidModelException.class, () -> builder().load(model))
                    .getMessage();
            assertTrue(message.contains("pixel_mask") && message.contains("int64"), message);
        }
    }
}

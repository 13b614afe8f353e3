package io.github.segmentation4j.onnx.testing;

import io.github.segmentation4j.model.OutputKind;
import io.github.segmentation4j.model.SizeRule;
import io.github.segmentation4j.onnx.OnnxSegmenter;
import io.github.segmentation4j.onnx.testing.OnnxGraph.Operation;
import java.awt.image.BufferedImage;
import java.util.Random;

/** Small networks that look around, and images in which everything counts. */
public final class TiledNetworks {
    public static final int CLASSES = 5;

    private TiledNetworks() {}

    /** Looks {@code 1 + 2 * 1 + 4 * 2 = 11} pixels far, has a stride of 4, and scales its scores to the size of its input. */
    public static byte[] scaledToTheInput() {
        return convolutions(Ending.RESIZE, OnnxGraph.FREE, OnnxGraph.FREE);
    }

    /** The same without the last step. */
    public static byte[] atAQuarter() {
        return convolutions(Ending.NONE, OnnxGraph.FREE, OnnxGraph.FREE);
    }

    /** The same for inputs of one size. */
    public static byte[] atAQuarter(int width, int height) {
        return convolutions(Ending.NONE, height, width);
    }

    /** The same convolutions, of which only the winning class is given. */
    public static byte[] labelsAtAQuarter() {
        return convolutions(Ending.ARGMAX, OnnxGraph.FREE, OnnxGraph.FREE);
    }

    private enum Ending {
        NONE,
        RESIZE,
        ARGMAX
    }

    private static byte[] convolutions(Ending ending, long height, long width) {
        Random random = new Random(7);
        OnnxGraph graph = new OnnxGraph()
                .input("photo", OnnxGraph.FLOAT, 1, 3, height, width)
                .floats("a", new long[] {8, 3, 3, 3}, weights(random, 216))
                .floats("b", new long[] {8, 8, 3, 3}, weights(random, 576))
                .floats("c", new long[] {8, 8, 3, 3}, weights(random, 576))
                .floats("d", new long[] {CLASSES, 8, 1, 1}, weights(random, 8 * CLASSES))
                .int64s("from", 2)
                .int64s("to", 4)
                .int64s("classes", 1, CLASSES)
                .floats("nothing", new long[] {0})
                .node(conv("photo", "a", "1").ints("strides", 2, 2).ints("pads", 1, 1, 1, 1))
                .node("Relu", "2", "1")
                .node(conv("2", "b", "3").ints("strides", 2, 2).ints("pads", 1, 1, 1, 1))
                .node("Relu", "4", "3")
                .node(conv("4", "c", "5").ints("dilations", 2, 2).ints("pads", 2, 2, 2, 2))
                .node("Relu", "6", "5");
        return switch (ending) {
            case NONE ->
                graph.node("Conv", "scores", "6", "d")
                        .output("scores", OnnxGraph.FLOAT, 1, CLASSES, OnnxGraph.FREE, OnnxGraph.FREE)
                        .toBytes();
            case ARGMAX ->
                graph.node("Conv", "7", "6", "d")
                        .node(new Operation("ArgMax")
                                .inputs("7")
                                .outputs("labels")
                                .integer("axis", 1)
                                .integer("keepdims", 0))
                        .output("labels", OnnxGraph.INT64, 1, OnnxGraph.FREE, OnnxGraph.FREE)
                        .toBytes();
            case RESIZE ->
                graph.node("Conv", "7", "6", "d")
                        .node("Shape", "shape", "photo")
                        .node("Slice", "sides", "shape", "from", "to")
                        .node(new Operation("Concat")
                                .inputs("classes", "sides")
                                .outputs("size")
                                .integer("axis", 0))
                        .node(new Operation("Resize")
                                .inputs("7", "nothing", "nothing", "size")
                                .outputs("scores")
                                .text("mode", "linear")
                                .text("coordinate_transformation_mode", "half_pixel"))
                        .output("scores", OnnxGraph.FLOAT, 1, CLASSES, OnnxGraph.FREE, OnnxGraph.FREE)
                        .toBytes();
        };
    }

    private static Operation conv(String from, String weights, String to) {
        return new Operation("Conv").inputs(from, weights).outputs(to);
    }

    private static float[] weights(Random random, int count) {
        float[] weights = new float[count];
        for (int i = 0; i < count; i++) {
            weights[i] = (float) random.nextGaussian() / 4;
        }
        return weights;
    }

    /** An image of which no two parts are the same. */
    public static BufferedImage noise(int width, int height, long seed) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(seed);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, random.nextInt(1 << 24));
            }
        }
        return image;
    }

    /** What loads one of the networks so that it sees images as they are. */
    public static OnnxSegmenter.Builder asIs() {
        return OnnxSegmenter.builder().size(SizeRule.asIs()).mean(0.5, 0.5, 0.5).std(0.25, 0.25, 0.25);
    }

    /** Loads one of the networks that give scores, to see images as they are. */
    public static OnnxSegmenter asIs(byte[] model) {
        return asIs().outputKind(OutputKind.LOGITS).load(model);
    }
}

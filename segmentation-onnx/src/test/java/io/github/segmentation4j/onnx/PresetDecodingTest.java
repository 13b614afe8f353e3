package io.github.segmentation4j.onnx;

import static io.github.segmentation4j.onnx.testing.OnnxGraph.FLOAT;
import static io.github.segmentation4j.onnx.testing.OnnxGraph.FREE;
import static io.github.segmentation4j.onnx.testing.OnnxGraph.INT64;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.Segmenter;
import io.github.segmentation4j.model.ChannelOrder;
import io.github.segmentation4j.model.Decision;
import io.github.segmentation4j.model.OutputKind;
import io.github.segmentation4j.model.Preset;
import io.github.segmentation4j.onnx.testing.OnnxGraph;
import io.github.segmentation4j.onnx.testing.OnnxGraph.Operation;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Graphs with inputs and outputs as the exports of each preset's project have them, on a photo that is red on its left and
 * blue on its right half.
 *
 * <p>In every graph class 1 grows with the first channel of the input and the last class with its third, so that labels
 * tell whether channels, sizes, outputs and kinds were taken as meant.
 */
class PresetDecodingTest {
    private static final int RED = 0xFF0000;
    private static final int BLUE = 0x0000FF;
    private static final int WIDTH = 84;
    private static final int HEIGHT = 60;

    /** The part of each half that no filter mixes with the other and no crop cuts off, in tenths of the photo. */
    private static final int FROM = 2;

    private static final int TO = 8;
    private static final int MIDDLE_GAP = 2;

    private static BufferedImage photo() {
        BufferedImage photo = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                photo.setRGB(x, y, x < WIDTH / 2 ? RED : BLUE);
            }
        }
        return photo;
    }

    private static void check(OnnxSegmenter.Builder builder, byte[] graph, int onRed, int onBlue) {
        try (Segmenter segmenter = builder.load(graph)) {
            LabelMap labels = segmenter.segment(photo());
            assertEquals(WIDTH, labels.width());
            assertEquals(HEIGHT, labels.height());
            for (int y = HEIGHT * FROM / 10; y < HEIGHT * TO / 10; y++) {
                for (int x = WIDTH * FROM / 10; x < WIDTH * TO / 10; x++) {
                    if (Math.abs(x - WIDTH / 2) > MIDDLE_GAP) {
                        assertEquals(x < WIDTH / 2 ? onRed : onBlue, labels.labelAt(x, y), "at " + x + ", " + y);
                    }
                }
            }
        }
    }

    private static OnnxSegmenter.Builder with(Preset preset) {
        return OnnxSegmenter.builder().preset(preset);
    }

    private static int classes(Preset preset) {
        return preset.spec().classNames().orElseThrow().size();
    }

    /** Weights of a 1x1 convolution in which class 1 is the first channel and the last class the third. */
    private static float[] weights(int classes, float sign) {
        float[] weights = new float[classes * 3];
        weights[3] = sign;
        weights[(classes - 1) * 3 + 2] = sign;
        return weights;
    }

    private static OnnxGraph scored(String input, String scores, int classes) {
        return new OnnxGraph()
                .input(input, FLOAT, FREE, 3, FREE, FREE)
                .floats("weights", new long[] {classes, 3, 1, 1}, weights(classes, 1))
                .node("Conv", scores, input, "weights");
    }

    private static OnnxGraph quarter(OnnxGraph graph, String from, String to) {
        return graph.node(new Operation("AveragePool")
                .inputs(from)
                .outputs(to)
                .ints("kernel_shape", 4, 4)
                .ints("strides", 4, 4));
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.MATCH_ANY, names = ".*RESNET.*|.*MOBILENET_V3.*")
    void torchvisionsOutIsReadAndAuxIsNot(Preset preset) {
        byte[] graph = scored("input", "out", 21)
                .floats("reversed", new long[] {21, 3, 1, 1}, weights(21, -1))
                .node("Conv", "aux", "input", "reversed")
                .output("aux", FLOAT, FREE, 21, FREE, FREE)
                .output("out", FLOAT, FREE, 21, FREE, FREE)
                .toBytes();
        check(with(preset), graph, 1, 20);
    }

    @ParameterizedTest
    @EnumSource(names = {"SEGFORMER", "BEIT", "DPT", "UPERNET", "MOBILEVIT", "MOBILENET_V2_DEEPLAB"})
    void huggingFacesLogitsAreSmallerThanTheInput(Preset preset) {
        int classes = classes(preset);
        byte[] graph = quarter(scored("pixel_values", "full", classes), "full", "logits")
                .output("logits", FLOAT, FREE, classes, FREE, FREE)
                .toBytes();
        boolean redFirst = preset.spec().channelOrder().orElseThrow() == ChannelOrder.RGB;
        check(with(preset), graph, redFirst ? 1 : classes - 1, redFirst ? classes - 1 : 1);
    }

    @ParameterizedTest
    @EnumSource(names = {"MASK2FORMER", "ONEFORMER"})
    void queriesAreCombined(Preset preset) {
        int classes = classes(preset);
        // The first query is class 1 and masks red, the second is the last class and masks blue, the third is no
        // object.
        float[] queries = new float[3 * (classes + 1)];
        queries[1] = 8;
        queries[classes + 1 + classes - 1] = 8;
        queries[2 * (classes + 1) + classes] = 8;
        OnnxGraph graph = new OnnxGraph()
                .input("pixel_values", FLOAT, FREE, 3, FREE, FREE)
                .floats("queries", new long[] {1, 3, classes + 1}, queries)
                .floats("masks", new long[] {3, 3, 1, 1}, 1, 0, 0, 0, 0, 1, 9, 9, 9)
                .node("Identity", "class_queries_logits", "queries")
                .node("Conv", "full", "pixel_values", "masks");
        byte[] bytes = quarter(graph, "full", "masks_queries_logits")
                .output("class_queries_logits", FLOAT, 1, 3, classes + 1)
                .output("masks_queries_logits", FLOAT, FREE, 3, FREE, FREE)
                .toBytes();
        check(with(preset), bytes, 1, classes - 1);
    }

    @ParameterizedTest
    @EnumSource(names = {"PSPNET", "DEEPLABV3PLUS", "BISENETV1", "BISENETV2", "PIDNET", "SEGNEXT"})
    void mmdeploysLabels(Preset preset) {
        int classes = classes(preset);
        byte[] graph = scored("input", "scores", classes)
                .node(new Operation("ArgMax")
                        .inputs("scores")
                        .outputs("output")
                        .integer("axis", 1)
                        .integer("keepdims", 1))
                .output("output", INT64, FREE, 1, FREE, FREE)
                .toBytes();
        check(with(preset), graph, 1, classes - 1);
    }

    @ParameterizedTest
    @EnumSource(names = {"PSPNET", "SEGNEXT"})
    void mmsegmentationsScores(Preset preset) {
        int classes = classes(preset);
        byte[] graph = scored("input", "output", classes)
                .output("output", FLOAT, FREE, classes, FREE, FREE)
                .toBytes();
        check(with(preset), graph, 1, classes - 1);
    }

    @Test
    void aUnetHasAsManyClassesAsItsUserGaveIt() {
        byte[] graph = scored("input", "logits", 3)
                .output("logits", FLOAT, FREE, 3, FREE, FREE)
                .toBytes();
        check(with(Preset.UNET).classNames(ClassNames.of("sky", "road", "tree")), graph, 1, 2);
    }

    @Test
    void aUnetWithOneChannelGivesALogit() {
        byte[] graph = new OnnxGraph()
                .input("input", FLOAT, FREE, 3, FREE, FREE)
                .floats("weights", new long[] {1, 3, 1, 1}, 1, 0, -1)
                .node("Conv", "logits", "input", "weights")
                .output("logits", FLOAT, FREE, 1, FREE, FREE)
                .toBytes();
        check(with(Preset.UNET), graph, 1, 0);
    }

    @Test
    void theFirstOfU2netsOutputsIsReadByItsName() {
        OnnxGraph graph = new OnnxGraph()
                .input("input", FLOAT, 1, 3, 320, 320)
                .floats("weights", new long[] {1, 3, 1, 1}, 1, 0, -1)
                .floats("reversed", new long[] {1, 3, 1, 1}, -1, 0, 1)
                .node("Conv", "logit", "input", "weights")
                .node("Conv", "opposite", "input", "reversed")
                .node("Sigmoid", "out", "logit")
                .output("out", FLOAT, 1, 1, 320, 320);
        for (int side = 1; side < 7; side++) {
            graph.node("Sigmoid", "d" + side, "opposite").output("d" + side, FLOAT, 1, 1, 320, 320);
        }
        check(with(Preset.U2NET), graph.toBytes(), 1, 0);
    }

    @Test
    void modnetsMatteIsCutInTheMiddle() {
        byte[] graph = new OnnxGraph()
                .input("input", FLOAT, FREE, 3, FREE, FREE)
                .floats("weights", new long[] {1, 3, 1, 1}, 1, 0, -1)
                .node("Conv", "logit", "input", "weights")
                .node("Sigmoid", "output", "logit")
                .output("output", FLOAT, FREE, 1, FREE, FREE)
                .toBytes();
        check(with(Preset.MODNET), graph, 1, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PP_HUMANSEG", "PP_HUMANSEG_PORTRAIT"})
    void ppHumanSegGivesTwoProbabilitiesOrLabels(Preset preset) {
        long width = preset == Preset.PP_HUMANSEG ? 192 : 256;
        long height = preset == Preset.PP_HUMANSEG ? 192 : 144;
        byte[] probabilities = people(width, height)
                .node(new Operation("Softmax").inputs("scores").outputs("y").integer("axis", 1))
                .output("y", FLOAT, 1, 2, height, width)
                .toBytes();
        check(with(preset), probabilities, 1, 0);
        byte[] labels = people(width, height)
                .node(new Operation("ArgMax")
                        .inputs("scores")
                        .outputs("y")
                        .integer("axis", 1)
                        .integer("keepdims", 0))
                .output("y", INT64, 1, height, width)
                .toBytes();
        check(with(preset), labels, 1, 0);
    }

    private static OnnxGraph people(long width, long height) {
        return new OnnxGraph()
                .input("x", FLOAT, 1, 3, height, width)
                .floats("weights", new long[] {2, 3, 1, 1}, 0, 0, 0, 1, 0, -1)
                .node("Conv", "scores", "x", "weights");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELFIE_SEGMENTATION", "SELFIE_SEGMENTATION_LANDSCAPE"})
    void selfieSegmentationHasItsChannelsLast(Preset preset) {
        long height = preset == Preset.SELFIE_SEGMENTATION ? 256 : 144;
        byte[] graph = new OnnxGraph()
                .input("input_1", FLOAT, 1, height, 256, 3)
                .nodeWithInts("Transpose", "planes", "perm", new long[] {0, 3, 1, 2}, "input_1")
                .floats("weights", new long[] {1, 3, 1, 1}, 1, 0, -1)
                .node("Conv", "logit", "planes", "weights")
                .node("Sigmoid", "probability", "logit")
                .nodeWithInts("Transpose", "activation_10", "perm", new long[] {0, 2, 3, 1}, "probability")
                .output("activation_10", FLOAT, 1, height, 256, 1)
                .toBytes();
        check(with(preset), graph, 1, 0);
    }

    @Test
    void aPresetsKindGivesWayToTheCallers() {
        byte[] graph = new OnnxGraph()
                .input("input", FLOAT, FREE, 3, FREE, FREE)
                .floats("weights", new long[] {1, 3, 1, 1}, 1, 0, -1)
                .node("Conv", "output", "input", "weights")
                .output("output", FLOAT, FREE, 1, FREE, FREE)
                .toBytes();
        check(with(Preset.MODNET).outputKind(OutputKind.LOGITS), graph, 1, 0);
    }

    @ParameterizedTest
    @CsvSource({
        "MOBILEVIT, 512, short edge 544",
        "MOBILENET_V2_DEEPLAB, 513, short edge 545",
        "SEGFORMER, 512, fixed 512x512",
        "SEGFORMER, 640, fixed 640x640",
        "FCN_RESNET50, 520, fixed 520x520"
    })
    void aFixedInputKeepsAPresetsSizeWhereItFits(Preset preset, long side, String size) {
        int classes = classes(preset);
        byte[] graph = new OnnxGraph()
                .input("input", FLOAT, 1, 3, side, side)
                .floats("weights", new long[] {classes, 3, 1, 1}, weights(classes, 1))
                .node("Conv", "out", "input", "weights")
                .output("out", FLOAT, 1, classes, side, side)
                .toBytes();
        try (OnnxSegmenter segmenter = with(preset).load(graph)) {
            Decision decision = segmenter.describe().decisions().stream()
                    .filter(each -> each.subject().equals("size"))
                    .findFirst()
                    .orElseThrow();
            assertEquals(size, decision.value());
        }
    }
}

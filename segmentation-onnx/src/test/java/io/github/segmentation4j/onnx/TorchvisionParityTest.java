package io.github.segmentation4j.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.grack.nanojson.JsonObject;
import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.engine.argmax.SlowArgmax;
import io.github.segmentation4j.model.Preset;
import io.github.segmentation4j.model.SizeRule;
import io.github.segmentation4j.onnx.testing.LastLoaded;
import io.github.segmentation4j.onnx.testing.Resources;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The four networks of torchvision, at an eighth of their width, from image to labels, against Python.
 *
 * <p>A convolution adds up in another order on another processor, so that scores move in their last digits. The pixels
 * where that might decide are marked in the table's files; everywhere else the labels must be equal, whatever the machine.
 */
class TorchvisionParityTest {
    private static final String FOLDER = "/parity/";
    private static final int TIE = 255;
    private static final double MAX_TIES = 1e-4;

    private static final LastLoaded LOADED = new LastLoaded();

    @AfterAll
    static void close() {
        LOADED.close();
    }

    @TestFactory
    List<DynamicTest> labelsEqualPythons() {
        List<JsonObject> cases = Resources.table(FOLDER + "TABLE.json");
        assertEquals(32, cases.size());
        Map<String, List<JsonObject>> byModel =
                cases.stream().collect(Collectors.groupingBy(row -> row.getString("model")));
        assertEquals(4, byModel.size());
        return cases.stream()
                .sorted(Comparator.comparing(TorchvisionParityTest::key))
                .map(row -> dynamicTest(row.getString("labels"), () -> check(row)))
                .toList();
    }

    private static String key(JsonObject row) {
        return row.getString("model") + " " + row.getString("size");
    }

    private static OnnxSegmenter loaded(JsonObject row) {
        OnnxSegmenter.Builder builder = OnnxSegmenter.builder();
        if (row.getString("size").equals("none")) {
            builder.size(SizeRule.asIs());
        }
        return builder.load(Resources.file("/models/" + row.getString("model")));
    }

    private static void check(JsonObject row) {
        BufferedImage image = Resources.image("/images/" + row.getString("image"));
        int[] expected = samples(row.getString("labels"));
        int[] close = samples(row.getString("close"));
        OnnxSegmenter segmenter = LOADED.of(key(row), () -> loaded(row));
        LabelMap labels = segmenter.segment(image);
        assertEquals(row.getInt("width"), labels.width());
        assertEquals(row.getInt("height"), labels.height());
        int ties = 0;
        for (int i = 0; i < expected.length; i++) {
            int x = i % labels.width();
            int y = i / labels.width();
            ties += expected[i] == TIE ? 1 : 0;
            if (close[i] == 0) {
                assertEquals(expected[i], labels.labelAt(x, y), () -> "at " + x + "," + y);
            }
        }
        assertTrue(ties <= MAX_TIES * expected.length, ties + " ties");
        compareWithFormula(segmenter, image, labels);
    }

    /** On this machine's own scores, the labels are the formula's on every pixel, close or not. */
    private static void compareWithFormula(OnnxSegmenter segmenter, BufferedImage image, LabelMap labels) {
        Scores scores = segmenter.scores(image);
        int plane = scores.width() * scores.height();
        float[] values = new float[scores.classes() * plane];
        for (int label = 0; label < scores.classes(); label++) {
            scores.copyPlane(label, values, label * plane);
        }
        SlowArgmax formula = new SlowArgmax(values, scores.classes(), scores.width(), scores.height());
        int everyThird = 3;
        for (int y = 0; y < labels.height(); y += everyThird) {
            for (int x = 0; x < labels.width(); x++) {
                int expected = SlowArgmax.argmax(formula.scoresAt(x, y, labels.width(), labels.height()));
                assertEquals(expected, labels.labelAt(x, y), "at " + x + "," + y);
            }
        }
    }

    private static int[] samples(String file) {
        BufferedImage image = Resources.image(FOLDER + file);
        Raster raster = image.getRaster();
        return raster.getSamples(0, 0, image.getWidth(), image.getHeight(), 0, (int[]) null);
    }

    @Test
    void thePresetByNameIsTheOneByTheGraph() {
        BufferedImage image = Resources.image("/images/scene.png");
        try (OnnxSegmenter known = OnnxSegmenter.load(Resources.file("/models/deeplabv3_resnet50_w8.onnx"));
                OnnxSegmenter named = OnnxSegmenter.builder()
                        .preset(Preset.DEEPLABV3_RESNET50)
                        .load(Resources.file("/models/deeplabv3_resnet50_w8.onnx"))) {
            assertEquals(ClassNames.pascalVoc(), known.classNames());
            assertEquals(known.segment(image), named.segment(image));
            assertEquals(known.toString(), named.toString());
        }
    }
}

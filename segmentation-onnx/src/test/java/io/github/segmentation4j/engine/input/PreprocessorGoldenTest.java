package io.github.segmentation4j.engine.input;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.grack.nanojson.JsonObject;
import io.github.segmentation4j.model.ChannelOrder;
import io.github.segmentation4j.model.Crop;
import io.github.segmentation4j.model.ImageSize;
import io.github.segmentation4j.model.Normalization;
import io.github.segmentation4j.model.Padding;
import io.github.segmentation4j.model.Preprocessing;
import io.github.segmentation4j.model.Resampling;
import io.github.segmentation4j.model.SizeRule;
import io.github.segmentation4j.onnx.testing.Npy;
import io.github.segmentation4j.onnx.testing.Resources;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The network's input has the bits of the Python code that each convention comes from. */
class PreprocessorGoldenTest {
    private static final String FOLDER = "/goldens/tensors/";

    /** The script scales torchvision's short edge of 520 to 52. */
    private static final Map<String, Preprocessing> PRESETS = Map.of(
            "torchvision_520", Preprocessing.torchvision().withSize(SizeRule.shortEdge(52)),
            "torchvision_full", Preprocessing.torchvision().withSize(SizeRule.asIs()),
            "huggingface_fixed", Preprocessing.torchvision().withSize(SizeRule.fixed(64, 64)),
            "huggingface_padded",
                    Preprocessing.torchvision().withSize(SizeRule.shortEdge(52)).withPadding(Padding.toMultipleOf(32)),
            "huggingface_cubic",
                    Preprocessing.of(
                                    SizeRule.shortEdge(56),
                                    new Normalization(
                                            Normalization.UNIT_SCALE, List.of(0.5, 0.5, 0.5), List.of(0.5, 0.5, 0.5)))
                            .withResampling(Resampling.PILLOW_BICUBIC)
                            .withCrop(Crop.center(48, 48)),
            "mmseg_keep_ratio",
                    Preprocessing.of(
                                    SizeRule.withinEdges(96, 64),
                                    new Normalization(
                                            1, List.of(123.675, 116.28, 103.53), List.of(58.395, 57.12, 57.375)))
                            .withResampling(Resampling.OPENCV_LINEAR),
            "opencv_fixed",
                    Preprocessing.of(SizeRule.fixed(64, 48), Normalization.plusMinusOne())
                            .withResampling(Resampling.OPENCV_LINEAR)
                            .withChannelOrder(ChannelOrder.BGR));

    @TestFactory
    List<DynamicTest> everyFloatEqualsPythons() {
        List<JsonObject> cases = Resources.table(FOLDER + "TABLE.json").stream().toList();
        assertEquals(26, cases.size());
        return cases.stream()
                .map(row -> dynamicTest(row.getString("file"), () -> check(row)))
                .toList();
    }

    private static void check(JsonObject row) {
        BufferedImage image = Resources.image("/goldens/inputs/" + row.getString("input") + ".png");
        Preprocessing preprocessing = PRESETS.get(row.getString("preset"));
        Npy expected = Npy.resource(FOLDER + row.getString("file"));
        ImageSize size = new Preprocessor(preprocessing).geometry(image).network();
        assertArrayEquals(new int[] {1, 3, size.height(), size.width()}, expected.shape());
        assertArrayEquals(expected.floats(), Inputs.floats(preprocessing, image));
    }

    @Test
    void theScaleInDoubleGivesTheBitsOfADivisionInFloat() {
        for (int sample = 0; sample < 256; sample++) {
            assertEquals(sample / 255f, (float) (sample * Normalization.UNIT_SCALE), "sample " + sample);
        }
    }
}

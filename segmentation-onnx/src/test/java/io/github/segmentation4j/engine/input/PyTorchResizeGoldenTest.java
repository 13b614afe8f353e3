package io.github.segmentation4j.engine.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.grack.nanojson.JsonObject;
import io.github.segmentation4j.model.ElementType;
import io.github.segmentation4j.model.ImageSize;
import io.github.segmentation4j.model.Normalization;
import io.github.segmentation4j.model.ProcessorBackend;
import io.github.segmentation4j.model.Resampling;
import io.github.segmentation4j.onnx.testing.Npy;
import io.github.segmentation4j.onnx.testing.Resources;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every float is within two steps of PyTorch's, or 1e-6. */
class PyTorchResizeGoldenTest {
    private static final String FOLDER = "/goldens/float/";
    private static final int MAX_STEPS = 2;
    private static final float MAX_DIFFERENCE = 1e-6f;

    @TestFactory
    List<DynamicTest> everyFloatIsPyTorchs() {
        List<JsonObject> cases = Resources.table(FOLDER + "TABLE.json");
        assertEquals(16, cases.size());
        return cases.stream()
                .map(row -> dynamicTest(row.getString("file"), () -> check(row)))
                .toList();
    }

    private static void check(JsonObject row) {
        String name = row.getString("input").replace(".npy", "");
        RgbImage image = RgbImage.of(Resources.image("/goldens/inputs/" + name + ".png"));
        ImageSize target = new ImageSize(
                row.getArray("size").getInt(0), row.getArray("size").getInt(1));
        Resampling filter =
                row.getBoolean("antialias") ? Resampling.PYTORCH_BILINEAR_ANTIALIAS : Resampling.PYTORCH_BILINEAR;
        float[] expected = Npy.resource(FOLDER + row.getString("file")).floats();
        float[] found = resized(image, target, filter);
        for (int i = 0; i < expected.length; i++) {
            float difference = Math.abs(expected[i] - found[i]);
            assertTrue(
                    difference <= Math.max(MAX_DIFFERENCE, MAX_STEPS * Math.ulp(expected[i])),
                    "element " + i + " is " + found[i] + ", not " + expected[i]);
        }
    }

    /** Returns the planes of an image with ImageNet's normalization, resized after it as the script does. */
    private static float[] resized(RgbImage image, ImageSize target, Resampling filter) {
        float[][] values =
                new SampleTables(Normalization.imageNet(), ProcessorBackend.PIL, ElementType.FLOAT32).floats();
        int plane = target.width() * target.height();
        float[] planes = new float[3 * plane];
        PyTorchResize.of(new ImageSize(image.width(), image.height()), target, filter, values)
                .resizer()
                .run(image::readPixels, 0, target.height(), (y, row) -> {
                    for (int color = 0; color < 3; color++) {
                        int start = color * plane + y * target.width();
                        System.arraycopy(row[color], 0, planes, start, target.width());
                    }
                });
        return planes;
    }
}

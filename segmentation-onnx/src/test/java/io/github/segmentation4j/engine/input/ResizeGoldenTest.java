package io.github.segmentation4j.engine.input;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.grack.nanojson.JsonObject;
import io.github.segmentation4j.model.ImageSize;
import io.github.segmentation4j.model.Resampling;
import io.github.segmentation4j.onnx.testing.Resources;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every byte equals that of the library which a filter is named after. */
class ResizeGoldenTest {
    private static final String FOLDER = "/goldens/resize/";

    @TestFactory
    List<DynamicTest> everyByteEqualsTheLibrarys() {
        List<JsonObject> cases = Resources.table(FOLDER + "TABLE.json");
        assertEquals(122 + 80, cases.size());
        return cases.stream()
                .map(row -> dynamicTest(row.getString("file"), () -> check(row)))
                .toList();
    }

    private static void check(JsonObject row) {
        BufferedImage input = Resources.image("/goldens/inputs/" + row.getString("input") + ".png");
        BufferedImage expected = Resources.image(FOLDER + row.getString("file"));
        ImageSize target = new ImageSize(
                row.getArray("size").getInt(0), row.getArray("size").getInt(1));
        Resampling filter =
                Resampling.valueOf((row.getString("library") + "_" + row.getString("filter")).toUpperCase(Locale.ROOT));
        assertArrayEquals(
                RgbImage.of(expected).bytes(),
                RgbImage.of(input).resized(target, filter).bytes());
    }
}

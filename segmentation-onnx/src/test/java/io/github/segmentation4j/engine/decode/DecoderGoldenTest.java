package io.github.segmentation4j.engine.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.engine.argmax.FloatGrid;
import io.github.segmentation4j.engine.argmax.ScoreGrid;
import io.github.segmentation4j.engine.argmax.ScoreRule;
import io.github.segmentation4j.engine.argmax.WindowGrid;
import io.github.segmentation4j.model.ImageSize;
import io.github.segmentation4j.onnx.testing.Npy;
import io.github.segmentation4j.onnx.testing.Resources;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.nio.FloatBuffer;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Labels equal those of PyTorch's interpolate and argmax, on every pixel that is not a tie. */
class DecoderGoldenTest {
    private static final String FOLDER = "/goldens/decode/";

    @TestFactory
    List<DynamicTest> labelsEqualPyTorchs() {
        List<JsonObject> cases = Resources.table(FOLDER + "TABLE.json");
        assertEquals(13, cases.size());
        return cases.stream()
                .map(row -> dynamicTest(row.getString("logits"), () -> check(row)))
                .toList();
    }

    private static void check(JsonObject row) {
        Npy logits = Npy.resource(FOLDER + row.getString("logits"));
        int[] shape = logits.shape();
        int width = row.getArray("size").getInt(0);
        int height = row.getArray("size").getInt(1);
        int[] expected = grid(row.getString("labels"));
        int[] ties = grid(row.getString("ties"));

        ScoreGrid scores = FloatGrid.planar(FloatBuffer.wrap(logits.floats()), shape[0], shape[2], shape[1]);
        for (Object step : row.getArray("via")) {
            JsonArray size = (JsonArray) step;
            scores = new WindowGrid(scores, size.getInt(0), size.getInt(1), 0, 0, size.getInt(0), size.getInt(1));
        }
        LabelMap labels =
                SemanticDecoder.labels(scores, ScoreRule.of(ScoreRule.Kind.LOGITS), new ImageSize(width, height));

        assertEquals(width, labels.width());
        assertEquals(height, labels.height());
        assertEquals(width * height, expected.length);
        int tied = 0;
        for (int i = 0; i < expected.length; i++) {
            tied += ties[i];
            if (ties[i] == 0) {
                int x = i % width;
                int y = i / width;
                assertEquals(expected[i], labels.labelAt(x, y), () -> "at " + x + "," + y);
            }
        }
        assertTrue(tied <= expected.length / 1000, tied + " ties");
    }

    private static int[] grid(String file) {
        if (file.endsWith(".npy")) {
            return Npy.resource(FOLDER + file).labels();
        }
        BufferedImage image = Resources.image(FOLDER + file);
        Raster raster = image.getRaster();
        return raster.getSamples(0, 0, image.getWidth(), image.getHeight(), 0, (int[]) null);
    }
}

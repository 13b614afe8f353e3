package io.github.segmentation4j.engine.input;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import io.github.segmentation4j.model.Preprocessing;
import io.github.segmentation4j.model.Preset;
import io.github.segmentation4j.model.ProcessorBackend;
import io.github.segmentation4j.model.SizeRule;
import io.github.segmentation4j.model.TensorLayout;
import io.github.segmentation4j.onnx.testing.Npy;
import io.github.segmentation4j.onnx.testing.Resources;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each preset feeds its network with what its own Python stack does; {@code make_preset_inputs.py} writes the tables. */
class PresetInputTest {
    private static final String EXACT = "/presets/TABLE.json";
    private static final String CLOSE = "/presets/close/";
    private static final int SEED = 17;

    /** What float64 in Python and float32 here may differ by. */
    private static final double PRECISION = 1e-6;

    /**
     * How far OpenCV's area filter on bytes may lie from the same on floats, on MODNet's scale: half a sample where it
     * shrinks, and .8 of one where it enlarges, since it then rounds its weights to 11 bits (OpenCV 4.6).
     */
    private static final double ONE_SAMPLE = 1 / 127.5;

    @TestFactory
    Stream<DynamicTest> equalBits() {
        return Resources.table(EXACT).stream()
                .map(row -> dynamicTest(
                        row.getString("preset") + " of " + row.getString("input"), () -> checkEqualBits(row)));
    }

    private static void checkEqualBits(JsonObject row) {
        Preprocessing steps = steps(row).withLayout(TensorLayout.valueOf(row.getString("layout")));
        BufferedImage image = image(row);
        assertArrayEquals(ints(row.getArray("shape")), shape(steps, image));
        float[] input = Inputs.floats(steps, image);
        for (JsonArray probe : row.getArray("probes").toArray(new JsonArray[0])) {
            int index = probe.getInt(0);
            assertEquals((float) probe.getDouble(1), input[index], "element " + index);
        }
        assertEquals(row.getString("sha256"), sha256(input));
    }

    @TestFactory
    Stream<DynamicTest> closeValues() {
        return Resources.table(CLOSE + "CLOSE.json").stream()
                .map(row -> dynamicTest(row.getString("file"), () -> checkCloseValues(row)));
    }

    private static void checkCloseValues(JsonObject row) {
        Preset preset = Preset.named(row.getString("preset"));
        Preprocessing steps = steps(row).withSize(smaller(preset, row));
        BufferedImage image = image(row);
        Npy expected = Npy.resource(CLOSE + row.getString("file"));
        assertArrayEquals(expected.shape(), shape(steps, image));
        double tolerance = preset == Preset.MODNET ? ONE_SAMPLE + PRECISION : PRECISION;
        assertArrayEquals(expected.floats(), Inputs.floats(steps, image), (float) tolerance);
    }

    /** Returns the preset's size rule with the small size of a case in place of its own. */
    private static SizeRule smaller(Preset preset, JsonObject row) {
        SizeRule own = preset.spec().size().orElseThrow();
        if (own instanceof SizeRule.Fixed) {
            int[] size = ints(row.getArray("size"));
            return SizeRule.fixed(size[0], size[1]);
        }
        if (own instanceof SizeRule.MultipleOf multiple
                && multiple.toward() == SizeRule.MultipleOf.Toward.DOWN
                && multiple.base() instanceof SizeRule.ShortEdge) {
            return SizeRule.shortEdge(row.getInt("size")).multipleBelow(multiple.stride());
        }
        return own;
    }

    @Test
    void everyPresetIsHeldAgainstItsPython() {
        Set<Preset> held = EnumSet.noneOf(Preset.class);
        Stream.of(EXACT, CLOSE + "CLOSE.json")
                .flatMap(table -> Resources.table(table).stream())
                .forEach(row -> held.add(Preset.named(row.getString("preset"))));
        assertEquals(EnumSet.allOf(Preset.class), held);
    }

    private static Preprocessing steps(JsonObject row) {
        ProcessorBackend backend =
                ProcessorBackend.valueOf(row.getString("backend", "pil").toUpperCase(Locale.ROOT));
        return Preset.named(row.getString("preset"))
                .spec(backend)
                .preprocessing()
                .orElseThrow();
    }

    private static BufferedImage image(JsonObject row) {
        String name = row.getString("input");
        return name.equals("generated")
                ? RgbImage.congruentialNoise(row.getInt("width"), row.getInt("height"), SEED)
                        .toBufferedImage(BufferedImage.TYPE_3BYTE_BGR)
                : Resources.image("/goldens/inputs/" + name + ".png");
    }

    private static int[] shape(Preprocessing steps, BufferedImage image) {
        Geometry geometry = Geometry.of(steps, image.getWidth(), image.getHeight());
        int width = geometry.network().width();
        int height = geometry.network().height();
        return steps.layout() == TensorLayout.NCHW ? new int[] {1, 3, height, width} : new int[] {1, height, width, 3};
    }

    private static int[] ints(JsonArray numbers) {
        List<Object> values = numbers;
        return values.stream().mapToInt(value -> ((Number) value).intValue()).toArray();
    }

    private static String sha256(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

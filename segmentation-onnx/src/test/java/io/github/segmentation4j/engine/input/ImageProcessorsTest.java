package io.github.segmentation4j.engine.input;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.model.Preprocessing;
import io.github.segmentation4j.model.ProcessorBackend;
import io.github.segmentation4j.model.file.HuggingFaceConfig;
import io.github.segmentation4j.onnx.testing.Resources;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Folders mean here what {@code AutoImageProcessor.from_pretrained} of transformers makes of them;
 * {@code make_processor_sizes.py} and {@code make_processor_inputs.py} write the tables.
 */
class ImageProcessorsTest {
    private static final List<String> INPUTS = List.of("/processors/TABLE.json", "/processors/DRAWN.json");
    private static final String SIZES = "/processors/SIZES.json";
    private static final int SEED = 17;
    private static final int DIGITS = 16;

    /**
     * A crop of ConvNeXt's own and then another one of what that keeps, which no single crop does; and EoMT's windows, which
     * are several inputs for one photo.
     */
    private static final Set<String> REFUSED_HERE_ONLY = Set.of(
            "ConvNext, crop",
            "ConvNext, crop number",
            "ConvNext, crop list",
            "ConvNext, crop beyond",
            "ConvNext, crop of one side",
            "Eomt, split");

    @TempDir
    private Path folder;

    private Optional<Preprocessing> read(JsonObject files, ProcessorBackend backend) {
        try {
            for (Map.Entry<String, Object> file : files.entrySet()) {
                Files.writeString(folder.resolve(file.getKey()), (String) file.getValue());
            }
            return HuggingFaceConfig.find(folder.resolve("model.onnx"), backend)
                    .orElseThrow()
                    .preprocessing();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            files.keySet()
                    .forEach(name -> assertTrue(folder.resolve(name).toFile().delete(), name));
        }
    }

    @TestFactory
    Stream<DynamicTest> inputs() {
        return rows("images").map(row -> dynamicTest(row.name(), () -> checkInputs(row)));
    }

    private void checkInputs(Row row) {
        if (REFUSED_HERE_ONLY.contains(row.folder().getString("name"))) {
            assertThrows(InvalidModelException.class, () -> read(row.files(), row.backend()));
            return;
        }
        Preprocessing steps = read(row.files(), row.backend()).orElseThrow();
        for (Object element : row.result().getArray("images")) {
            JsonObject expected = (JsonObject) element;
            int width = expected.getInt("width");
            int height = expected.getInt("height");
            BufferedImage image =
                    RgbImage.congruentialNoise(width, height, SEED).toBufferedImage(BufferedImage.TYPE_3BYTE_BGR);
            Geometry geometry = Geometry.of(steps, width, height);
            assertArrayEquals(
                    ints(expected.getArray("shape")),
                    new int[] {
                        1, 3, geometry.network().height(), geometry.network().width()
                    },
                    steps.toString());
            assertEquals(
                    expected.getString("sha256"),
                    sha256(Inputs.floats(steps, image)),
                    width + "x" + height + " by " + steps);
        }
    }

    @TestFactory
    Stream<DynamicTest> refusals() {
        return rows("error").map(row -> dynamicTest(row.name(), () -> checkRefusal(row)));
    }

    /** What transformers does not load is refused with the file's name; what it cannot pad fails for the image. */
    private void checkRefusal(Row row) {
        String reason = row.result().getString("error");
        try {
            Preprocessing steps = read(row.files(), row.backend()).orElseThrow();
            assertTrue(reason.contains("Padding"), () -> reason + ": " + steps);
            assertThrows(IllegalArgumentException.class, () -> Geometry.of(steps, 90, 61));
        } catch (InvalidModelException e) {
            assertTrue(e.getMessage().contains("config.json"), e.getMessage());
            assertFalse(reason.isEmpty());
        }
    }

    @Test
    void whatIsRefusedHereOnlyIsInTheTable() {
        Set<String> taken = new HashSet<>();
        rows("images").forEach(row -> taken.add(row.folder().getString("name")));
        assertTrue(taken.containsAll(REFUSED_HERE_ONLY));
    }

    /** A folder and what a backend makes of it. */
    private record Row(JsonObject folder, ProcessorBackend backend) {
        private JsonObject result() {
            return folder.getObject(backend.name().toLowerCase(Locale.ROOT));
        }

        private JsonObject files() {
            return folder.getObject("files");
        }

        private String name() {
            return folder.getString("name") + " by " + backend;
        }
    }

    /** Returns what the backends take, or what they do not. */
    private static Stream<Row> rows(String outcome) {
        return INPUTS.stream()
                .flatMap(table -> Resources.table(table).stream())
                .flatMap(folder -> Stream.of(ProcessorBackend.values()).map(backend -> new Row(folder, backend)))
                .filter(row -> row.result() != null && row.result().has(outcome));
    }

    @TestFactory
    Stream<DynamicTest> sizes() {
        List<JsonObject> rows = Resources.table(SIZES);
        JsonObject drawn = rows.get(0);
        return rows.stream().skip(1).map(rule -> dynamicTest(rule.getString("name"), () -> checkSizes(rule, drawn)));
    }

    private void checkSizes(JsonObject rule, JsonObject drawn) {
        JsonObject file = JsonObject.builder()
                .value("preprocessor_config.json", rule.getString("config"))
                .done();
        Preprocessing steps = read(file, ProcessorBackend.PIL).orElseThrow();
        JsonArray sizes = drawn.getArray(rule.getString("sizes").equals("few") ? "few" : "sizes");
        Set<Object> failed = new HashSet<>(rule.getArray("failed"));
        int chunk = drawn.getInt("chunk");
        for (int start = 0; start < sizes.size(); start += chunk) {
            List<String> lines = new ArrayList<>();
            for (int i = start; i < Math.min(start + chunk, sizes.size()); i++) {
                if (!failed.contains(i)) {
                    int[] size = ints(sizes.getArray(i));
                    Geometry geometry = Geometry.of(steps, size[0], size[1]);
                    lines.add(geometry.resized() + " " + geometry.network());
                }
            }
            assertEquals(
                    rule.getArray("digests").getString(start / chunk),
                    sha256(String.join("\n", lines).getBytes(StandardCharsets.UTF_8))
                            .substring(0, DIGITS),
                    "sizes " + start + " to " + (start + chunk - 1) + " by " + steps.size());
        }
    }

    private static int[] ints(JsonArray numbers) {
        List<Object> values = numbers;
        return values.stream().mapToInt(value -> ((Number) value).intValue()).toArray();
    }

    private static String sha256(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return sha256(bytes.array());
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

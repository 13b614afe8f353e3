package io.github.segmentation4j.model.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.model.ImageSize;
import io.github.segmentation4j.model.ModelSpec;
import io.github.segmentation4j.model.ProcessorBackend;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.StringJoiner;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class HuggingFaceConfigProperties {
    private static final String CONFIG = "{\"id2label\": {\"0\": \"sky\", \"1\": \"sea\"}, \"num_labels\": 2}";
    private static final String STEPS = "{\"size\": {\"height\": 12, \"width\": 9}, \"resample\": 3, \"do_pad\": false,"
            + " \"rescale_factor\": 0.5e-2, \"image_mean\": [1, 2, 3], \"image_std\": [4, 5, 6]}";

    private static InputStream stream(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }

    /** Reads both files, of which only one may be damaged. */
    private static void readOrRefuse(byte[] config, byte[] steps) {
        try {
            ModelSpec spec = HuggingFaceConfig.read(stream(config), stream(steps));
            assertEquals(spec, HuggingFaceConfig.read(stream(config), stream(steps)));
        } catch (InvalidModelException e) {
            assertTrue(e.getMessage().contains("config.json"), e.getMessage());
        }
    }

    @Property
    void anyBytesAreReadOrRefused(@ForAll @Size(max = 40) byte[] bytes) {
        readOrRefuse(bytes, STEPS.getBytes(StandardCharsets.UTF_8));
        readOrRefuse(CONFIG.getBytes(StandardCharsets.UTF_8), bytes);
    }

    @Property
    void damagedFilesAreReadOrRefused(
            @ForAll @IntRange(max = 300) int place, @ForAll @StringLength(max = 4) String damage) {
        readOrRefuse(damaged(CONFIG, place, damage), STEPS.getBytes(StandardCharsets.UTF_8));
        readOrRefuse(CONFIG.getBytes(StandardCharsets.UTF_8), damaged(STEPS, place, damage));
    }

    @Property
    void damagedSyntaxIsReadOrRefused(
            @ForAll @IntRange(max = 300) int place, @ForAll @IntRange(max = 20) int character) {
        String damage = String.valueOf("{}[]:,\"\\-+.eE0129tfnu".charAt(character));
        readOrRefuse(damaged(CONFIG, place, damage), STEPS.getBytes(StandardCharsets.UTF_8));
        readOrRefuse(CONFIG.getBytes(StandardCharsets.UTF_8), damaged(STEPS, place, damage));
    }

    /** Replaces as many characters of a text as the damage is long. */
    private static byte[] damaged(String text, int place, String damage) {
        int start = place % text.length();
        int end = Math.min(text.length(), start + damage.length());
        return (text.substring(0, start) + damage + text.substring(end)).getBytes(StandardCharsets.UTF_8);
    }

    /** Keys and values as no processor has them together: read or refused, and what is read can be used. */
    @Property
    void anyKeysWithAnyValuesAreReadOrRefused(
            @ForAll("processors") String processor,
            @ForAll("keys") Map<String, String> keys,
            @ForAll ProcessorBackend backend,
            @ForAll @IntRange(min = 1, max = 3000) int width,
            @ForAll @IntRange(min = 1, max = 3000) int height) {
        StringJoiner json = new StringJoiner(", ", "{", "}");
        json.add("\"image_processor_type\": \"" + processor + "ImageProcessor\"");
        keys.forEach((key, value) -> json.add("\"" + key + "\": " + value));
        byte[] steps = json.toString().getBytes(StandardCharsets.UTF_8);
        try {
            ModelSpec spec =
                    HuggingFaceConfig.read(stream(CONFIG.getBytes(StandardCharsets.UTF_8)), stream(steps), backend);
            assertTrue(spec.preprocessing().isPresent(), json::toString);
            ImageSize size = spec.size().orElseThrow().apply(width, height);
            assertTrue(size.width() >= 1 && size.height() >= 1, json::toString);
        } catch (InvalidModelException e) {
            assertTrue(e.getMessage().startsWith("preprocessor_config.json"), e.getMessage());
        } catch (IllegalArgumentException e) {
            assertTrue(e.getMessage().contains("would get a side of"), e.getMessage());
        }
    }

    @Provide
    Arbitrary<String> processors() {
        return Arbitraries.of(
                "Segformer",
                "Beit",
                "DPT",
                "MobileViT",
                "Mask2Former",
                "OneFormer",
                "Eomt",
                "ConvNext",
                "Sapiens2",
                "Tipsv2Dpt",
                "ViT",
                "Unknown");
    }

    @Provide
    Arbitrary<Map<String, String>> keys() {
        Arbitrary<String> keys = Arbitraries.of(
                "do_resize",
                "size",
                "max_size",
                "resample",
                "do_rescale",
                "rescale_factor",
                "do_normalize",
                "image_mean",
                "image_std",
                "do_flip_channel_order",
                "do_center_crop",
                "crop_size",
                "crop_pct",
                "do_pad",
                "pad_size",
                "size_divisor",
                "keep_aspect_ratio",
                "ensure_multiple_of",
                "do_split_image",
                "default_to_square");
        Arbitrary<String> values = Arbitraries.of(
                "null",
                "true",
                "false",
                "0",
                "1",
                "-1",
                "3",
                "32",
                "224",
                "0.5",
                "1e308",
                "-1e308",
                "1e-320",
                "2147483647",
                "2147483648",
                "\"a\"",
                "[]",
                "[0.5]",
                "[1, 2]",
                "[1, 2, 3]",
                "[0, 0, 0]",
                "[1e39, 1, 1]",
                "{}",
                "{\"height\": 20, \"width\": 30}",
                "{\"height\": -20, \"width\": 30}",
                "{\"shortest_edge\": 40}",
                "{\"shortest_edge\": 40, \"longest_edge\": 30}",
                "{\"shortest_edge\": 0, \"longest_edge\": 30}",
                "{\"longest_edge\": 40}",
                "{\"max_height\": 9, \"max_width\": 2147483647}",
                "{\"shortest_edge\": null, \"longest_edge\": 9}");
        return Arbitraries.maps(keys, values).ofMaxSize(6);
    }
}

package io.github.segmentation4j.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.InvalidModelException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
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
}

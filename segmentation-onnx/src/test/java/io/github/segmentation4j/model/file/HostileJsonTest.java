package io.github.segmentation4j.model.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.model.ModelSpec;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** JSON that is made to cost much. The time limits are far above what the limits leave, and far below what was without. */
@Timeout(20)
class HostileJsonTest {
    private static final int MAX_MESSAGE = 4_100;

    private static InputStream stream(String json, Charset charset) {
        return new ByteArrayInputStream(json.getBytes(charset));
    }

    private static String refusal(String json) {
        String message = assertThrows(
                        InvalidModelException.class, () -> SideCar.read(stream(json, StandardCharsets.UTF_8)))
                .getMessage();
        assertTrue(message.length() < MAX_MESSAGE, message.length() + " characters");
        assertEquals(1, message.lines().count());
        return message;
    }

    private static String threshold(String number) {
        return "{\"version\": 1, \"output\": {\"threshold\": " + number + "}}";
    }

    @Test
    void aNumberOfAMillionDigits() {
        String digits = "9".repeat(1_000_000);
        for (String number : new String[] {digits, "-" + digits, "0." + digits, "1e" + digits}) {
            String message = refusal(threshold(number));
            assertTrue(message.contains("more than 2000 digits"), message);
        }
        for (Charset charset : new Charset[] {StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE}) {
            assertThrows(
                    InvalidModelException.class,
                    () -> SideCar.read(stream("\ufeff" + threshold(digits), charset)),
                    charset.name());
        }
    }

    @Test
    void aNumberOfAThousandDigitsIsRead() {
        String number = "0." + "0".repeat(999) + "1";
        ModelSpec spec = SideCar.read(stream(threshold(number), StandardCharsets.UTF_8));
        assertEquals(0.0, spec.threshold().orElseThrow());
    }

    @Test
    void aFileOfManyMegabytes() {
        String message = refusal("{\"description\": \"" + "x".repeat(17 << 20) + "\", \"version\": 1}");
        assertTrue(message.contains("more than 16777216 bytes"), message);
    }

    @Test
    void aWrongWordOfTenMegabytes() {
        String word = "o".repeat(10_000_000);
        String key = refusal("{\"version\": 1, \"" + word + "\": 1}");
        assertTrue(key.contains("which is not known"), key);
        String value = refusal("{\"version\": 1, \"output\": {\"kind\": \"" + word + "\"}}");
        assertTrue(value.contains("one of"), value);
    }

    @Test
    void aMillionUnknownKeys() {
        StringBuilder json = new StringBuilder("{");
        for (int i = 0; i < 500_000; i++) {
            json.append("\"k").append(i).append("\": 1, ");
        }
        String keys = json + "\"version\": 1}";
        assertTrue(refusal(keys).contains("k0"));
        String message = assertThrows(
                        InvalidModelException.class,
                        () -> HuggingFaceConfig.read(
                                stream("{\"id2label\": {\"0\": \"a\", \"1\": \"b\"}}", StandardCharsets.UTF_8),
                                stream(keys, StandardCharsets.UTF_8)))
                .getMessage();
        assertTrue(message.length() < MAX_MESSAGE && message.contains("more"), message);
    }

    @Test
    void nestingWithoutEnd() {
        assertTrue(refusal("{\"version\": ".repeat(1_000_000)).contains("nested too deeply"));
        assertTrue(refusal("{\"version\": " + "[".repeat(1_000_000)).contains("nested too deeply"));
    }

    @Test
    void controlCharactersInKeysAndValues() {
        String message = refusal("{\"version\": 1, \"\\u001b[2Jx\": 1}");
        assertTrue(message.contains("\\u001b[2Jx"), message);
        String value = refusal("{\"version\": 1, \"output\": {\"kind\": \"\\u009b31m\\u202e\"}}");
        assertTrue(value.contains("\\u009b31m\\u202e"), value);
        assertFalse(value.chars().anyMatch(Character::isISOControl));
    }
}

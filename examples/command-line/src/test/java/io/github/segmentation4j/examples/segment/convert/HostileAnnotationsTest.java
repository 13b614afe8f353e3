package io.github.segmentation4j.examples.segment.convert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.InvalidFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Annotations that are made to cost much. The time limit is far above what is needed, and far below what was without. */
@Timeout(20)
class HostileAnnotationsTest {
    @TempDir
    private Path folder;

    private String refusal(String json) throws IOException {
        Path file = Files.writeString(folder.resolve("set.json"), json);
        return assertThrows(InvalidFileException.class, () -> Annotations.read(file))
                .getMessage();
    }

    @Test
    void aNumberOfAMillionDigits() throws IOException {
        String message = refusal("{\"images\": [{\"id\": " + "9".repeat(1_000_000) + "}]}");
        assertTrue(message.contains("more than 2000 digits"), message);
    }

    @Test
    void nestingWithoutEnd() throws IOException {
        assertTrue(refusal("{\"images\": " + "[".repeat(1_000_000)).contains("nested too deeply"));
    }

    @Test
    void manyShortNumbersAreRead() throws IOException {
        String numbers = "123456789, ".repeat(100_000) + "1";
        Path file = Files.writeString(folder.resolve("set.json"), "{\"numbers\": [" + numbers + "]}");
        assertEquals(100_001, Annotations.read(file).root().getArray("numbers").size());
    }
}

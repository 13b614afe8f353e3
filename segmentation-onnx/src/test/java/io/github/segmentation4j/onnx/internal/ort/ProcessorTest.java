package io.github.segmentation4j.onnx.internal.ort;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessorTest {
    private static final String CORE = """
            processor\t: %d
            vendor_id\t: GenuineIntel
            model name\t: Some Processor
            cpu MHz\t\t: %d.5
            flags\t\t: sse2 avx2%s

            """;

    @TempDir
    private Path folder;

    private Optional<String> name(String content) throws IOException {
        return Processor.name(Files.writeString(folder.resolve("cpuinfo"), content));
    }

    @Test
    void neitherTheNumberOfCoresNorTheirClockCounts() throws IOException {
        assertEquals(
                name(CORE.formatted(0, 2000, "")), name(CORE.formatted(0, 2600, "") + CORE.formatted(1, 3100, "")));
    }

    @Test
    void theInstructionSetsCount() throws IOException {
        assertNotEquals(name(CORE.formatted(0, 2000, "")), name(CORE.formatted(0, 2000, " avx512f")));
    }

    @Test
    void aFileThatSaysNothingGivesNoName() throws IOException {
        assertEquals(Optional.empty(), name("processor : 0\nBogoMIPS : 50.00\n"));
        assertEquals(Optional.empty(), Processor.name(folder.resolve("missing")));
    }

    private int operatorThreads(int processors, int granted) throws IOException {
        StringBuilder content = new StringBuilder();
        for (int i = 0; i < processors; i++) {
            content.append(CORE.formatted(i, 2000, ""));
        }
        return Processor.operatorThreads(Files.writeString(folder.resolve("cpuinfo"), content), granted);
    }

    @Test
    void theRuntimeTakesItsOwnNumberOfThreadsUnlessTheProcessIsGrantedLessThanTheMachine() throws IOException {
        assertEquals(0, operatorThreads(4, 4));
        assertEquals(3, operatorThreads(4, 3));
        assertEquals(1, operatorThreads(64, 1));
        assertEquals(0, operatorThreads(2, 4));
        assertEquals(0, Processor.operatorThreads(folder.resolve("missing"), 4));
    }
}

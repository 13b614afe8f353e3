package io.github.segmentation4j.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.onnx.testing.Resources;
import io.github.segmentation4j.onnx.testing.SegmentOnce;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process that segments leaves behind, in a Java of its own whose home, temporary and working folders are empty. */
class TracesTest {
    /** More than the 4 kB of class path at which ONNX Runtime 1.29.0 dies. */
    private static final int LONG_COMMAND_LINE = 100_000;

    private static final String OUR_FOLDER = "\\.segmentation4j-[0-9a-z]+-[0-9a-z]+-[0-9]+";

    @TempDir
    private Path folder;

    private Path home;
    private Path temporary;
    private Path working;

    @BeforeEach
    void makeFolders() throws IOException {
        home = Files.createDirectory(folder.resolve("home"));
        temporary = Files.createDirectory(folder.resolve("temporary"));
        working = Files.createDirectory(folder.resolve("working"));
    }

    private Process start(String... options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // Its file about performance would lie in the temporary folder of the machine.
        command.addAll(List.of("-XX:-UsePerfData", "-Djava.awt.headless=true", "-Djava.io.tmpdir=" + temporary));
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-Duser.home=" + home));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), SegmentOnce.class.getName()));
        command.add(
                Resources.file("/models/fcn_resnet50_w8.onnx").toAbsolutePath().toString());
        ProcessBuilder builder = new ProcessBuilder(command).directory(working.toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeAll(Set.of("CI", "ORT_DISABLE_TELEMETRY", "JAVA_TOOL_OPTIONS", "XDG_CACHE_HOME"));
        environment.put("HOME", home.toString());
        environment.put("TMPDIR", temporary.toString());
        return builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    private static void awaitLabels(Process process) throws IOException {
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String line = out.readLine();
        assertNotNull(line, "it ended before there were labels");
        assertEquals(SegmentOnce.READY, line);
    }

    private static int end(Process process) throws IOException, InterruptedException {
        process.getOutputStream().close();
        return process.waitFor();
    }

    private void segmentAndEnd() throws IOException, InterruptedException {
        Process process = start();
        awaitLabels(process);
        assertEquals(0, end(process));
    }

    private Set<String> files() throws IOException {
        Set<String> files = new TreeSet<>();
        try (Stream<Path> all = Files.walk(folder)) {
            all.filter(file -> !file.equals(folder))
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .forEach(files::add);
        }
        files.removeAll(Set.of("home", "temporary", "working"));
        return files;
    }

    @Test
    void aLongCommandLineIsReadAndNothingStaysBehind() throws Exception {
        Process process = start("-Dpadding=" + "x".repeat(LONG_COMMAND_LINE));
        awaitLabels(process);
        Set<String> meanwhile = files();
        assertEquals(0, end(process));

        String name = meanwhile.iterator().next();
        assertTrue(name.matches("temporary/" + OUR_FOLDER), name);
        assertEquals(
                new TreeSet<>(Set.of(
                        name,
                        name + "/lock",
                        name + "/" + System.mapLibraryName("onnxruntime"),
                        name + "/" + System.mapLibraryName("onnxruntime4j_jni"))),
                meanwhile);
        assertEquals(Set.of(), files());
    }

    @Test
    void whatAKilledProcessLeftGoesWithTheNextAndNothingElse() throws Exception {
        Process killed = start();
        awaitLabels(killed);
        killed.destroyForcibly().waitFor();
        Set<String> left = files();
        assertTrue(left.iterator().next().matches("temporary/" + OUR_FOLDER), left::toString);

        Path withoutLock = Files.createDirectory(temporary.resolve(".segmentation4j-1-2-3"));
        Files.writeString(withoutLock.resolve("notes"), "of somebody");
        Path otherLock = Files.createDirectory(temporary.resolve(".segmentation4j-1-2-4"));
        Files.writeString(otherLock.resolve("lock"), "of somebody");
        Path ofAnotherProgram = Files.createDirectory(temporary.resolve("onnxruntime-java1"));
        Files.writeString(ofAnotherProgram.resolve("libonnxruntime.so"), "of somebody");
        Files.createDirectory(temporary.resolve("onnxruntime-java2"));
        Set<String> ofOthers = files();
        ofOthers.removeAll(left);

        segmentAndEnd();

        assertEquals(ofOthers, files());
    }

    @Test
    void twoProcessesLeaveEachOtherAlone() throws Exception {
        Process first = start();
        awaitLabels(first);
        Set<String> ofFirst = files();

        segmentAndEnd();

        assertEquals(ofFirst, files());
        assertEquals(0, end(first));
        assertEquals(Set.of(), files());
    }
}

package io.github.segmentation4j.onnx.testing;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A Java program run in a process of its own, on the class path of the tests, for what no process can do to itself. */
public final class ChildJvm {
    private static final long MAX_SECONDS = 120;

    private final List<String> options = new ArrayList<>();
    private final Map<String, String> variables = new HashMap<>();

    /** Adds options of the virtual machine. */
    public ChildJvm option(String... given) {
        options.addAll(List.of(given));
        return this;
    }

    /** Sets a variable of the environment. */
    public ChildJvm variable(String name, String value) {
        variables.put(name, value);
        return this;
    }

    /** Runs the main method of a class in some folder and returns what it printed, with its errors. */
    public String run(Path folder, Class<?> program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", classPath(), "-Djava.awt.headless=true"));
        command.addAll(options);
        command.add(program.getName());
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile("child", ".txt");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().putAll(variables);
            Process java = builder.start();
            boolean ended = java.waitFor(MAX_SECONDS, TimeUnit.SECONDS);
            java.destroyForcibly();
            assertTrue(ended, () -> "Java still runs after " + MAX_SECONDS + " s");
            return new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
        } finally {
            Files.delete(output);
        }
    }

    /** Returns the class path of this process with absolute paths. */
    private static String classPath() {
        List<String> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            entries.add(Path.of(entry).toAbsolutePath().toString());
        }
        return String.join(File.pathSeparator, entries);
    }
}

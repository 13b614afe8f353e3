package io.github.segmentation4j.onnx.internal.ort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What tells one kind of processor from another, as far as a program's instructions go. */
final class Processor {
    private static final Path LINUX = Path.of("/proc/cpuinfo");

    /** Of x86 the model and what it can do; of Arm the same in its own words. */
    private static final Set<String> FIELDS = Set.of(
            "vendor_id",
            "cpu family",
            "model",
            "model name",
            "stepping",
            "flags",
            "CPU implementer",
            "CPU architecture",
            "CPU variant",
            "CPU part",
            "CPU revision",
            "Features");

    private Processor() {}

    /** Returns the kinds of this machine's processors with all their instruction sets; empty but on Linux. */
    static Optional<String> name() {
        return Files.isReadable(LINUX) ? name(LINUX) : Optional.empty();
    }

    /** Returns the kinds of processors in a file in the form of Linux's {@code /proc/cpuinfo}. */
    static Optional<String> name(Path file) {
        try {
            // Cores of several kinds in one machine give several lines of a kind.
            Set<String> kinds = Files.readString(file, StandardCharsets.ISO_8859_1)
                    .lines()
                    .filter(line -> FIELDS.contains(field(line)))
                    .collect(Collectors.toCollection(TreeSet::new));
            return kinds.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", kinds));
        } catch (IOException e) {
            System.getLogger(Processor.class.getName())
                    .log(System.Logger.Level.DEBUG, () -> file + " cannot be read", e);
            return Optional.empty();
        }
    }

    private static String field(String line) {
        int colon = line.indexOf(':');
        return colon < 0 ? "" : line.substring(0, colon).strip();
    }
}

package io.github.segmentation4j.onnx.internal.ort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What tells one kind of processor from another, as far as a program's instructions go. */
final class Processor {
    private static final System.Logger LOG = System.getLogger(Processor.class.getName());
    private static final Path LINUX = Path.of("/proc/cpuinfo");

    /** The field with which each processor begins. */
    private static final String COUNTED = "processor";

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
            LOG.log(System.Logger.Level.DEBUG, () -> file + " cannot be read", e);
            return Optional.empty();
        }
    }

    /**
     * Returns how many threads work on one operator if nobody says so: 0, with which the runtime takes one for each core as it
     * does for any program. The runtime sees the cores of the machine; a process that is granted less than these, by a
     * container or a mask, gets as many as it may use.
     */
    static int operatorThreads() {
        return operatorThreads(LINUX, Runtime.getRuntime().availableProcessors());
    }

    /**
     * Returns how many threads work on one operator of a process.
     *
     * @param file a file in the form of Linux's {@code /proc/cpuinfo}
     * @param granted how many processors the process may use
     */
    static int operatorThreads(Path file, int granted) {
        if (!Files.isReadable(file)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            return granted < lines.filter(line -> field(line).equals(COUNTED)).count() ? granted : 0;
        } catch (IOException | UncheckedIOException e) {
            LOG.log(System.Logger.Level.DEBUG, () -> file + " cannot be read", e);
            return 0;
        }
    }

    private static String field(String line) {
        int colon = line.indexOf(':');
        return colon < 0 ? "" : line.substring(0, colon).strip();
    }
}

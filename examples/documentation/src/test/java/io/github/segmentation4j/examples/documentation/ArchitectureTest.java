package io.github.segmentation4j.examples.documentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules of docs/architecture.md that a compiler does not check, held against the sources of the libraries. */
class ArchitectureTest {
    private static final Path REPOSITORY =
            Path.of("").toAbsolutePath().getParent().getParent();
    private static final List<String> LIBRARIES =
            List.of("segmentation-api", "segmentation-onnx", "segmentation-overlay");
    private static final String ROOT = "io.github.segmentation4j";

    /** Each package may use those before it; the packages of one line stand beside each other. */
    private static final List<String> ORDER = List.of(
            "model",
            "model.file parity",
            "engine",
            "engine.tensor engine.npy",
            "engine.argmax",
            "engine.input",
            "engine.decode",
            "engine.pipeline",
            "engine.tile",
            "engine.parity engine.segmenter",
            "onnx.runtime",
            "onnx.internal.file",
            "onnx.internal.graph",
            "onnx.internal.ort",
            "onnx.internal.resolve",
            "onnx.internal.load",
            "onnx");

    private static final int MAX_LINES = 400;

    private static List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String library : LIBRARIES) {
            try (Stream<Path> files = Files.walk(REPOSITORY.resolve(library).resolve("src/main/java"))) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
            }
        }
        assertTrue(sources.size() > 50, sources.size() + " files");
        return sources;
    }

    private static String relative(Path file) {
        return REPOSITORY.relativize(file).toString().replace('\\', '/');
    }

    /** The files that match a pattern and whose path does not. */
    private static Set<String> matching(String pattern, String allowedPath) throws IOException {
        Pattern searched = Pattern.compile(pattern);
        Set<String> found = new TreeSet<>();
        for (Path file : sources()) {
            String path = relative(file);
            if (!path.matches(allowedPath)
                    && searched.matcher(Files.readString(file)).find()) {
                found.add(path);
            }
        }
        return found;
    }

    @Test
    void onlyOnePackageKnowsTheRuntime() throws IOException {
        assertEquals(Set.of(), matching("\\bai\\.onnxruntime\\b", ".*/onnx/internal/ort/.*"));
    }

    @Test
    void onlyVectorFilesKnowTheIncubator() throws IOException {
        assertEquals(Set.of(), matching("\\bjdk\\.incubator\\b", ".*/(Vector\\w*|module-info)\\.java"));
    }

    @Test
    void librariesPrintNothingAndHideNothing() throws IOException {
        assertEquals(Set.of(), matching("System\\.(out|err)\\b|printStackTrace", ""));
        assertEquals(Set.of(), matching("catch \\((final )?(Exception|Throwable)\\b", ""));
    }

    /** The packages of the libraries, each with those that it imports from. */
    private static Map<String, Set<String>> imports() throws IOException {
        Pattern declared = Pattern.compile("(?m)^package ([\\w.]+);");
        Pattern imported = Pattern.compile("(?m)^import (?:static )?(" + Pattern.quote(ROOT) + "[a-z0-9_.]*)\\.[A-Z]");
        Map<String, Set<String>> packages = new TreeMap<>();
        for (Path file : sources()) {
            String text = Files.readString(file);
            Matcher own = declared.matcher(text);
            if (own.find()) {
                Set<String> used = packages.computeIfAbsent(own.group(1), name -> new TreeSet<>());
                Matcher uses = imported.matcher(text);
                while (uses.find()) {
                    used.add(uses.group(1));
                }
                used.remove(own.group(1));
            }
        }
        return packages;
    }

    @Test
    void packagesAreFreeOfCycles() throws IOException {
        assertEquals(Map.of(), cyclesIn(imports()));
    }

    @Test
    void aCycleIsFoundHoweverLong() {
        Map<String, Set<String>> uses = Map.of(
                "a", Set.of("b", "outside"), "b", Set.of("c"), "c", Set.of("a"), "d", Set.of("a"), "e", Set.of());

        assertEquals(Set.of("a", "b", "c", "d"), cyclesIn(uses).keySet());
        assertEquals(Map.of(), cyclesIn(Map.of("a", Set.of("b", "c"), "b", Set.of("c"), "c", Set.of())));
    }

    /** Takes away, again and again, the packages that use none of those left; what stays is in cycles or uses them. */
    private static Map<String, Set<String>> cyclesIn(Map<String, Set<String>> uses) {
        Map<String, Set<String>> left = new TreeMap<>(uses);
        boolean found = true;
        while (found) {
            found = left.keySet()
                    .removeAll(left.keySet().stream()
                            .filter(name ->
                                    uses.getOrDefault(name, Set.of()).stream().noneMatch(left::containsKey))
                            .toList());
        }
        return left;
    }

    @Test
    void packagesOfTheOnnxModuleUseOnlyThoseBelowThem() throws IOException {
        Map<String, Integer> places = new TreeMap<>();
        for (int place = 0; place < ORDER.size(); place++) {
            for (String name : ORDER.get(place).split(" ", -1)) {
                places.put(ROOT + "." + name, place);
            }
        }
        List<String> upward = new ArrayList<>();
        imports()
                .forEach((name, used) -> used.forEach(other -> {
                    if (places.containsKey(name) && places.getOrDefault(other, -1) >= places.get(name)) {
                        upward.add(name + " uses " + other);
                    }
                }));
        assertEquals(List.of(), upward);
    }

    @Test
    void everyPackageOfTheOnnxModuleHasItsPlace() throws IOException {
        Set<String> named = new TreeSet<>();
        ORDER.forEach(line -> List.of(line.split(" ", -1)).forEach(name -> named.add(ROOT + "." + name)));
        Set<String> there = new TreeSet<>();
        for (Path file : sources()) {
            String path = relative(file);
            if (path.startsWith("segmentation-onnx/") && path.contains("/java/io/")) {
                String folder = path.substring(path.indexOf("/java/") + "/java/".length(), path.lastIndexOf('/'));
                there.add(folder.replace('/', '.'));
            }
        }
        assertEquals(there, named);
    }

    @Test
    void theEngineAndTheModelKnowNoBackend() throws IOException {
        List<String> found = new ArrayList<>();
        imports()
                .forEach((name, used) -> used.forEach(other -> {
                    boolean neutral = name.startsWith(ROOT + ".engine") || name.startsWith(ROOT + ".model");
                    if (neutral && other.startsWith(ROOT + ".onnx")) {
                        found.add(name + " uses " + other);
                    }
                }));
        assertEquals(List.of(), found);
    }

    @Test
    void noFileGrowsBeyondWhatOneIdeaNeeds() throws IOException {
        List<String> tooLong = new ArrayList<>();
        for (Path file : sources()) {
            long lines = Files.readString(file).lines().count();
            if (lines > MAX_LINES) {
                tooLong.add(relative(file) + ": " + lines + " lines");
            }
        }
        assertEquals(List.of(), tooLong);
    }
}

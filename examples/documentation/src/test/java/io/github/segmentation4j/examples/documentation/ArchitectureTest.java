package io.github.segmentation4j.examples.documentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
    private static final String ONNX = "io.github.segmentation4j.onnx";

    /** Each package of segmentation-onnx may use those before it. */
    private static final List<String> ONNX_PACKAGES = List.of(
            "io.github.segmentation4j.model",
            ONNX + ".internal.npy",
            ONNX + ".internal.kernel",
            ONNX + ".internal.graph",
            ONNX + ".internal.image",
            ONNX + ".internal.decode",
            ONNX + ".internal.parity",
            ONNX + ".internal.pipeline",
            ONNX + ".internal.ort",
            ONNX);

    private static final int MOST_LINES = 400;

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

    @Test
    void packagesOfTheOnnxModuleUseOnlyThoseBelowThem() throws IOException {
        List<String> upward = new ArrayList<>();
        Pattern declared = Pattern.compile("(?m)^package ([\\w.]+);");
        Pattern imported = Pattern.compile("(?m)^import (?:static )?([a-z0-9_.]+)\\.[A-Z]");
        for (Path file : sources()) {
            String text = Files.readString(file);
            Matcher own = declared.matcher(text);
            int place = own.find() ? ONNX_PACKAGES.indexOf(own.group(1)) : -1;
            Matcher uses = imported.matcher(text);
            while (place >= 0 && uses.find()) {
                if (ONNX_PACKAGES.indexOf(uses.group(1)) > place) {
                    upward.add(relative(file) + " uses " + uses.group(1));
                }
            }
        }
        assertEquals(List.of(), upward);
    }

    @Test
    void noFileGrowsBeyondWhatOneIdeaNeeds() throws IOException {
        List<String> tooLong = new ArrayList<>();
        for (Path file : sources()) {
            long lines = Files.readString(file).lines().count();
            if (lines > MOST_LINES) {
                tooLong.add(relative(file) + ": " + lines + " lines");
            }
        }
        assertEquals(List.of(), tooLong);
    }
}

package io.github.segmentation4j.examples.documentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every Java block of the documentation compiles, and every link to a file of the repository leads to one. */
class DocumentedCodeTest {
    private static final Path REPOSITORY =
            Path.of("").toAbsolutePath().getParent().getParent();
    static final Pattern JAVA_BLOCK = Pattern.compile("(?ms)^```java\\n(.*?)^```$");
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:|#|mailto:)([^)#\\s]+)(#[^)]*)?\\)");

    /** What a reader has imported and declared when a block begins in the middle of a program. */
    static final String BEFORE = """
            import io.github.segmentation4j.*;
            import io.github.segmentation4j.bulk.*;
            import io.github.segmentation4j.codec.*;
            import io.github.segmentation4j.metrics.*;
            import io.github.segmentation4j.model.*;
            import io.github.segmentation4j.model.file.*;
            import io.github.segmentation4j.onnx.*;
            import io.github.segmentation4j.onnx.runtime.*;
            import io.github.segmentation4j.parity.*;
            import io.github.segmentation4j.outline.*;
            import io.github.segmentation4j.overlay.*;
            import io.github.segmentation4j.region.*;
            import io.github.segmentation4j.overlay.picture.*;
            import java.awt.Color;
            import java.awt.image.*;
            import java.io.*;
            import java.nio.file.*;
            import java.time.Duration;
            import java.util.*;
            import java.util.concurrent.*;
            import javax.imageio.ImageIO;

            class Block {
                Path photo;
                Path model;
                BufferedImage image;
                LabelMap labels;
                Segmenter segmenter;

                void run() throws Exception {
            """;

    static final String AFTER = "}}";

    @TempDir
    Path classes;

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(REPOSITORY.resolve("README.md")));
        try (Stream<Path> docs = Files.walk(REPOSITORY.resolve("docs"))) {
            docs.filter(page -> page.toString().endsWith(".md")).sorted().forEach(pages::add);
        }
        return pages;
    }

    private static List<MatchResult> matches(Pattern pattern, Path page) throws IOException {
        return pattern.matcher(Files.readString(page)).results().toList();
    }

    @Test
    void theReadmeShowsJava() throws IOException {
        assertTrue(!matches(JAVA_BLOCK, REPOSITORY.resolve("README.md")).isEmpty());
    }

    @TestFactory
    List<DynamicTest> everyBlockCompiles() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Path page : pages()) {
            int number = 0;
            for (MatchResult block : matches(JAVA_BLOCK, page)) {
                String name = REPOSITORY.relativize(page) + ", block " + ++number;
                tests.add(dynamicTest(name, () -> assertEquals("", errors(block.group(1)))));
            }
        }
        return tests;
    }

    @TestFactory
    List<DynamicTest> everyLinkLeadsSomewhere() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Path page : pages()) {
            for (MatchResult link : matches(LINK, page)) {
                Path target = page.resolveSibling(link.group(1)).normalize();
                tests.add(dynamicTest(
                        REPOSITORY.relativize(page) + " -> " + link.group(1),
                        () -> assertTrue(Files.exists(target), "there is no " + target)));
            }
        }
        return tests;
    }

    /** The compiler's errors, one a line; a block without a type of its own is taken for the body of a method. */
    private String errors(String code) {
        boolean whole = Pattern.compile("(?m)^(public )?(final )?(class|record|interface|module) ")
                .matcher(code)
                .find();
        String source = whole ? code : BEFORE + code + AFTER;
        Matcher name = Pattern.compile("(?m)^(?:public )?(?:final )?(?:class|record|interface) (\\w+)")
                .matcher(source);
        String type = name.find() ? name.group(1) : "module-info";
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        compiler.getTask(
                        null,
                        null,
                        diagnostics,
                        List.of("-proc:none", "-d", classes.toString()),
                        null,
                        List.of(new Source(type, source)))
                .call();
        return diagnostics.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .map(diagnostic -> diagnostic.getMessage(null))
                .collect(Collectors.joining("\n"));
    }

    /** A source file in memory. */
    static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String type, String text) {
            super(Path.of(type + ".java").toUri(), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}

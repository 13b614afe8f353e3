package io.github.segmentation4j.overlay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The packages of this module can be put in an order in which each uses only those before it. */
class PackageOrderTest {
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");
    private static final Pattern IMPORT = Pattern.compile("(?m)^import (?:static )?((?:[a-z0-9_]+\\.)+)[A-Z*]");

    @Test
    void noPackageUsesItselfThroughOthers() throws IOException {
        Map<String, Set<String>> uses = usesOf(SOURCES);
        assertTrue(
                uses.get("io.github.segmentation4j.overlay.picture").contains("io.github.segmentation4j.overlay"),
                "" + uses);
        assertEquals(Map.of(), cyclesIn(uses));
    }

    @Test
    void aCycleIsFoundHoweverLong() {
        Map<String, Set<String>> uses = Map.of(
                "a", Set.of("b", "java.util"), "b", Set.of("c"), "c", Set.of("a"), "d", Set.of("a"), "e", Set.of());
        assertEquals(Set.of("a", "b", "c", "d"), cyclesIn(uses).keySet());
        assertEquals(Map.of(), cyclesIn(Map.of("a", Set.of("b", "c"), "b", Set.of("c"), "c", Set.of("java.io"))));
    }

    /** Returns for each package below a folder the packages that its files import from. */
    private static Map<String, Set<String>> usesOf(Path folder) throws IOException {
        Map<String, Set<String>> uses = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(file -> file.toString().endsWith(".java")).forEach(file -> addUses(file, uses));
        }
        return uses;
    }

    private static void addUses(Path file, Map<String, Set<String>> uses) {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Matcher declared = PACKAGE.matcher(text);
        if (!declared.find()) {
            return; // The module's declaration belongs to no package.
        }
        Set<String> used = uses.computeIfAbsent(declared.group(1), name -> new TreeSet<>());
        Matcher imports = IMPORT.matcher(text);
        while (imports.find()) {
            used.add(imports.group(1).substring(0, imports.group(1).length() - 1));
        }
        used.remove(declared.group(1)); // A nested type is imported from its own package, too.
    }

    /** Takes away, again and again, the packages that use none of those left; what stays is in cycles or uses them. */
    private static Map<String, Set<String>> cyclesIn(Map<String, Set<String>> uses) {
        Map<String, Set<String>> left = new TreeMap<>();
        uses.forEach((name, used) -> left.put(name, new TreeSet<>(used)));
        int before;
        do {
            before = left.size();
            left.values().forEach(used -> used.retainAll(left.keySet()));
            List<String> free = left.keySet().stream()
                    .filter(name -> left.get(name).isEmpty())
                    .toList();
            free.forEach(left::remove);
        } while (left.size() < before);
        return left;
    }
}

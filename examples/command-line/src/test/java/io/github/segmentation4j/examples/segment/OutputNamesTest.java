package io.github.segmentation4j.examples.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class OutputNamesTest {
    private static final Path OUT = Path.of("/out");

    /** Returns the names of photos whose outputs all go to one folder. */
    private static List<String> names(String... photos) {
        return OutputNames.distinct(
                Arrays.stream(photos).map(Path::of).toList(),
                Arrays.stream(photos).map(photo -> OUT).toList());
    }

    @Test
    void leaveTheExtensionOut() {
        assertEquals(
                List.of("cat", "dog.old", ".hidden", "plain"),
                names("/a/cat.jpg", "/a/dog.old.png", "/a/.hidden", "/a/plain"));
    }

    @Test
    void keepTheExtensionOfNamesakes() {
        assertEquals(List.of("cat.jpg", "dog", "cat.png"), names("/a/cat.jpg", "/a/dog.jpg", "/a/cat.png"));
    }

    @Test
    void countCaseAsNoDifference() {
        assertEquals(List.of("Cat.jpg", "cat.png"), names("/a/Cat.jpg", "/a/cat.png"));
        assertEquals(List.of("b-IMG.JPG", "a-img.jpg"), names("/b/IMG.JPG", "/a/img.jpg"));
    }

    @Test
    void putTheFoldersBeforeNamesakesOfOneExtension() {
        assertEquals(
                List.of("paris-cat.jpg", "rome-cat.jpg", "cat.png"),
                names("/a/paris/cat.jpg", "/a/rome/cat.jpg", "/a/rome/cat.png"));
        assertEquals(List.of("a-x-cat.jpg", "b-x-cat.jpg"), names("/a/x/cat.jpg", "/b/x/cat.jpg"));
    }

    @Test
    void leaveANameThatIsTakenInFullAsItIs() {
        assertEquals(List.of("cat.jpg", "cat.png", "cat.jpg.gif"), names("/a/cat.jpg", "/a/cat.png", "/a/cat.jpg.gif"));
    }

    @Test
    void staySimpleInFoldersOfTheirOwn() {
        List<Path> photos = List.of(Path.of("/a/cat.jpg"), Path.of("/b/cat.jpg"));

        assertEquals(List.of("cat", "cat"), OutputNames.distinct(photos, List.of(Path.of("/a"), Path.of("/b"))));
    }

    @Test
    void areRefusedWhereEvenTheWholePathGivesNoDifference() {
        CommandException e = assertThrows(
                CommandException.class,
                () -> names("/a/b-c.jpg", "/a-b/c.jpg", "/x/c.jpg", "/x/b-c.jpg", "/a-b/c.png", "/a/b-c.png"));

        assertEquals(2, e.exitCode());
        assertEquals(
                "The outputs of /a-b/c.jpg and /a/b-c.jpg would have one name: segment them in two runs with different"
                        + " folders for -o",
                e.getMessage());
    }

    @Provide
    Arbitrary<Set<Path>> photos() {
        Arbitrary<String> folders = Arbitraries.of("a", "b", "A", "c d");
        Arbitrary<String> files = Arbitraries.of("x.jpg", "x.png", "X.jpg", "x", "y.jpg", "x.jpg.png", ".x");
        Arbitrary<Path> paths = net.jqwik.api.Combinators.combine(folders, folders, files)
                .as((outer, inner, file) -> Path.of("/", outer, inner, file));
        return paths.set().ofMaxSize(12);
    }

    /** Photos that differ by more than case always get names of their own, each ending as the photo is called. */
    @Property
    void areDistinctAndTellThePhoto(@ForAll("photos") Set<Path> photos) {
        Set<String> lowerCase = new HashSet<>();
        List<Path> distinct = new ArrayList<>();
        for (Path photo : photos) {
            if (lowerCase.add(photo.toString().toLowerCase(Locale.ROOT))) {
                distinct.add(photo);
            }
        }

        List<String> names = OutputNames.distinct(
                distinct, distinct.stream().map(photo -> OUT).toList());

        Set<String> seen = new HashSet<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            Path photo = distinct.get(i);
            assertTrue(seen.add(name.toLowerCase(Locale.ROOT)), () -> name + " is there twice");
            assertTrue(
                    name.equals(FileNames.stem(photo)) || name.endsWith(FileNames.name(photo)),
                    () -> name + " for " + photo);
        }
    }
}

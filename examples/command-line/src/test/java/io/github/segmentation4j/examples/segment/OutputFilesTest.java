package io.github.segmentation4j.examples.segment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files a run writes, and what it refuses to write. */
class OutputFilesTest {
    @TempDir
    private Path folder;

    private Path photos;
    private Path cat;
    private final FakeModels models = FakeModels.ofThreeClasses();

    @BeforeEach
    void makePhotos() throws IOException {
        photos = Files.createDirectory(folder.resolve("photos"));
        cat = Pictures.write(photos.resolve("cat.png"), 0, 1);
    }

    private Outcome run(Object... arguments) {
        return Outcome.of(models, folder, arguments);
    }

    private static Set<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            Set<String> names = new TreeSet<>();
            files.forEach(file -> names.add(file.getFileName().toString()));
            return names;
        }
    }

    @Test
    void onePhotoTakesFileNames() throws IOException {
        assertEquals(
                0,
                run(cat, "-o", folder.resolve("a.png"), "--labels", folder.resolve("b.PNG"))
                        .exitCode());

        assertEquals(Set.of("a.png", "b.PNG", "photos"), names(folder));
        assertEquals(Set.of("cat.png"), names(photos));
    }

    @Test
    void onePhotoTakesFoldersThatAreThere() throws IOException {
        Path out = Files.createDirectory(folder.resolve("out"));

        assertEquals(0, run(cat, "-o", out, "--labels", out).exitCode());

        assertEquals(Set.of("cat-labels.png", "cat-overlay.png"), names(out));
    }

    @Test
    void onePhotoRefusesNamesOfOtherFiles() {
        Outcome overlay = run(cat, "-o", folder.resolve("a.gif"));
        Outcome labels = run(cat, "--labels", folder.resolve("a.jpg"));

        assertEquals(2, overlay.exitCode());
        assertEquals(
                "segment: -o " + folder.resolve("a.gif")
                        + " is neither a folder that exists nor the name of a PNG or JPEG"
                        + " file: end the name in .png, .jpg or .jpeg",
                overlay.error());
        assertEquals(2, labels.exitCode());
        assertEquals(
                "segment: --labels " + folder.resolve("a.jpg")
                        + " is neither a folder that exists nor the name of a PNG file: end the name in .png",
                labels.error());
    }

    private static boolean isJpeg(Path file) throws IOException {
        byte[] content = Files.readAllBytes(file);
        return content[0] == (byte) 0xFF && content[1] == (byte) 0xD8 && JpegFile.isOurs(file);
    }

    @Test
    void theNameOfAnOverlayTellsItsFormat() throws IOException {
        for (String name : List.of("a.jpg", "b.JPEG")) {
            Path file = folder.resolve(name);
            assertEquals(
                    0, run(cat, "-o", file, "--labels", folder.resolve("l.png")).exitCode());
            assertTrue(isJpeg(file), name);
            assertEquals(Pictures.read(cat).getWidth(), Pictures.read(file).getWidth());
        }
        assertEquals(
                0, run(cat, "-o", folder.resolve("c.jpg"), "--format", "jpg").exitCode());
        assertTrue(isJpeg(folder.resolve("c.jpg")));
        assertTrue(PngFile.isOurs(folder.resolve("l.png")));
    }

    @Test
    void overlaysOfAFolderHaveTheFormatThatIsAskedForAndLabelsAreExact() throws IOException {
        Pictures.write(photos.resolve("dog.bmp"), 2);
        Path out = folder.resolve("out");
        assertEquals(
                0, run(photos, "-o", out, "--labels", out, "--format", "jpg").exitCode());
        assertEquals(Set.of("cat-overlay.jpg", "cat-labels.png", "dog-overlay.jpg", "dog-labels.png"), names(out));
        assertTrue(isJpeg(out.resolve("cat-overlay.jpg")));

        assertEquals(0, run(cat, "--format", "jpg").exitCode());
        assertEquals(0, run(photos, "--format", "png").exitCode());
        assertEquals(
                Set.of("cat.png", "cat-overlay.jpg", "cat-overlay.png", "dog.bmp", "dog-overlay.png"), names(photos));
    }

    @Test
    void aFormatThatIsNotThatOfTheNameIsRefused() {
        Path file = folder.resolve("a.png");
        Outcome outcome = run(cat, "-o", file, "--format", "jpg");
        assertEquals(2, outcome.exitCode());
        assertEquals(
                "segment: -o " + file
                        + " is not the name of a file of --format jpg: leave --format out, or end the name in .jpg",
                outcome.error());
        assertTrue(
                run(cat, "--format", "gif").error().contains("\"gif\" is not a format of overlays: choose png or jpg"));
    }

    @Test
    void severalPhotosTakeFoldersAndMakeThem() throws IOException {
        Path dog = Pictures.write(photos.resolve("dog.bmp"), 2);
        Path overlays = folder.resolve("out").resolve("overlays");
        Path labels = folder.resolve("out").resolve("labels");

        Outcome outcome = run(cat, dog, "-o", overlays, "--labels", labels);

        assertEquals(0, outcome.exitCode());
        assertEquals(
                List.of("", "Overlays: " + overlays, "Labels:   " + labels),
                outcome.out().subList(2, 5));

        assertEquals(Set.of("cat-overlay.png", "dog-overlay.png"), names(overlays));
        assertEquals(Set.of("cat-labels.png", "dog-labels.png"), names(labels));
    }

    @Test
    void aFolderOfOnePhotoTakesFoldersToo() throws IOException {
        assertEquals(0, run(photos, "-o", folder.resolve("out")).exitCode());

        assertEquals(Set.of("cat-overlay.png"), names(folder.resolve("out")));
    }

    @Test
    void aFolderGetsItsOverlaysBesideItsPhotosAndASecondRunGetsTheSame() throws IOException {
        Pictures.write(photos.resolve("dog.bmp"), 2);
        Set<String> expected = Set.of("cat.png", "cat-overlay.png", "dog.bmp", "dog-overlay.png");

        Outcome first = run(photos);
        assertEquals(expected, names(photos));
        Outcome second = run(photos, "--force");

        assertEquals(expected, names(photos));
        assertEquals(first, second);
    }

    @Test
    void namesakesKeepTheirExtension() throws IOException {
        Pictures.write(photos.resolve("cat.bmp"), 2);
        Path other = Files.createDirectory(folder.resolve("other"));
        Pictures.write(other.resolve("cat.bmp"), 1);

        assertEquals(0, run(photos, other, "-o", folder.resolve("out")).exitCode());
        assertEquals(0, run(photos, other).exitCode());

        assertEquals(
                Set.of("cat.png-overlay.png", "photos-cat.bmp-overlay.png", "other-cat.bmp-overlay.png"),
                names(folder.resolve("out")));
        assertEquals(Set.of("cat.bmp", "cat.bmp-overlay.png", "cat.png", "cat.png-overlay.png"), names(photos));
        assertEquals(Set.of("cat.bmp", "cat-overlay.png"), names(other));
    }

    @Test
    void severalPhotosRefuseFileNames() throws IOException {
        Path file = Files.writeString(folder.resolve("notes.txt"), "kept");

        Outcome existing = run(photos, "-o", file);
        Outcome named = run(photos, "--labels", folder.resolve("all.png"));
        Outcome jpeg = run(photos, "-o", folder.resolve("all.jpg"));

        assertEquals(2, existing.exitCode());
        assertEquals(
                "segment: -o " + file
                        + " is a file, but with several photos or a folder of them it names a folder: give a folder",
                existing.error());
        assertEquals(2, named.exitCode());
        assertTrue(
                named.error().startsWith("segment: --labels " + folder.resolve("all.png") + " is the name of a file"));
        assertTrue(jpeg.error().startsWith("segment: -o " + folder.resolve("all.jpg") + " is the name of a file"));
        assertEquals("kept", Files.readString(file));
    }

    @Test
    void aPhotoIsNeverOverwritten() throws IOException {
        byte[] before = Files.readAllBytes(cat);
        Path link = Files.createSymbolicLink(folder.resolve("link.png"), cat);

        for (Path target :
                List.of(cat, link, photos.resolve("..").resolve("photos").resolve("cat.png"))) {
            Outcome outcome = run(cat, "-o", target);

            assertEquals(2, outcome.exitCode());
            assertEquals(
                    "segment: The output " + target + " would overwrite the photo " + cat
                            + ": give the output another name with -o or --labels",
                    outcome.error());
        }
        assertArrayEquals(before, Files.readAllBytes(cat));
        assertEquals(List.of(), models.opened);
    }

    @Test
    void aPhotoCalledLikeTheOverlayOfAnotherIsNotOverwritten() throws IOException {
        Path rival = Pictures.write(photos.resolve("cat-overlay.png"), 2, 2, 2);

        Outcome outcome = run(cat, rival);

        assertEquals(2, outcome.exitCode());
        assertEquals(3, Pictures.read(rival).getWidth());
    }

    @Test
    void overlayAndLabelsNeedFilesOfTheirOwn() {
        Path same = folder.resolve("same.png");

        Outcome outcome = run(cat, "-o", same, "--labels", same);

        assertEquals(2, outcome.exitCode());
        assertEquals(
                "segment: Two outputs would be written to " + same + ": give -o and --labels different names",
                outcome.error());
        assertFalse(Files.exists(same));
    }

    @Test
    void whatCannotBeWrittenIsSaidBeforeTheModelIsOpened() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "kept");
        Path missing = folder.resolve("missing").resolve("a.png");
        Path taken = Files.createDirectory(photos.resolve("cat-overlay.png"));

        Outcome noFolder = run(cat, "-o", missing);
        Outcome behindAFile = run(cat, "-o", file.resolve("a.png"));
        Outcome underAFile = run(photos, "-o", file.resolve("out"));
        Outcome aFolder = run(cat);

        assertEquals("segment: " + missing + " cannot be written: no such file or folder", noFolder.error());
        assertTrue(behindAFile.error().startsWith("segment: " + file.resolve("a.png") + " cannot be written: "));
        assertTrue(underAFile.error().startsWith("segment: The folder " + file.resolve("out") + " cannot be made: "));
        assertEquals("segment: " + taken + " cannot be written: it is a folder", aFolder.error());
        for (Outcome outcome : List.of(noFolder, behindAFile, underAFile, aFolder)) {
            assertEquals(1, outcome.exitCode());
            assertEquals(List.of(), outcome.out());
        }
        assertEquals(List.of(), models.opened);
    }
}

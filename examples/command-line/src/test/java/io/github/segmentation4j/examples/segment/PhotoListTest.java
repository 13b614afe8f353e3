package io.github.segmentation4j.examples.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhotoListTest {
    @TempDir
    private Path folder;

    private static PhotoList list(Path... arguments) {
        return PhotoList.of(Arrays.stream(arguments).map(Path::toString).toList());
    }

    private static List<Path> paths(PhotoList list) {
        return list.photos().stream().map(Photo::path).toList();
    }

    private Path file(String name) throws IOException {
        return Files.writeString(folder.resolve(name), "not read here");
    }

    @Test
    void takesTheImagesOfAFolderByTheirExtensionInOrder() throws IOException {
        Path b = file("b.JPG");
        Path a = file("a.jpeg");
        Path c = file("c.png");
        file("notes.txt");
        file("jpg");
        file(".hidden.png");
        Files.createDirectory(folder.resolve("inner.png"));
        Pictures.write(Files.createDirectory(folder.resolve("inner")).resolve("deep.png"), 0);

        PhotoList list = list(folder);

        assertEquals(List.of(a, b, c), paths(list));
        assertEquals(List.of(), list.problems());
        assertFalse(list.single());
    }

    @Test
    void takesANamedFileWhateverItIsCalled() throws IOException {
        Path photo = file("IMG_0001");

        assertEquals(List.of(photo), paths(list(photo)));
        assertTrue(list(photo).single());
        assertFalse(list(photo, file("other")).single());
    }

    @Test
    void takesAPhotoThatIsNamedTwiceOnce() throws IOException {
        Path photo = file("a.png");
        Path detour = folder.resolve("..").resolve(folder.getFileName()).resolve("a.png");
        Path link = Files.createSymbolicLink(folder.resolve("link.png"), photo);

        assertEquals(List.of(photo), paths(list(photo, detour, link, folder)));
    }

    @Test
    void leavesOutWhatAnEarlierRunWroteUnderWhateverName() throws IOException {
        Path photo = Pictures.write(folder.resolve("a.png"), 0);
        PngFile.write(Pictures.read(photo), folder.resolve("b.png"));
        JpegFile.write(Pictures.read(photo), folder.resolve("c.jpg"), Optional.empty());

        assertEquals(List.of(photo), paths(list(folder)));
    }

    @Test
    void leavesOutAnOverlayOfAPhotoThatAnotherProgramSavedAgain() throws IOException {
        Path photo = file("a.jpg");
        file("a-overlay.png");
        file("a-labels.png");
        file("a.jpg-overlay.png");
        file("a-overlay.jpg");

        assertEquals(List.of(photo), paths(list(folder)));
    }

    @Test
    void takesAPhotoThatIsOnlyCalledLikeAnOverlay() throws IOException {
        Path photo = file("map-overlay.png");

        assertEquals(List.of(photo), paths(list(folder)));
    }

    @Test
    void takesAnOverlayThatIsNamed() throws IOException {
        Path photo = Pictures.write(folder.resolve("a.png"), 0);
        Path overlay = folder.resolve("a-overlay.png");
        PngFile.write(Pictures.read(photo), overlay);

        assertEquals(List.of(overlay), paths(list(overlay)));
    }

    @Test
    void saysWhatIsMissing() throws IOException {
        Path missing = folder.resolve("gone.jpg");
        Path photo = file("a.png");
        Path empty = Files.createDirectory(folder.resolve("empty"));

        PhotoList list = list(missing, photo, empty);

        assertEquals(List.of(photo), paths(list));
        assertEquals(
                "There is no file " + missing + ": give the path of a photo or of a folder with photos",
                list.problems().get(0));
        assertTrue(
                list.problems()
                        .get(1)
                        .startsWith("The folder " + empty + " holds no photo: no file in it ends in .bmp"),
                list.problems().get(1));
    }

    @Test
    void refusesAnEmptyNameWhichWouldMeanTheCurrentFolder() {
        CommandException e = assertThrows(CommandException.class, () -> PhotoList.of(List.of("")));

        assertEquals(2, e.exitCode());
    }
}

package io.github.segmentation4j.examples.segment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.grack.nanojson.JsonObject;
import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.examples.segment.page.DecodedPage;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code --html} and {@code --confidence} do, and what they refuse. */
class HtmlOptionTest {
    @TempDir
    private Path folder;

    private Path photos;
    private Path page;
    private final FakeModels models = FakeModels.ofThreeClasses();

    @BeforeEach
    void makeFolder() throws IOException {
        photos = Files.createDirectory(folder.resolve("photos"));
        page = folder.resolve("page.html");
    }

    private Outcome run(Object... arguments) {
        return Outcome.of(models, folder, arguments);
    }

    private DecodedPage decoded() throws IOException {
        return DecodedPage.of(Files.readString(page));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    @Test
    void onePhotoGetsAPageBesideItsOverlay() throws IOException {
        Path photo = Pictures.write(photos.resolve("pets.png"), 0, 0, 2, 1);

        Outcome outcome = run(photo, "--html", page, "--alpha", "0.7", "--show", "dog");

        assertEquals(0, outcome.exitCode());
        assertEquals(
                List.of("Overlay: " + photos.resolve("pets-overlay.png"), "Page:    " + page),
                outcome.out().subList(outcome.out().size() - 2, outcome.out().size()));
        assertTrue(Files.exists(photos.resolve("pets-overlay.png")));
        DecodedPage decoded = decoded();
        assertEquals(1, decoded.photos().size());
        assertEquals("pets.png", decoded.photos().get(0).name());
        assertArrayEquals(new int[] {0, 0, 2, 1}, decoded.photos().get(0).labels());
        assertNull(decoded.photos().get(0).confidence());
        assertEquals(0.7, decoded.settings().getDouble("alpha"));
        List<Boolean> drawn = decoded.settings().getArray("classes").stream()
                .map(each -> ((JsonObject) each).getBoolean("drawn"))
                .toList();
        assertEquals(List.of(false, false, true), drawn);
    }

    @Test
    void confidencesAreThereWhenAskedFor() throws IOException {
        BufferedImage photo = new BufferedImage(3, 1, BufferedImage.TYPE_INT_RGB);
        photo.setRGB(0, 0, 0x010000);
        photo.setRGB(1, 0, 0x02FF00);
        photo.setRGB(2, 0, 0x003300);
        Path file = photos.resolve("pets.png");
        ImageIO.write(photo, "png", file.toFile());

        assertEquals(0, run(file, "--html", page, "--confidence").exitCode());

        assertArrayEquals(new int[] {255, 0, 204}, decoded().photos().get(0).confidence());
        assertArrayEquals(new int[] {1, 2, 0}, decoded().photos().get(0).labels());
    }

    @Test
    void labelsAbove255AreThere() throws IOException {
        List<String> names =
                IntStream.range(0, 600).mapToObj(label -> "class " + label).toList();
        Path photo = Pictures.write(photos.resolve("pets.png"), 1, 200, 0);

        Outcome outcome = Outcome.of(new FakeModels(ClassNames.of(names), 2), folder, photo, "--html", page, "--quiet");

        assertEquals(0, outcome.exitCode());
        assertEquals(List.of(), outcome.out());
        assertArrayEquals(new int[] {2, 400, 0}, decoded().photos().get(0).labels());
    }

    @Test
    void severalPhotosShareAPageInTheirOrderAndWhatFailsIsLeftOut() throws IOException {
        Pictures.write(photos.resolve("a.png"), 1);
        Files.writeString(photos.resolve("b.png"), "no image");
        Pictures.write(photos.resolve("c.png"), 2, 2);

        Outcome outcome = run(photos, "-o", folder.resolve("out"), "--html", page);

        assertEquals(1, outcome.exitCode());
        assertEquals(1, outcome.err().size());
        assertEquals("Page:     " + page, outcome.out().get(outcome.out().size() - 1));
        assertEquals(
                List.of("a.png", "c.png"),
                decoded().photos().stream().map(DecodedPage.DecodedPhoto::name).toList());
    }

    @Test
    void whereNoPhotoIsDoneThereIsNoPageAndAnEarlierOneIsKept() throws IOException {
        Path broken = Files.writeString(photos.resolve("b.png"), "no image");

        assertEquals(1, run(broken, "--html", page).exitCode());
        assertEquals(
                List.of(photos),
                files().stream().filter(file -> !file.equals(page)).toList());
        assertFalse(Files.exists(page));

        Files.writeString(page, "earlier");
        assertEquals(1, run(broken, "--html", page).exitCode());
        assertEquals("earlier", Files.readString(page));
        assertEquals(List.of(page, photos), files());
    }

    @Test
    void anEarlierPageIsReplacedAndTheSameRunGivesTheSamePage() throws IOException {
        Path photo = Pictures.write(photos.resolve("pets.png"), 0, 1);
        Files.writeString(page, "earlier");

        run(photo, "--html", page);
        String first = Files.readString(page);
        run(photo, "--html", page);

        assertTrue(first.startsWith("<!DOCTYPE html>"));
        assertEquals(first, Files.readString(page));
        assertEquals(List.of(page, photos), files());
    }

    @Test
    void aPageThatCannotBeWrittenIsSaidBeforeTheModelIsOpened() throws IOException {
        Path photo = Pictures.write(photos.resolve("pets.png"), 0, 1);
        Path missing = folder.resolve("missing").resolve("a.html");
        Path taken = Files.createDirectory(folder.resolve("taken.html"));

        Outcome noFolder = run(photo, "--html", missing);
        Outcome aFolder = run(photo, "--html", taken);

        assertEquals(1, noFolder.exitCode());
        assertEquals("segment: " + missing + " cannot be written: no such file or folder", noFolder.error());
        assertEquals(1, aFolder.exitCode());
        assertEquals("segment: " + taken + " cannot be written: it is a folder", aFolder.error());
        assertEquals(List.of(), models.opened);
    }

    @Test
    void argumentsThatMakeNoSenseAreRefused() throws IOException {
        Path photo = Pictures.write(photos.resolve("pets.png"), 0, 1);
        Path disguised = photos.resolve("pets.html");
        Files.copy(photo, disguised);

        Outcome alone = run(photo, "--confidence");
        Outcome named = run(photo, "--html", folder.resolve("page.png"));
        Outcome overwriting =
                run(disguised, "--html", photos.resolve("..").resolve("photos").resolve("pets.html"));

        assertEquals("segment: --confidence is for the page, but --html names none: add it", alone.error());
        assertEquals(
                "segment: --html " + folder.resolve("page.png")
                        + " is not the name of an HTML file: end the name in .html or .htm",
                named.error());
        assertTrue(overwriting.error().contains(" would overwrite the photo " + disguised), overwriting.error());
        for (Outcome outcome : List.of(alone, named, overwriting)) {
            assertEquals(2, outcome.exitCode());
        }
        assertArrayEquals(Files.readAllBytes(photo), Files.readAllBytes(disguised));
        assertEquals(List.of(), models.opened);
    }
}

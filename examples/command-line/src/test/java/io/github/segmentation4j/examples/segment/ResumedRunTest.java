package io.github.segmentation4j.examples.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.ClassNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run over a folder does what an earlier one has not done, or not of the same. */
class ResumedRunTest {
    private static final int PHOTOS = 5;

    @TempDir
    private Path folder;

    private Path photos;
    private Path out;
    private FakeModels models = FakeModels.ofThreeClasses();

    @BeforeEach
    void makePhotos() throws IOException {
        photos = Files.createDirectory(folder.resolve("photos"));
        out = folder.resolve("out");
        for (int i = 0; i < PHOTOS; i++) {
            Pictures.write(photos.resolve(i + ".png"), 0, 1, 2, i % 3);
        }
        assertDone(PHOTOS);
    }

    private Outcome run(Object... arguments) {
        Object[] all = new Object[arguments.length + 3];
        all[0] = photos;
        all[1] = "-o";
        all[2] = out;
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        return Outcome.of(models, folder, all);
    }

    /** Runs, and checks how many photos were segmented. */
    private Outcome assertDone(int expected, Object... arguments) {
        int before = models.segmented.get();
        Outcome outcome = run(arguments);
        assertEquals(0, outcome.exitCode(), outcome.err()::toString);
        assertEquals(expected, models.segmented.get() - before);
        return outcome;
    }

    private Path overlay(int photo) {
        return out.resolve(photo + OverlayFormat.PNG.suffix());
    }

    @Test
    void whatIsDoneIsLeftAlone() throws IOException {
        FileTime before = FileTime.from(Instant.EPOCH);
        Files.setLastModifiedTime(overlay(0), before);

        assertEquals(
                List.of("5 photos have their outputs from an earlier run: --force makes them again"),
                assertDone(0).out());
        assertEquals(before, Files.getLastModifiedTime(overlay(0)));
    }

    @Test
    void photosOfAFolderHaveAThreadEachAndASingleOneHasAll() {
        assertTrue(models.opened.get(0).manyPhotos());
        Outcome.of(models, folder, photos.resolve("0.png"), "-o", folder.resolve("single.png"));
        assertFalse(models.opened.get(models.opened.size() - 1).manyPhotos());
    }

    @Test
    void whatIsMissingIsDone() throws IOException {
        Files.delete(overlay(2));
        Files.delete(overlay(4));

        Outcome outcome = assertDone(2);

        assertEquals(
                "3 photos have their outputs from an earlier run: --force makes them again",
                outcome.out().get(0));
        assertTrue(outcome.out().get(1).startsWith(photos.resolve("2.png").toString()), outcome.out()::toString);
        assertTrue(outcome.out().get(2).startsWith(photos.resolve("4.png").toString()), outcome.out()::toString);
        assertDone(0);
    }

    @Test
    void aPhotoThatHasChangedIsDoneAgain() throws IOException {
        Pictures.write(photos.resolve("1.png"), 2, 2, 2, 2, 2, 2);
        assertDone(1);
        assertEquals(6, Pictures.read(overlay(1)).getWidth());

        // An older photo under the same name is another photo, too.
        Files.setLastModifiedTime(photos.resolve("3.png"), FileTime.from(Instant.EPOCH));
        assertDone(1);
        assertDone(0);
    }

    @Test
    void aPhotoThatTakesTheNameOfAnotherIsDone() throws IOException {
        Files.delete(photos.resolve("0.png"));
        Pictures.write(photos.resolve("0.bmp"), 0, 1, 2, 0);
        assertDone(1);
    }

    @Test
    void otherOptionsDoAllAgain() {
        assertDone(PHOTOS, "--alpha", "0.7");
        assertDone(PHOTOS, "--alpha", "0.7", "--show", "dog");
        assertDone(PHOTOS, "--alpha", "0.7", "--show", "dog", "--palette", "generated");
        assertDone(0, "--alpha", "0.7", "--show", "2", "--palette", "generated");
        models = new FakeModels(ClassNames.of("background", "cat", "wolf"), 1);
        assertDone(PHOTOS, "--alpha", "0.7", "--show", "2", "--palette", "generated");
    }

    @Test
    void labelsThatWereNotAskedForAreAdded() throws IOException {
        Path labels = folder.resolve("labels");
        assertDone(PHOTOS, "--labels", labels);
        assertDone(0, "--labels", labels);
        assertDone(0);
        Files.delete(labels.resolve("3-labels.png"));
        assertDone(1, "--labels", labels);
    }

    @Test
    void anotherModelDoesAllAgain() throws IOException {
        Path model = Files.writeString(folder.resolve("a.onnx"), "weights");
        assertDone(PHOTOS, "--model", model);
        assertDone(0, "--model", model);
        Files.writeString(model, "weightz");
        assertDone(PHOTOS, "--model", model);
        Files.writeString(folder.resolve("a.onnx.data"), "more");
        assertDone(PHOTOS, "--model", model);
        Files.writeString(folder.resolve("notes.txt"), "of no account");
        assertDone(0, "--model", model);
        Path copy = Files.copy(model, folder.resolve("b.onnx"));
        Files.copy(folder.resolve("a.onnx.data"), folder.resolve("b.onnx.data"));
        assertDone(0, "--model", copy);
    }

    @Test
    void forceDoesAll() {
        assertDone(PHOTOS, "--force");
        assertDone(0);
    }

    @Test
    void aPageTakesAll() {
        assertDone(PHOTOS, "--html", folder.resolve("page.html"));
    }

    @Test
    void whatAnotherProgramHasWrittenIsReplaced() throws IOException {
        ImageIO.write(Pictures.read(overlay(1)), "png", overlay(1).toFile());
        assertEquals(Optional.empty(), PngFile.digest(overlay(1)));
        assertDone(1);
        Files.writeString(overlay(2), "not a picture");
        assertDone(1);
        assertNotEquals(PngFile.digest(overlay(1)), PngFile.digest(overlay(2)));
    }

    @Test
    void outputsMayBeMoved() throws IOException {
        Path moved = Files.move(out, folder.resolve("elsewhere"));
        out = moved;
        assertDone(0);
    }

    @Test
    void aSinglePhotoIsAlwaysDone() throws IOException {
        Path photo = photos.resolve("0.png");
        Path file = folder.resolve("single.png");
        for (int i = 0; i < 2; i++) {
            assertEquals(0, Outcome.of(models, folder, photo, "-o", file).exitCode());
        }
        assertEquals(PHOTOS + 2, models.segmented.get());
        assertTrue(PngFile.isOurs(file));
        assertFalse(PngFile.digest(file).isPresent());
    }
}

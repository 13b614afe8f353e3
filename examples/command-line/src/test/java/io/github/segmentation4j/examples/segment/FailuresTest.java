package io.github.segmentation4j.examples.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Photos and models that cannot be used: one sentence each, exit code 1, and the other photos are still done. */
class FailuresTest {
    @TempDir
    private Path folder;

    private Path good;
    private final FakeModels models = FakeModels.ofThreeClasses();

    @BeforeEach
    void makeAGoodPhoto() throws IOException {
        good = Pictures.write(folder.resolve("good.png"), 0, 1);
    }

    private void assertFails(Path photo) {
        Outcome alone = Outcome.of(models, folder, photo);
        Outcome among = Outcome.of(models, folder, photo, good);

        assertEquals(1, alone.exitCode());
        assertTrue(alone.error().startsWith("segment: "), alone.error());
        assertTrue(alone.error().contains(photo.toString()), alone.error());
        assertEquals(List.of(), alone.out());
        assertEquals(1, among.exitCode());
        assertEquals(alone.error(), among.error());
        assertEquals(1, among.out().size());
        assertTrue(among.out().get(0).contains("cat 50.0 %"), among.out().get(0));
        assertTrue(Files.exists(folder.resolve("good-overlay.png")));
        assertFalse(Files.exists(
                OutputPlan.of(
                                PhotoList.of(List.of(photo.toString())),
                                java.util.Optional.empty(),
                                java.util.Optional.empty())
                        .stream()
                        .findFirst()
                        .map(Outputs::overlay)
                        .orElse(folder.resolve("none"))));
    }

    @Test
    void aMissingFile() {
        assertFails(folder.resolve("gone.jpg"));
    }

    @Test
    void anEmptyFile() throws IOException {
        assertFails(Files.createFile(folder.resolve("empty.jpg")));
    }

    @Test
    void aTextFileNamedLikeAPhoto() throws IOException {
        assertFails(Files.writeString(folder.resolve("text.jpg"), "Dear diary,\ntoday I saw a camel.\n"));
    }

    @Test
    void aTruncatedPhoto() throws IOException {
        byte[] whole;
        try (var stream = Resources.open("astronaut.png")) {
            whole = stream.readAllBytes();
        }
        assertFails(Files.write(folder.resolve("half.png"), Arrays.copyOf(whole, whole.length / 2)));
    }

    @Test
    void aFolderWithoutPhotos() throws IOException {
        assertFails(Files.createDirectory(folder.resolve("nothing")));
    }

    @Test
    void anOutputThatCannotBeWritten() throws IOException {
        Path photo = Pictures.write(folder.resolve("blocked.png"), 0);
        Files.createDirectory(folder.resolve("blocked-overlay.png"));

        Outcome outcome = Outcome.of(models, folder, photo, good);

        assertEquals(1, outcome.exitCode());
        assertEquals(
                "segment: " + folder.resolve("blocked-overlay.png") + " cannot be written: it is a folder",
                outcome.error());
        assertTrue(Files.exists(folder.resolve("good-overlay.png")));
    }

    @Test
    void printsAStackTraceOnlyWhenVerbose() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.jpg"));

        Outcome outcome = Outcome.of(models, folder, empty, "--verbose");

        assertEquals(1, outcome.exitCode());
        assertTrue(outcome.err().stream().anyMatch(line -> line.startsWith("\tat ")), outcome.err()::toString);
    }

    @Test
    void aFailureNobodyForesawIsOneLineToo() {
        Models broken = options -> {
            throw new IllegalStateException("first line\n  second line");
        };

        Outcome outcome = Outcome.of(broken, folder, good);

        assertEquals(1, outcome.exitCode());
        assertEquals("segment: first line second line", outcome.error());
    }

    @Test
    void errorsAreReportedEvenWhenQuiet() {
        Outcome outcome = Outcome.of(models, folder, folder.resolve("gone.jpg"), "-q");

        assertEquals(1, outcome.exitCode());
        assertTrue(outcome.error().contains("gone.jpg"));
    }
}

package io.github.segmentation4j.examples.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.Segmentation;
import io.github.segmentation4j.Segmenter;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
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
        assertEquals(3, among.out().size(), "a line for the good photo, and where its overlay is");
        assertTrue(among.out().get(0).contains("cat 50.0 %"), among.out().get(0));
        assertTrue(Files.exists(folder.resolve("good-overlay.png")));
        assertFalse(Files.exists(folder.resolve(FileNames.stem(photo) + OverlayFormat.PNG.suffix())));
    }

    @Test
    void aMissingFile() {
        assertFails(folder.resolve("gone.jpg"));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aNameThatATerminalWouldObey() throws IOException {
        Path named = Pictures.write(folder.resolve("a\u001b]0;owned\u0007\u009b31m\u202e.png"), 0, 1);
        Path gone = folder.resolve("gone\u001b[2J.png");
        for (Outcome outcome : List.of(
                Outcome.of(models, folder, named),
                Outcome.of(models, folder, gone),
                Outcome.of(models, folder, named, gone, "--verbose"),
                Outcome.of(models, folder, named, "--no-such\u001b[31m"),
                Outcome.of(models, folder, named, "--classes", "x\u001b[31m,b"))) {
            List<String> lines = new ArrayList<>(outcome.out());
            lines.addAll(outcome.err());
            assertFalse(lines.isEmpty());
            for (String line : lines) {
                assertFalse(line.strip().chars().anyMatch(Character::isISOControl) || line.contains("\u202e"), line);
            }
            assertTrue(String.join("", lines).contains("\\u001b"), lines.toString());
        }
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

    /** A network for whose first calls there is no memory. */
    private Models withoutMemory(int calls) {
        AtomicInteger failures = new AtomicInteger(calls);
        return options -> new ForwardingSegmenter(models.open(options)) {
            @Override
            public LabelMap segment(BufferedImage image) {
                if (failures.getAndDecrement() > 0) {
                    throw new OutOfMemoryError("of this test");
                }
                return super.segment(image);
            }
        };
    }

    @Test
    void photosWithoutMemoryBesideOthersAreDoneAtTheEnd() throws IOException {
        List<Object> photos = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            photos.add(Pictures.write(folder.resolve(i + ".png"), 0, 1));
        }

        Outcome outcome = Outcome.of(withoutMemory(3), folder, photos.toArray());

        assertEquals(0, outcome.exitCode(), outcome.err()::toString);
        assertEquals(List.of(), outcome.err());
        assertEquals(6 + 2, outcome.out().size(), outcome.out()::toString);
    }

    @Test
    void aPhotoForWhichThereIsNoMemoryAtAll() {
        Outcome alone = Outcome.of(withoutMemory(Integer.MAX_VALUE), folder, good);
        Outcome twice = Outcome.of(withoutMemory(Integer.MAX_VALUE), folder, folder.resolve("gone.png"), good);

        assertEquals(1, alone.exitCode());
        assertTrue(alone.error().startsWith("segment: " + good + " needs more memory than the "), alone.error());
        assertTrue(alone.error().endsWith("set JAVA_OPTS=-Xmx8g"), alone.error());
        assertEquals(1, twice.exitCode());
        assertEquals(alone.error(), twice.err().get(1));
    }

    /** Hands every call on. */
    private static class ForwardingSegmenter implements Segmenter {
        private final Segmenter segmenter;

        ForwardingSegmenter(Segmenter segmenter) {
            this.segmenter = segmenter;
        }

        @Override
        public LabelMap segment(BufferedImage image) {
            return segmenter.segment(image);
        }

        @Override
        public Segmentation segmentWithConfidence(BufferedImage image) {
            return segmenter.segmentWithConfidence(image);
        }

        @Override
        public ClassNames classNames() {
            return segmenter.classNames();
        }

        @Override
        public void close() {
            segmenter.close();
        }
    }
}

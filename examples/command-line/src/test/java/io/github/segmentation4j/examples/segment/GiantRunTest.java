package io.github.segmentation4j.examples.segment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.ImageRegions;
import io.github.segmentation4j.InferenceFailedException;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.Segmentation;
import io.github.segmentation4j.TiledSegmenter;
import io.github.segmentation4j.codec.LabelTiff;
import io.github.segmentation4j.codec.LabelTiffWriter;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Labels of an image that is never whole in memory, also of runs that were stopped. */
class GiantRunTest {
    private static final int WIDTH = 83;
    private static final int HEIGHT = 120;

    /** Rows that are handed over at once, of which the height is no multiple. */
    private static final int BAND = 7;

    @TempDir
    private Path folder;

    private Path photo;
    private Path labels;

    @BeforeEach
    void drawPhoto() throws IOException {
        photo = folder.resolve("giant.tif");
        labels = folder.resolve("labels.tif");
        ImageIO.write(new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR), "tiff", photo.toFile());
    }

    /** Finds labels that tell where they are, and fails once it has found so many rows. */
    private static final class Striped implements TiledSegmenter {
        private final int classes;
        private final int failsAt;
        private final List<Integer> begunAt = new ArrayList<>();

        Striped(int classes, int failsAt) {
            this.classes = classes;
            this.failsAt = failsAt;
        }

        @Override
        public void segment(ImageRegions image, int fromRow, Rows rows) throws IOException {
            begunAt.add(fromRow);
            for (int y = fromRow; y < image.height(); y += BAND) {
                if (y >= failsAt) {
                    throw new InferenceFailedException("stopped at row " + y);
                }
                rows.accept(band(image.width(), y, Math.min(image.height(), y + BAND)));
            }
        }

        private LabelMap band(int width, int from, int to) {
            LabelMap.Builder band = LabelMap.builder(width, to - from);
            for (int y = from; y < to; y++) {
                for (int x = 0; x < width; x++) {
                    band.set(x, y - from, (31 * y + x / 5) % classes);
                }
            }
            return band.build();
        }

        @Override
        public LabelMap segment(BufferedImage image) {
            throw new UnsupportedOperationException("the image is never whole");
        }

        @Override
        public Segmentation segmentWithConfidence(BufferedImage image) {
            throw new UnsupportedOperationException("the image is never whole");
        }

        @Override
        public ClassNames classNames() {
            return ClassNames.of(IntStream.range(0, classes)
                    .mapToObj(label -> "class " + label)
                    .toList());
        }

        @Override
        public void close() {}
    }

    private Outcome run(Striped segmenter, Object... more) {
        Object[] arguments = Stream.concat(Stream.of(photo, "--tiles", "-o", labels), Stream.of(more))
                .toArray();
        return Outcome.of(options -> segmenter, folder, arguments);
    }

    private byte[] undisturbed(int classes) throws IOException {
        assertEquals(0, run(new Striped(classes, HEIGHT)).exitCode());
        assertNothingElseIsLeft();
        byte[] bytes = Files.readAllBytes(labels);
        Files.delete(labels);
        return bytes;
    }

    private void assertNothingElseIsLeft() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(
                    List.of(photo, labels, folder.resolve("labels.tif.aux.xml")),
                    files.sorted().toList());
        }
    }

    @Test
    void sharesAndTheFileAreTold() throws IOException {
        Outcome outcome = run(new Striped(3, HEIGHT));

        assertEquals(0, outcome.exitCode(), outcome.err().toString());
        assertTrue(outcome.out().get(1).startsWith("class "), outcome.out().toString());
        assertEquals("Labels:  " + labels, outcome.out().get(5));
        LabelMap expected = new Striped(3, HEIGHT).band(WIDTH, 0, HEIGHT);
        try (ImageRegions found = ImageRegions.open(labels)) {
            assertEquals(WIDTH, found.width());
            BufferedImage image = found.read(0, 0, WIDTH, HEIGHT);
            int[] colors = new int[3];
            for (int y = 0; y < HEIGHT; y++) {
                for (int x = 0; x < WIDTH; x++) {
                    int label = expected.labelAt(x, y);
                    colors[label] = colors[label] == 0 ? image.getRGB(x, y) : colors[label];
                    assertEquals(colors[label], image.getRGB(x, y), x + "," + y);
                }
            }
        }
        assertNothingElseIsLeft();
    }

    @ParameterizedTest
    @CsvSource({"3, 7, 7", "3, 50, 56", "300, 63, 63", "3, 0, 0"})
    void aRunThatWasStoppedGoesOn(int classes, int stoppedAt, int known) throws IOException {
        byte[] expected = undisturbed(classes);
        Outcome stopped = run(new Striped(classes, stoppedAt));

        assertEquals(1, stopped.exitCode());
        assertEquals("segment: stopped at row " + known, stopped.error());
        assertFalse(Files.exists(labels), "no half output");
        assertTrue(Files.exists(folder.resolve("labels.tif.part")));
        Striped second = new Striped(classes, HEIGHT);
        Outcome outcome = run(second);

        assertEquals(0, outcome.exitCode(), outcome.err().toString());
        assertEquals(List.of(known), second.begunAt);
        if (known > 0) {
            assertEquals(
                    "Row " + known + " of 120, from an earlier run: --force begins anew",
                    outcome.out().get(0));
        }
        assertArrayEquals(expected, Files.readAllBytes(labels));
        assertNothingElseIsLeft();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whatIsDamagedIsMadeAgain(long seed) throws IOException {
        byte[] expected = undisturbed(3);
        run(new Striped(3, 70));
        Path part = folder.resolve("labels.tif.part");
        byte[] bytes = Files.readAllBytes(part);
        Random random = new Random(seed);
        int place = random.nextInt(bytes.length);
        if (random.nextBoolean()) {
            bytes[place] ^= (byte) (1 + random.nextInt(255));
            Files.write(part, bytes);
        } else {
            Files.write(part, Arrays.copyOf(bytes, place));
        }
        Striped second = new Striped(3, HEIGHT);

        assertEquals(0, run(second).exitCode());
        assertTrue(second.begunAt.get(0) < 70 && second.begunAt.get(0) % BAND == 0, second.begunAt.toString());
        assertArrayEquals(expected, Files.readAllBytes(labels));
        assertNothingElseIsLeft();
    }

    @Test
    void whatIsOfAnotherImageOrUnwantedIsBegunAnew() throws IOException {
        run(new Striped(3, 70));
        Files.setLastModifiedTime(photo, FileTime.fromMillis(1_000_000_000_000L));
        Striped other = new Striped(3, 50);
        run(other);
        Striped forced = new Striped(3, HEIGHT);
        run(forced, "--force");

        assertEquals(List.of(0), other.begunAt);
        assertEquals(List.of(0), forced.begunAt);
        assertNothingElseIsLeft();
    }

    @Test
    void whatMakesNoSenseIsAWrongArgument() {
        assertWrong("add --tiles", photo, "-o", labels);
        assertWrong("give one file", photo, photo.resolveSibling("."), "--tiles", "-o", labels);
        assertWrong("leave --labels", photo, "--tiles", "-o", labels, "--labels", folder.resolve("l.png"));
        assertWrong(
                "leave --labels, --format, --html, --shares and --jsonl out",
                photo,
                "--tiles",
                "-o",
                labels,
                "--format",
                "jpg");
    }

    private void assertWrong(String message, Object... arguments) {
        Outcome outcome = Outcome.of(options -> new Striped(3, HEIGHT), folder, arguments);
        assertEquals(2, outcome.exitCode(), outcome.err().toString());
        assertTrue(outcome.error().contains(message), outcome.error());
    }

    @Test
    void anotherRunIsNotDisturbed() throws IOException {
        try (PartFile other = PartFile.open(labels, "of another run", false, WIDTH, HEIGHT, band -> {})) {
            Outcome outcome = run(new Striped(3, HEIGHT));
            assertEquals(1, outcome.exitCode());
            assertTrue(outcome.error().contains("is being written by another run"), outcome.error());
            assertEquals(1, run(new Striped(3, HEIGHT), "--force").exitCode());
            other.delete();
        }
        assertEquals(0, run(new Striped(3, HEIGHT)).exitCode());
        assertNothingElseIsLeft();
    }

    @Test
    void aLevelIsChosen() throws IOException {
        try (LabelTiffWriter writer = LabelTiff.palette(0, 1, 2).begin(600, 1100, photo)) {
            writer.append(new Striped(3, 0).band(600, 0, 1100));
            writer.finish();
        }
        assertEquals(0, run(new Striped(3, 1100), "--level", 1).exitCode());
        try (ImageRegions found = ImageRegions.open(labels)) {
            assertEquals(300, found.width());
            assertEquals(550, found.height());
        }
        Outcome missing = run(new Striped(3, 1100), "--level", 7);
        assertEquals(2, missing.exitCode());
        assertTrue(missing.error().contains("has levels up to 2"), missing.error());
        assertWrong("add -o with the name of a TIFF file", photo, "--tiles", "--level", "1");
    }

    @Test
    void anImageThatIsNoTiffIsRefused() throws IOException {
        Path png = folder.resolve("photo.txt");
        Files.writeString(png, "not an image");
        Outcome outcome = Outcome.of(options -> new Striped(3, HEIGHT), folder, png, "--tiles", "-o", labels);

        assertEquals(1, outcome.exitCode());
        assertTrue(outcome.error().contains(png.toString()), outcome.error());
        assertFalse(Files.exists(labels));
    }
}

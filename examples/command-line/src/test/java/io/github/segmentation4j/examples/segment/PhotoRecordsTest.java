package io.github.segmentation4j.examples.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import io.github.segmentation4j.LabelMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run over a folder tells programs: a table of shares, and lines of JSON. */
class PhotoRecordsTest {
    @TempDir
    private Path folder;

    private Path photos;
    private Path shares;
    private final FakeModels models = FakeModels.ofThreeClasses();

    @BeforeEach
    void makePhotos() throws IOException {
        photos = Files.createDirectory(folder.resolve("photos"));
        shares = folder.resolve("shares.csv");
        Pictures.write(photos.resolve("a.png"), 0, 1, 2, 1);
        Pictures.write(photos.resolve("b, \"c\".png"), 2, 2, 2, 2);
        Files.writeString(photos.resolve("d.png"), "not a photo");
        Pictures.write(photos.resolve("e.png"), 0, 0, 0, 0);
    }

    private Outcome run(Object... arguments) {
        List<Object> all = new ArrayList<>(List.of(photos, "-o", folder.resolve("out")));
        all.addAll(List.of(arguments));
        return Outcome.of(models, folder, all.toArray());
    }

    @Test
    void sharesAreATableInTheOrderOfThePhotos() throws IOException {
        assertEquals(1, run("--shares", shares).exitCode(), "one photo is none");
        List<String> lines = Files.readAllLines(shares);
        String names = String.join(
                ",", models.open(ModelOptions.of(Optional.empty())).classNames().names());

        assertEquals("photo,width,height," + names + ",error", lines.get(0));
        assertEquals(photos.resolve("a.png") + ",4,1,0.25000000,0.50000000,0.25000000,", lines.get(1));
        assertEquals("\"" + photos + "/b, \"\"c\"\".png\",4,1,0,0,1.00000000,", lines.get(2));
        assertTrue(lines.get(3).startsWith(photos.resolve("d.png") + ",,,,,,"), lines.get(3));
        assertEquals(photos.resolve("e.png") + ",4,1,1.00000000,0,0,", lines.get(4));
        assertEquals(5, lines.size());
    }

    @Test
    void whatAnEarlierRunHasDoneIsInTheTable() throws IOException {
        run("--shares", shares);
        String whole = Files.readString(shares);
        Files.delete(shares);
        Files.delete(folder.resolve("out").resolve("a" + OverlayFormat.PNG.suffix()));
        int before = models.segmented.get();

        run("--shares", shares);

        assertEquals(1, models.segmented.get() - before);
        assertEquals(whole, Files.readString(shares));
    }

    @Test
    void jpegOverlaysKnowTheirSharesToo() throws IOException {
        run("--shares", shares, "--format", "jpg");
        String whole = Files.readString(shares);
        int before = models.segmented.get();
        run("--shares", shares, "--format", "jpg");

        assertEquals(before, models.segmented.get());
        assertEquals(whole, Files.readString(shares));
    }

    @Test
    void standardOutputHasALineOfJsonForEachPhoto() throws JsonParserException {
        Outcome outcome = run("--jsonl");
        List<JsonObject> lines = new ArrayList<>();
        for (String line : outcome.out()) {
            lines.add(JsonParser.object().from(line));
        }

        assertEquals(4, lines.size(), outcome.out()::toString);
        JsonObject first = lines.get(0);
        assertEquals(photos.resolve("a.png").toString(), first.getString("photo"));
        assertEquals(4, first.getInt("width"));
        assertEquals(
                folder.resolve("out").resolve("a" + OverlayFormat.PNG.suffix()).toString(), first.getString("overlay"));
        JsonObject count = first.getArray("classes").getObject(1);
        assertEquals(1, count.getInt("label"));
        assertEquals(2, count.getInt("pixels"));
        assertEquals(0.5, count.getDouble("share"));
        assertTrue(
                lines.get(2).getString("error").contains("d.png"), outcome.out().get(2));
        assertEquals(false, first.getBoolean("earlier"));

        List<String> second = run("--jsonl").out();
        assertEquals(4, second.size(), second::toString);
        assertEquals(true, JsonParser.object().from(second.get(0)).getBoolean("earlier"));
    }

    @Test
    void aTableThatCannotBeWrittenIsSaidBeforeAnythingIsDone() {
        Outcome outcome = run("--shares", photos);
        assertEquals(1, outcome.exitCode());
        assertTrue(outcome.error().contains("it is a folder"), outcome.error());
        assertEquals(0, models.segmented.get());
    }

    @Test
    void onePhotoHasThemToo() throws IOException {
        Outcome outcome = Outcome.of(
                models,
                folder,
                photos.resolve("a.png"),
                "-o",
                folder.resolve("a-overlay.png"),
                "--jsonl",
                "--shares",
                shares);
        assertEquals(0, outcome.exitCode(), outcome.err()::toString);
        assertEquals(1, outcome.out().size());
        assertEquals(2, Files.readAllLines(shares).size());
    }

    @Test
    void aTallyIsReadAsItWasWritten() {
        Tally tally = Tally.of(LabelMap.copyOf(3, 2, new short[] {0, 700, 700, 0, 3, 0}));
        assertEquals("3x2,0:3,3:1,700:2", tally.text());
        assertEquals(Optional.of(tally), Tally.parse(tally.text()));
        assertEquals(Optional.empty(), Tally.parse("3x"));
        assertEquals(Optional.empty(), Tally.parse("3x2,0"));
        assertEquals(Optional.empty(), Tally.parse(""));
    }
}

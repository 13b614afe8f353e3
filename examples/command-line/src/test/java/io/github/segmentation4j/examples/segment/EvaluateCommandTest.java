package io.github.segmentation4j.examples.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.Photos;
import io.github.segmentation4j.Segmenter;
import io.github.segmentation4j.codec.LabelFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateCommandTest {
    private static final List<String> NAMES = List.of("a", "b", "c", "d");

    @TempDir
    private Path folder;

    private Path truth;
    private Path predictions;

    @BeforeEach
    void copyThePairs() throws IOException {
        truth = Files.createDirectory(folder.resolve("truth"));
        predictions = Files.createDirectory(folder.resolve("predictions"));
        for (String kind : List.of("truth", "predictions")) {
            for (String name : NAMES) {
                try (InputStream in = getClass().getResourceAsStream("/evaluate/" + kind + "/" + name + ".png")) {
                    Files.copy(in, folder.resolve(kind).resolve(name + ".png"));
                }
            }
        }
    }

    private Outcome run(Object... arguments) {
        return Outcome.of(new OnnxModels(), folder, arguments);
    }

    /** The figures that evaluate/figures.py printed: id, true pixels, IoU, Dice, precision, recall. */
    private List<String> figuresOfNumPy() throws IOException {
        try (InputStream in = getClass().getResourceAsStream("/evaluate/figures.csv")) {
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }

    @Test
    void theFiguresAreThoseOfNumPy() throws IOException, JsonParserException {
        Path csv = folder.resolve("scores.csv");
        Path json = folder.resolve("scores.json");

        Outcome outcome =
                run("evaluate", "--predictions", "--ignore", 255, "--csv", csv, "--json", json, predictions, truth);

        assertEquals(List.of(), outcome.err());
        assertEquals(0, outcome.exitCode());
        List<String> lines = Files.readAllLines(csv);
        assertEquals("id,class,true_pixels,iou,dice,precision,recall", lines.get(0));
        List<String> expected = figuresOfNumPy();
        assertEquals(expected.size(), lines.size() - 1);
        JsonObject scores = JsonParser.object().from(Files.readString(json));
        JsonArray classes = scores.getArray("classes");
        double sum = 0;
        for (int row = 0; row < expected.size(); row++) {
            String[] figures = expected.get(row).split(",", -1);
            String[] ours = lines.get(row + 1).split(",", -1);
            assertEquals(figures[0], ours[0]);
            assertEquals("class " + figures[0], ours[1]);
            assertEquals(figures[1], ours[2]);
            for (int i = 2; i < figures.length; i++) {
                assertEquals(number(figures[i]), number(ours[i + 1]), "score " + i + " of " + figures[0]);
            }
            assertEquals(number(figures[2]), classes.getObject(row).getDouble("iou"));
            sum += number(figures[2]);
        }
        assertEquals(sum / expected.size(), scores.getDouble("mean_iou"), 1e-15);
        assertEquals(4, scores.getArray("by_image").size());
    }

    private static double number(String text) {
        return text.isEmpty() ? Double.NaN : Double.parseDouble(text);
    }

    @Test
    void aModelIsScoredByWhatItFinds() throws IOException {
        Path photos = Files.createDirectory(folder.resolve("photos"));
        try (InputStream photo = Resources.open("astronaut.png")) {
            Files.copy(photo, photos.resolve("astronaut.png"));
        }
        try (Segmenter segmenter = new OnnxModels().open(ModelOptions.of(java.util.Optional.empty()))) {
            LabelMap labels = segmenter.segment(Photos.read(photos.resolve("astronaut.png")));
            LabelFormat.png().write(labels, truth.resolve("astronaut.png"));
        }
        Path page = folder.resolve("page.html");

        Outcome outcome = run("evaluate", "--html", page, photos, truth);

        assertEquals(List.of(), outcome.err());
        assertEquals(0, outcome.exitCode());
        assertTrue(outcome.out().contains("mean IoU                 100.00 %"), outcome.out()::toString);
        String html = Files.readString(page);
        assertTrue(html.contains("astronaut.png"));
        assertFalse(html.contains("http"));
    }

    @Test
    void whatCannotBeScoredIsNamedAndTheRestIsScored() throws IOException {
        Files.delete(truth.resolve("a.png"));
        LabelFormat.png().write(LabelMap.copyOf(1, 1, new int[] {0}), truth.resolve("b.png"));

        Outcome outcome = run("evaluate", "--predictions", "--ignore", 255, predictions, truth);

        assertEquals(1, outcome.exitCode());
        List<String> err = new ArrayList<>(outcome.err());
        assertEquals(2, err.size());
        assertEquals(
                "segment: There is no file " + truth.resolve("a.png") + " with the true labels of "
                        + predictions.resolve("a.png"),
                err.get(0));
        assertTrue(err.get(1).contains("The truth is 1x1 and the prediction is 64x48"), err::toString);
        assertTrue(outcome.out().get(0).startsWith("class"));
    }

    @Test
    void aModelAndPredictionsExcludeEachOther() {
        assertEquals(
                2,
                run("evaluate", "--predictions", "--model", truth, predictions, truth)
                        .exitCode());
    }
}

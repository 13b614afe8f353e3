package io.github.segmentation4j.examples.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.model.SizeRule;
import io.github.segmentation4j.model.file.ModelFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands beside the main one, on the demonstration network with and without the files that describe it. */
class SubCommandsTest {
    private static final String DESCRIBED = """
            {
              "version": 1,
              "input": {"size": {"width": 64, "height": 48}, "normalization": "plus_minus_one"}
            }
            """;

    @TempDir
    private Path folder;

    private Path bare;
    private Path photo;

    @BeforeEach
    void copyTheNetwork() throws IOException {
        bare = copy("demo-model/model.onnx", "bare.onnx");
        photo = copy("astronaut.png", "astronaut.png");
    }

    private Path copy(String resource, String name) throws IOException {
        Path file = folder.resolve(name);
        try (InputStream stream = Resources.open(resource)) {
            Files.copy(stream, file);
        }
        return file;
    }

    private Outcome run(Object... arguments) {
        return Outcome.of(new OnnxModels(), folder, arguments);
    }

    private Path described() throws IOException {
        Files.writeString(folder.resolve("bare.segmentation.json"), DESCRIBED);
        return bare;
    }

    @Test
    void inspectSaysThatAModelIsComplete() throws IOException {
        Outcome outcome = run("inspect", described());

        assertEquals(0, outcome.exitCode());
        assertEquals(bare + " runs as it is", outcome.out().get(0));
        String table = String.join("\n", outcome.out());
        assertTrue(table.matches("(?s).*\\nsize +fixed 64x48\\n +from bare\\.segmentation\\.json.*"), table);
        assertTrue(table.matches("(?s).*\\nlayout +NCHW\\n +from the graph.*"), table);
        assertFalse(table.contains("Missing"), table);
        assertEquals(List.of(), outcome.err());
    }

    @Test
    void inspectDraftsTheSideCarThatIsMissing() throws IOException {
        Outcome outcome = run("inspect", bare);

        assertEquals(1, outcome.exitCode());
        assertEquals(
                bare + " needs 3 settings: input.size, input.mean, input.std",
                outcome.out().get(0));
        int saved =
                outcome.out().indexOf("Fill this in and save it as " + folder.resolve("bare.segmentation.json") + ":");
        assertTrue(saved > 0, outcome.out()::toString);
        int end = outcome.out().lastIndexOf("}");
        String draft = String.join("\n", outcome.out().subList(saved + 1, end + 1));
        assertTrue(outcome.out().get(end + 2).endsWith("--probe PHOTO... tries the common ones"));
        assertThrows(InvalidModelException.class, () -> read(draft), "blanks are not values");

        String filled = draft.replace("\"PIXELS\"", "64").replace("imagenet, plus_minus_one, unit or none", "unit");
        assertEquals(
                SizeRule.shortEdge(64),
                ModelFiles.readSideCar(stream(filled)).size().orElseThrow());
        Files.writeString(folder.resolve("bare.segmentation.json"), filled);
        assertEquals(0, run("inspect", bare).exitCode());
    }

    private static void read(String json) {
        ModelFiles.readSideCar(stream(json));
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void inspectProbesConventionsAndWritesTheSuggestion() throws IOException {
        Path sheet = folder.resolve("sheet.png");
        Path sideCar = folder.resolve("suggested.json");
        Outcome outcome =
                run("inspect", bare, "--size", "64x64", "--probe", photo, "--sheet", sheet, "--write", sideCar);

        assertEquals(0, outcome.exitCode(), outcome.err()::toString);
        assertTrue(outcome.out().stream().anyMatch(line -> line.startsWith("Suggested: ")), outcome.out()::toString);
        assertTrue(ImageIO.read(sheet.toFile()).getHeight() > 100);
        assertEquals(0, run("inspect", bare, "--spec", sideCar).exitCode());
        assertEquals(2, run("inspect", bare, "--write", sideCar).exitCode());
        assertEquals(
                1, run("inspect", bare, "--probe", folder.resolve("none.jpg")).exitCode());
    }

    @Test
    void inspectPrintsJson() throws IOException, JsonParserException {
        Outcome outcome = run("inspect", bare, "--size", "64x64", "--json");

        assertEquals(1, outcome.exitCode());
        JsonObject object = JsonParser.object().from(String.join("\n", outcome.out()));
        assertEquals(bare.toString(), object.getString("model"));
        assertFalse(object.getBoolean("complete"));
        assertEquals(2, object.getArray("missing").size());
        assertEquals("input.mean", object.getArray("missing").getObject(0).getString("side_car_key"));
        assertEquals("mean", object.getArray("missing").getObject(0).getString("builder_call"));
        assertTrue(object.getArray("decisions").size() > 5);
        assertEquals("input", object.getArray("decisions").getObject(0).getString("subject"));
    }

    @Test
    void aSideCarMayLieElsewhere() throws IOException {
        Path spec = Files.writeString(folder.resolve("elsewhere.json"), DESCRIBED);

        Outcome outcome = run("inspect", bare, "--spec", spec, "--classes", "a,b,c,d,e,f");
        assertEquals(0, outcome.exitCode());
        assertTrue(
                outcome.out().stream().anyMatch(line -> line.strip().equals("from --spec")), outcome.out()::toString);
        assertTrue(
                outcome.out().stream().anyMatch(line -> line.strip().equals("from the command line")),
                outcome.out()::toString);
        assertEquals(1, run("inspect", bare).exitCode());
        assertEquals(0, run(photo, "--model", bare, "--spec", spec).exitCode());
        assertEquals(
                1, run("inspect", bare, "--spec", folder.resolve("gone.json")).exitCode());
    }

    @Test
    void aFolderIsAModelToo() throws IOException {
        described();

        assertEquals(0, run("inspect", folder).exitCode());
        assertEquals(0, run(photo, "--model", folder).exitCode());
        assertEquals(1, run("inspect", folder, "--variant", "fp16").exitCode());
        Files.copy(bare, folder.resolve("bare_fp16.onnx"));
        assertEquals(1, run("inspect", folder).exitCode());
        assertEquals(
                folder.resolve("bare_fp16.onnx") + " needs 3 settings: input.size, input.mean, input.std",
                run("inspect", folder, "--variant", "fp16").out().get(0));
    }

    @Test
    void aModelThatSaysTooLittleIsRefusedInWordsOfTheCommandLine() {
        String error = run(photo, "--model", bare).error();

        assertTrue(error.startsWith("segment: " + bare + " says too little of itself; missing is the size"), error);
        assertTrue(
                error.contains(
                        "write input.size, input.mean, input.std to " + folder.resolve("bare.segmentation.json")),
                error);
        assertTrue(error.endsWith("which segment inspect " + bare + " drafts"), error);
        assertFalse(error.contains("OnnxSegmenter"), error);
    }

    @Test
    void whatIsWrittenAgreesWithItself() throws IOException {
        described();
        Path in = folder.resolve("in.npy");
        Path out = folder.resolve("out.npy");
        Path labels = folder.resolve("labels.png");

        assertEquals(
                List.of("Input: " + in),
                run("tensor", photo, "--model", bare, "-o", in).out());
        assertEquals(
                List.of("Scores: " + out),
                run("scores", photo, "--model", bare, "-o", out).out());
        assertEquals(0, run(photo, "--model", bare, "--labels", labels).exitCode());
        Outcome outcome =
                run("verify", "--model", bare, "--photo", photo, "--input", in, "--scores", out, "--labels", labels);

        assertEquals(0, outcome.exitCode());
        assertEquals("Both runs agree.", outcome.out().get(0));
        assertEquals(
                List.of("input     equal", "scores    equal", "labels    equal"),
                outcome.out().stream()
                        .filter(line -> line.matches("(input|scores|labels) .*"))
                        .toList());
    }

    @Test
    void verifyNamesTheStepAndTheCause() throws IOException {
        described();
        Path in = folder.resolve("in.npy");
        Path other = Files.writeString(
                folder.resolve("other.json"),
                DESCRIBED.replace("\"normalization\"", "\"channel_order\": \"BGR\", \"normalization\""));
        run("tensor", photo, "--model", bare, "--spec", other, "-o", in);

        Outcome outcome = run("verify", "--model", bare, "--photo", photo, "--input", in);

        assertEquals(1, outcome.exitCode());
        assertEquals(
                "The first difference is in the input: swapped channels: BGR where ours are RGB; with that, both inputs"
                        + " are equal",
                outcome.out().get(0));
        assertEquals(List.of(), outcome.err());
    }

    @Test
    void theDemonstrationNetworkServesThemToo() {
        Path in = folder.resolve("in.npy");

        assertEquals(0, run("tensor", photo, "-o", in).exitCode());
        assertEquals(0, run("verify", "--photo", photo, "--input", in).exitCode());
    }

    @Test
    void outputsAreWrittenWholeOrNotAtAll() throws IOException {
        Path blocked = Files.createDirectory(folder.resolve("blocked.npy"));

        assertEquals(
                "segment: " + blocked + " cannot be written: it is a folder",
                run("tensor", photo, "-o", blocked).error());
        Path in = folder.resolve("in.npy");
        assertEquals(1, run("tensor", folder.resolve("gone.png"), "-o", in).exitCode());
        assertFalse(Files.exists(in));
        assertEquals(List.of(), run("tensor", photo, "-o", in, "--quiet").out());
        assertTrue(Files.exists(in));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "inspect",
                "tensor p.png",
                "scores p.png",
                "verify",
                "verify --photo p.png",
                "inspect a b",
                "tensor p.png -o x.npy --preset fcn_resnet50"
            })
    void wrongUsageIsOneLineThatNamesTheCommand(String arguments) {
        Outcome outcome = run((Object[]) arguments.split(" "));

        assertEquals(2, outcome.exitCode());
        assertTrue(outcome.error().startsWith("segment: "), outcome.error());
        assertEquals(List.of(), outcome.out());
    }

    @Test
    void theHelpListsTheCommandsAndEachHasItsOwn() {
        List<String> help = run("--help").out();
        for (String command : List.of("inspect", "tensor", "scores", "verify")) {
            assertTrue(help.stream().anyMatch(line -> line.startsWith("  " + command + " ")), help::toString);
            Outcome own = run(command, "--help");
            assertEquals(0, own.exitCode());
            assertTrue(
                    own.out().get(0).startsWith("Usage: segment " + command + " "),
                    own.out().get(0));
        }
        assertTrue(run("tensor", "p.png").error().endsWith("segment tensor --help lists the options"));
    }

    @Test
    void aPhotoMayBeCalledLikeACommand() throws IOException {
        Path named = Files.copy(photo, folder.resolve("inspect"));
        FakeModels models = new FakeModels(ClassNames.of("a", "b"), 0);

        assertEquals(0, Outcome.of(models, folder, named).exitCode());
        assertTrue(Files.exists(folder.resolve("inspect-overlay.png")));
        Outcome second = Outcome.of(models, folder, photo, "tensor");
        assertTrue(second.error().contains("There is no file tensor"), second.error());
    }
}

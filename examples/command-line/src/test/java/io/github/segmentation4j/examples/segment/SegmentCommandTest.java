package io.github.segmentation4j.examples.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.model.ModelSpec;
import io.github.segmentation4j.model.Placement;
import io.github.segmentation4j.model.Preset;
import io.github.segmentation4j.model.ProcessorBackend;
import io.github.segmentation4j.model.SizeRule;
import io.github.segmentation4j.overlay.Palette;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the options do, and what is printed where. */
class SegmentCommandTest {
    @TempDir
    private Path folder;

    private final FakeModels models = FakeModels.ofThreeClasses();

    private Outcome run(Object... arguments) {
        return Outcome.of(models, folder, arguments);
    }

    @Test
    void writesTheOverlayBesideThePhotoAndPrintsAShareTable() throws IOException {
        Path photo = Pictures.write(folder.resolve("pets.png"), 0, 0, 0, 0, 0, 2, 2, 1);

        Outcome outcome = run(photo);

        assertEquals(0, outcome.exitCode());
        assertEquals(List.of(), outcome.err());
        Palette palette = Palette.colorBlindSafe(3);
        assertEquals(
                List.of(
                        "class         share  color",
                        "background   62.5 %  not drawn",
                        String.format("dog          25.0 %%  #%06x", palette.rgb(2)),
                        String.format("cat          12.5 %%  #%06x", palette.rgb(1)),
                        "",
                        "Overlay: " + folder.resolve("pets-overlay.png")),
                outcome.out());
        assertEquals(8, Pictures.read(folder.resolve("pets-overlay.png")).getWidth());
        assertEquals(1, models.closed);
    }

    @Test
    void takesTheBundledPhotoWhenNoneIsNamed() throws IOException {
        FakeModels manyClasses = new FakeModels(classes(256), 1);

        Outcome outcome = Outcome.of(manyClasses, folder);

        assertEquals(0, outcome.exitCode());
        Path overlay = folder.resolve("astronaut-overlay.png");
        assertEquals("Overlay: " + overlay, outcome.out().get(outcome.out().size() - 1));
        assertEquals(512, Pictures.read(overlay).getWidth());
    }

    @Test
    void leavesTheBackgroundUntouched() throws IOException {
        Path photo = Pictures.write(folder.resolve("pets.png"), 0, 1, 2);
        Palette palette = Palette.of(0x000000, 0x800000, 0x008000);

        assertEquals(0, run(photo, "--palette", "pascal_voc", "--alpha", "1").exitCode());

        Path overlay = folder.resolve("pets-overlay.png");
        assertEquals(0x000000, Pictures.rgb(overlay, 0));
        assertEquals(palette.rgb(1), Pictures.rgb(overlay, 1));
        assertEquals(palette.rgb(2), Pictures.rgb(overlay, 2));
    }

    @Test
    void drawsAFirstClassThatIsNoBackground() throws IOException {
        Path photo = Pictures.write(folder.resolve("street.png"), 0);
        FakeModels streets = new FakeModels(ClassNames.cityscapes(), 1);

        assertEquals(0, Outcome.of(streets, folder, photo, "--alpha", "1").exitCode());

        assertEquals(Palette.cityscapes().rgb(0), Pictures.rgb(folder.resolve("street-overlay.png"), 0));
    }

    @ParameterizedTest
    @CsvSource({"0, 0x010000", "1, 0x800000", "0.5, 0x410000"})
    void blendsWithTheOpacityGiven(String alpha, String expected) throws IOException {
        Path photo = Pictures.write(folder.resolve("pets.png"), 1);

        run(photo, "--palette", "pascal_voc", "--alpha", alpha);

        assertEquals(Integer.decode(expected), Pictures.rgb(folder.resolve("pets-overlay.png"), 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dog", "Dog", "2"})
    void drawsOnlyTheClassesToShow(String dog) throws IOException {
        Path photo = Pictures.write(folder.resolve("pets.png"), 0, 1, 2);

        assertEquals(
                0,
                run(photo, "--palette", "pascal_voc", "--alpha", "1", "--show", dog)
                        .exitCode());

        Path overlay = folder.resolve("pets-overlay.png");
        assertEquals(0x010000, Pictures.rgb(overlay, 1));
        assertEquals(0x008000, Pictures.rgb(overlay, 2));
    }

    @Test
    void showsTheBackgroundWhenAskedTo() throws IOException {
        Path photo = Pictures.write(folder.resolve("pets.png"), 0, 1);

        Outcome outcome = run(photo, "--palette", "generated", "--alpha", "1", "--show", "background,cat");

        assertEquals(Palette.generated(3).rgb(0), Pictures.rgb(folder.resolve("pets-overlay.png"), 0));
        assertFalse(outcome.out().toString().contains("not drawn"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"horse", "3", "-1", "cat,horse", ""})
    void refusesToShowAClassThatTheModelDoesNotHave(String shown) throws IOException {
        Path photo = Pictures.write(folder.resolve("pets.png"), 0);

        Outcome outcome = run(photo, "--show=" + shown);

        assertEquals(2, outcome.exitCode());
        assertTrue(
                outcome.error()
                        .endsWith(" is not a class of the model: choose from background, cat, dog, or ids from 0 to 2"),
                outcome.error());
        assertFalse(Files.exists(folder.resolve("pets-overlay.png")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pascal_voc", "cityscapes", "ade20k", "generated", "color-blind-safe"})
    void knowsThePalettesByName(String palette) throws IOException {
        Path photo = Pictures.write(folder.resolve("pets.png"), 0);

        assertEquals(0, run(photo, "--palette", palette).exitCode());
    }

    @Test
    void refusesAPaletteThatIsTooSmall() throws IOException {
        Path photo = Pictures.write(folder.resolve("pets.png"), 0);
        FakeModels twenty = new FakeModels(classes(20), 1);

        Outcome outcome = Outcome.of(twenty, folder, photo, "--palette", "cityscapes");

        assertEquals(2, outcome.exitCode());
        assertEquals(
                "segment: --palette cityscapes has 19 colors, but the model has 20 classes: choose generated",
                outcome.error());
    }

    @Test
    void writesLabelsOfEightBitsForUpTo256Classes() throws IOException {
        Path photo = Pictures.write(folder.resolve("pets.png"), 0, 7, 255);
        FakeModels most = new FakeModels(classes(256), 1);

        Outcome outcome = Outcome.of(most, folder, photo, "--labels", folder.resolve("ids.png"));

        assertEquals(0, outcome.exitCode());
        assertEquals(
                "Labels:  " + folder.resolve("ids.png"),
                outcome.out().get(outcome.out().size() - 1));
        var labels = Pictures.read(folder.resolve("ids.png"));
        assertEquals(8, labels.getColorModel().getPixelSize());
        assertEquals(255, labels.getRaster().getSample(2, 0, 0));
        assertEquals(7, labels.getRaster().getSample(1, 0, 0));
    }

    @Test
    void writesLabelsOfSixteenBitsForMoreClassesEvenWhereTheIdsAreSmall() throws IOException {
        Path small = Pictures.write(folder.resolve("small.png"), 0, 1);
        Path large = Pictures.write(folder.resolve("large.png"), 0, 255);
        FakeModels most = new FakeModels(classes(65_536), 257);

        assertEquals(
                0,
                Outcome.of(most, folder, small, large, "-o", folder, "--labels", folder)
                        .exitCode());

        var ofSmall = Pictures.read(folder.resolve("small-labels.png"));
        var ofLarge = Pictures.read(folder.resolve("large-labels.png"));
        assertEquals(16, ofSmall.getColorModel().getPixelSize());
        assertEquals(16, ofLarge.getColorModel().getPixelSize());
        assertEquals(257, ofSmall.getRaster().getSample(1, 0, 0));
        assertEquals(65_535, ofLarge.getRaster().getSample(1, 0, 0));
    }

    @Test
    void printsOneLineForEachOfSeveralPhotos() throws IOException {
        Path one = Pictures.write(folder.resolve("one.png"), 0, 0, 0, 1);
        Path three = Pictures.write(folder.resolve("three.png"), 2);

        Outcome outcome = run(one, three);

        assertEquals(0, outcome.exitCode());
        assertEquals(
                List.of(
                        one + "    background 75.0 %, cat 25.0 %",
                        three + "  dog 100.0 %",
                        "",
                        "Overlays: beside the photos"),
                outcome.out());
        assertEquals(List.of(), outcome.err(), "no progress bar, since standard error is not a terminal");
        assertEquals(1, models.opened.size(), "the model is opened once");
    }

    @Test
    void drawsAProgressBarOnATerminalOnly() throws IOException {
        Path one = Pictures.write(folder.resolve("one.png"), 0);
        Path two = Pictures.write(folder.resolve("two.png"), 0);

        assertTrue(Outcome.onTerminal(models, folder, one, two).err().toString().contains("photos 100%"));
        assertEquals(
                List.of(),
                Outcome.onTerminal(models, folder, one, two, "--quiet").err());
        assertEquals(List.of(), Outcome.onTerminal(models, folder, one).err(), "one photo needs none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-q", "--quiet"})
    void printsNothingWhenQuiet(String option) throws IOException {
        Path photo = Pictures.write(folder.resolve("pets.png"), 0);

        assertEquals(new Outcome(0, List.of(), List.of()), run(photo, option));
        assertTrue(Files.exists(folder.resolve("pets-overlay.png")));
    }

    @Test
    void tellsHowLongEachStepTakesWhenVerbose() throws IOException {
        Path photo = Pictures.write(folder.resolve("pets.png"), 0);

        Outcome outcome = run(photo, "--verbose");

        assertEquals(2, outcome.err().size());
        assertTrue(outcome.err().get(1).startsWith("segment: " + photo + ": 1x1, read in "));
    }

    @Test
    void handsTheModelsOptionsOn() throws IOException {
        Path photo = Pictures.write(folder.resolve("pets.png"), 0);

        Path spec = Files.writeString(folder.resolve("spec.json"), "{\"version\": 1, \"input\": {\"name\": \"x\"}}");

        run(photo);
        run(
                photo,
                "--model",
                "m.onnx",
                "--preset",
                "deeplabv3_resnet50",
                "--size",
                "640x480",
                "--classes",
                "a, b ,c",
                "--spec",
                spec,
                "--variant",
                "fp16",
                "--processor",
                "pil",
                "--placement",
                "stretched");

        assertEquals(
                List.of(
                        ModelOptions.of(Optional.empty()),
                        new ModelOptions(
                                Optional.of(Path.of("m.onnx")),
                                Optional.of(Preset.DEEPLABV3_RESNET50),
                                Optional.of(ModelSpec.builder().input("x").build()),
                                Optional.of("fp16"),
                                Optional.of(ProcessorBackend.PIL),
                                Optional.of(Placement.STRETCHED),
                                Optional.of(SizeRule.fixed(640, 480)),
                                Optional.of(ClassNames.of("a", "b", "c")),
                                Optional.empty(),
                                false)),
                models.opened);
    }

    @Test
    void printsHelpAndVersionOnStandardOutput() {
        Outcome help = run("--help");
        Outcome version = run("--version");

        assertEquals(0, help.exitCode());
        assertEquals(List.of(), help.err());
        String options = String.join(" ", help.out()).replaceAll("\\s+", " ");
        for (Preset preset : Preset.values()) {
            assertTrue(options.contains(" " + preset.key()), preset.key());
        }
        for (String option : List.of(
                "--output",
                "--format",
                "--labels",
                "--alpha",
                "--palette",
                "--show",
                "--model",
                "--preset",
                "--size",
                "--classes",
                "--quiet",
                "--verbose",
                "--help",
                "--version")) {
            assertTrue(help.out().toString().contains(option), option);
        }
        assertEquals(0, version.exitCode());
        assertTrue(
                version.out().get(0).matches("segment \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?"),
                version.out().get(0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--colour              | Unknown option: '--colour'",
                "--alpha=2             | \"2\" is not an opacity: give a number from 0",
                "--alpha=NaN           | \"NaN\" is not an opacity",
                "--alpha=half          | \"half\" is not an opacity",
                "--size=0              | \"0\" is not a size: give a short edge in pixels (520)",
                "--size=99999999999    | \"99999999999\" is not a size",
                "--size=640x           | \"640x\" is not a size",
                "--size=big            | \"big\" is not a size",
                "--palette=gray        | choose one of pascal_voc, cityscapes, ade20k, generated, color-blind-safe",
                "--preset=resnet18     | choose one of fcn_resnet50, fcn_resnet101, deeplabv3_resnet50",
                "--preset=fcn_resnet50 | --preset says how a model is run: name its file with --model",
                "--spec=spec.json      | --spec says how a model is run: name its file with --model",
                "--processor=pillow    | choose pil or torchvision",
                "--processor=pil       | --processor says how a model is fed: name its file with --model",
                "--placement=centre    | choose in-place or stretched",
                "--placement=stretched | --placement says how a model's result is read: name its file with --model",
                "--variant=fp16        | --variant chooses among the models of a folder: name its file with --model",
                "--model=              | the path is empty",
                "--output              | Missing required parameter",
                "--classes=a,a         | both named \"a\"",
            })
    void refusesWrongUsageInOneLine(String argument, String expected) {
        Outcome outcome = run(argument.strip());

        assertEquals(2, outcome.exitCode());
        assertTrue(outcome.error().startsWith("segment: "), outcome.error());
        assertTrue(outcome.error().contains(expected), outcome.error());
        assertEquals(List.of(), outcome.out());
        assertEquals(List.of(), models.opened);
    }

    @Test
    void takesAnArgumentWithAnAtSignForAPhoto() throws IOException {
        Path photo = Pictures.write(folder.resolve("@home.png"), 0);

        assertEquals(0, run(photo).exitCode());
    }

    private static ClassNames classes(int count) {
        return ClassNames.of(Stream.iterate(0, i -> i + 1)
                .limit(count)
                .map(i -> "class " + i)
                .toList());
    }
}

package io.github.segmentation4j.examples.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.Segmenter;
import io.github.segmentation4j.onnx.OnnxSegmenter;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole program with the network and the photo that travel with it. */
class DemonstrationTest {
    private static final String SIX_NAMES = "a,b,c,d,e,f";

    @TempDir
    private Path folder;

    private final OnnxModels models = new OnnxModels();

    private Outcome run(Object... arguments) {
        return Outcome.of(models, folder, arguments);
    }

    /** The shares that the network's Python reference gives for the photo: Pillow, PyTorch's formula, argmax. */
    @Test
    void findsTheAstronautAsThePythonReferenceDoes() throws IOException {
        assertEquals(0, run("--labels", folder.resolve("labels.png")).exitCode());

        BufferedImage labels = Pictures.read(folder.resolve("labels.png"));
        assertEquals(512, labels.getWidth());
        assertEquals(512, labels.getHeight());
        double[] shares = new double[6];
        for (int y = 0; y < 512; y++) {
            for (int x = 0; x < 512; x++) {
                shares[labels.getRaster().getSample(x, y, 0)] += 1 / (512.0 * 512.0);
            }
        }
        double tolerance = 0.01;
        assertEquals(0.568, shares[0], tolerance, "background");
        assertEquals(0.035, shares[1], tolerance, "skin");
        assertEquals(0.037, shares[2], tolerance, "hair");
        assertEquals(0.358, shares[3], tolerance, "clothes");
    }

    @Test
    void colorsTheFaceAndLeavesTheWallAsItIs() throws IOException {
        assertEquals(0, run().exitCode());

        BufferedImage photo;
        try (var stream = Resources.open("astronaut.png")) {
            photo = ImageIO.read(stream);
        }
        BufferedImage overlay = Pictures.read(folder.resolve("astronaut-overlay.png"));
        assertEquals(photo.getRGB(350, 60), overlay.getRGB(350, 60), "the wall");
        assertTrue(photo.getRGB(220, 120) != overlay.getRGB(220, 120), "the face");
    }

    @ParameterizedTest
    @ValueSource(strings = {"256", "320x256", "none"})
    void keepsThePhotosSizeWhateverTheNetworkSees(String size) throws IOException {
        assertEquals(0, run("--size", size).exitCode());

        assertEquals(512, Pictures.read(folder.resolve("astronaut-overlay.png")).getWidth());
    }

    @Test
    void takesOtherNamesForTheClasses() {
        Outcome outcome = run("--classes", SIX_NAMES, "--show", "d");

        assertEquals(0, outcome.exitCode());
        assertTrue(
                outcome.out().get(1).startsWith("a       56.8 %  not drawn"),
                outcome.out().get(1));
    }

    @Test
    void refusesAWrongNumberOfNames() {
        Outcome outcome = run("--classes", "a,b");

        assertEquals(2, outcome.exitCode());
        assertEquals(
                "segment: --classes gives 2 names, but the model has 6 classes: give one name for each (its own are"
                        + " background, skin, hair, clothes, footwear, bag)",
                outcome.error());
    }

    @Test
    void runsAModelFromAFileAsItsSideCarsSay() throws IOException {
        Path model = copyDemonstration();

        try (Segmenter segmenter = models.open(ModelOptions.of(Optional.of(model)))) {
            assertEquals(
                    ClassNames.of("background", "skin", "hair", "clothes", "footwear", "bag"), segmenter.classNames());
            assertTrue(segmenter instanceof OnnxSegmenter);
        }
        assertEquals(run().out(), run("--model", model).out());
    }

    @Test
    void saysWhatIsWrongWithAModel() throws IOException {
        Path missing = folder.resolve("gone.onnx");
        Path empty = Files.createFile(folder.resolve("empty.onnx"));
        Path text = Files.writeString(folder.resolve("text.onnx"), "This is not a model.\n");
        Path whole = copyDemonstration();
        byte[] bytes = Files.readAllBytes(whole);
        Path half = Files.write(folder.resolve("half.onnx"), Arrays.copyOf(bytes, bytes.length / 2));

        for (Path model : List.of(missing, empty, text, half, folder)) {
            Outcome outcome = run("--model", model, "--classes", SIX_NAMES);

            assertEquals(1, outcome.exitCode());
            assertTrue(outcome.error().startsWith("segment: "), outcome.error());
            assertTrue(outcome.error().contains(model.toString()), outcome.error());
        }
    }

    @Test
    void refusesAPresetThatDoesNotFitTheModel() throws IOException {
        Outcome outcome = run("--model", copyDemonstration(), "--preset", "fcn_resnet50");

        assertEquals(1, outcome.exitCode());
        assertTrue(outcome.error().contains("gives 21 class names"), outcome.error());
    }

    private Path copyDemonstration() throws IOException {
        Path copy = Files.createDirectories(folder.resolve("model"));
        for (String name : List.of("model.onnx", "config.json", "preprocessor_config.json")) {
            try (var stream = Resources.open("demo-model/" + name)) {
                Files.write(copy.resolve(name), stream.readAllBytes());
            }
        }
        return copy.resolve("model.onnx");
    }
}

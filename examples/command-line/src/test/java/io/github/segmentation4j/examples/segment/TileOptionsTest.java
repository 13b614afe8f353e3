package io.github.segmentation4j.examples.segment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.model.Tiles;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the options of tiles say to the network, and what a run with them gives. */
class TileOptionsTest {
    @TempDir
    private Path folder;

    private final FakeModels models = FakeModels.ofThreeClasses();
    private Path photo = Path.of("");

    @BeforeEach
    void write() throws IOException {
        photo = folder.resolve("photo.png");
        ImageIO.write(new BufferedImage(60, 40, BufferedImage.TYPE_INT_RGB), "png", photo.toFile());
    }

    private Optional<Tiles> opened(Object... options) {
        Object[] arguments = new Object[options.length + 1];
        arguments[0] = photo;
        System.arraycopy(options, 0, arguments, 1, options.length);
        assertEquals(0, Outcome.of(models, folder, arguments).exitCode());
        return models.opened.get(models.opened.size() - 1).tiles();
    }

    @Test
    void optionsSayHowAPhotoIsCut() {
        assertEquals(Optional.empty(), opened());
        assertEquals(Optional.of(Tiles.create()), opened("--tiles"));
        assertEquals(Optional.of(Tiles.create()), opened("--tiles", "--halo", "auto"));
        assertEquals(
                Optional.of(Tiles.create().withSize(512).withHalo(0)),
                opened("--tiles", "--tile-size", "512", "--halo", "0"));
        assertEquals(Optional.of(Tiles.create()), opened("--tiles", "--blend", "none"));
        assertEquals(Optional.of(Tiles.create().withConstantBlend(0.25)), opened("--tiles", "--blend", "constant"));
        assertEquals(
                Optional.of(Tiles.create().withSize(512).withGaussianBlend(0.5)),
                opened("--tiles", "--tile-size", "512", "--blend", "gaussian", "--overlap", "0.5"));
    }

    @ParameterizedTest
    @CsvSource({
        "--tile-size 512, --tile-size says how a photo is cut",
        "--halo 8, --halo says how a photo is cut",
        "--blend constant, --blend says how a photo is cut",
        "--overlap 0.5, --overlap says how a photo is cut",
        "--tiles --overlap 0.5, --overlap was given without a blend",
        "--tiles --halo 8 --blend gaussian, --halo was given with --blend gaussian",
        "--tiles --blend best, 'best' is not a blend: choose none",
        "--tiles --blend constant --overlap 1, '1' is not a share from 0 on and below 1",
        "--tiles --size 520, --size was given with --tiles",
        "--tiles --tile-size 0, '0' is not a number of pixels from 1 on",
        "--tiles --tile-size many, 'many' is not a number of pixels from 1 on",
        "--tiles --halo -1, '-1' is not a number of pixels from 0 on"
    })
    void whatMakesNoSenseIsAWrongArgument(String options, String message) {
        Object[] arguments = (photo + " " + options).split(" ", -1);
        Outcome outcome = Outcome.of(models, folder, arguments);

        assertEquals(2, outcome.exitCode());
        assertTrue(
                outcome.error().contains(message.replace("'", ""))
                        || outcome.error().contains(message),
                outcome.error());
        assertEquals(List.of(), models.opened);
    }

    @Test
    void theDemonstrationNetworkSeesTiles() throws IOException {
        Path labels = folder.resolve("labels.png");
        Outcome outcome = Outcome.of(
                new OnnxModels(), folder, "--tiles", "--tile-size", "256", "--halo", "64", "--labels", labels, "-v");

        assertEquals(0, outcome.exitCode(), outcome.err().toString());
        assertTrue(
                outcome.err().stream().anyMatch(line -> line.contains("in tiles of 256 pixels, halo 64 pixels")),
                outcome.err().toString());
        BufferedImage found = Pictures.read(labels);
        assertArrayEquals(new int[] {512, 512}, new int[] {found.getWidth(), found.getHeight()});
    }

    @Test
    void aPhotoThatShrinksManyTimesIsNoted() throws IOException {
        Path wide = folder.resolve("wide.png");
        ImageIO.write(new BufferedImage(1600, 20, BufferedImage.TYPE_INT_RGB), "png", wide.toFile());
        Outcome outcome = Outcome.of(new OnnxModels(), folder, wide, "--size", "64x64");

        assertEquals(0, outcome.exitCode());
        assertTrue(outcome.error().contains("the network sees its 1600x20 pixels as 64x64"), outcome.error());
        assertTrue(outcome.error().contains("--tiles"), outcome.error());
        assertEquals(
                List.of(),
                Outcome.of(new OnnxModels(), folder, wide, "--size", "64x64", "-q")
                        .err());
        Files.delete(wide);
    }
}

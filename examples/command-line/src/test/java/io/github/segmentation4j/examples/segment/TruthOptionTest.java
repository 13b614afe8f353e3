package io.github.segmentation4j.examples.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.codec.LabelFormat;
import io.github.segmentation4j.overlay.Palette;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Truth in the forms in which data sets have it, scored against predictions that are right everywhere. */
class TruthOptionTest {
    private static final int ADE20K_CLASSES = 150;

    /** Ids and train ids of cityscapesScripts' labels.py, in its order; 255 is not a class. */
    private static final int[][] CITYSCAPES = {
        {0, 255}, {1, 255}, {2, 255}, {3, 255}, {4, 255}, {5, 255}, {6, 255}, {7, 0}, {8, 1}, {9, 255}, {10, 255},
        {11, 2}, {12, 3}, {13, 4}, {14, 255}, {15, 255}, {16, 255}, {17, 5}, {18, 255}, {19, 6}, {20, 7}, {21, 8},
        {22, 9}, {23, 10}, {24, 11}, {25, 12}, {26, 13}, {27, 14}, {28, 15}, {29, 255}, {30, 255}, {31, 16}, {32, 17},
        {33, 18}, {255, 255}
    };

    @TempDir
    private Path folder;

    private Path predictions;
    private Path truth;

    @BeforeEach
    void makeFolders() throws IOException {
        predictions = Files.createDirectory(folder.resolve("predictions"));
        truth = Files.createDirectory(folder.resolve("truth"));
    }

    private Outcome evaluate(Object... options) {
        List<Object> arguments = new ArrayList<>(List.of("evaluate", "--predictions"));
        arguments.addAll(Arrays.asList(options));
        arguments.addAll(List.of(predictions, truth));
        return Outcome.of(new OnnxModels(), folder, arguments.toArray());
    }

    private static void write(Path file, int... labels) throws IOException {
        Files.createDirectories(file.getParent());
        LabelFormat.png().write(LabelMap.copyOf(labels.length, 1, labels), file);
    }

    private static void assertAllRight(Outcome outcome) {
        assertEquals(List.of(), outcome.err());
        assertEquals(0, outcome.exitCode());
        assertTrue(outcome.out().contains("mean IoU                 100.00 %"), outcome.out()::toString);
        assertTrue(outcome.out().contains("pixel accuracy           100.00 %"), outcome.out()::toString);
    }

    private static void assertRefused(Outcome outcome, String sentence) {
        assertEquals(1, outcome.exitCode());
        assertTrue(outcome.err().get(0).contains(sentence), outcome.err()::toString);
    }

    private static void assertMisused(Outcome outcome, String sentence) {
        assertEquals(2, outcome.exitCode());
        assertTrue(outcome.err().get(0).contains(sentence), outcome.err()::toString);
    }

    @Test
    void filesOfAde20kCountFromOne() throws IOException {
        write(predictions.resolve("a.png"), IntStream.range(0, ADE20K_CLASSES).toArray());
        write(truth.resolve("a.png"), IntStream.rangeClosed(1, ADE20K_CLASSES).toArray());
        assertAllRight(evaluate("--classes", "ade20k", "--truth", "ade20k"));
    }

    @Test
    void otherIsNotScoredInAde20k() throws IOException {
        write(predictions.resolve("a.png"), 0, 1, 149, 5);
        write(truth.resolve("a.png"), 1, 2, 150, 0);
        assertAllRight(evaluate("--classes", "ade20k", "--truth", "ade20k"));
    }

    @Test
    void classesOfAde20kHaveToSayWhichConvention() throws IOException {
        write(predictions.resolve("a.png"), 0, 1);
        write(truth.resolve("a.png"), 1, 2);
        assertMisused(evaluate("--classes", "ade20k"), "say --truth ade20k, or --truth ids");
    }

    @Test
    void idsOfAde20kMayBeClassIds() throws IOException {
        write(predictions.resolve("a.png"), 0, 149);
        write(truth.resolve("a.png"), 0, 149);
        assertAllRight(evaluate("--classes", "ade20k", "--truth", "ids"));
    }

    @Test
    void idsOfCityscapesAreTrainIds() throws IOException {
        int[] ids = Arrays.stream(CITYSCAPES).mapToInt(pair -> pair[0]).toArray();
        // What is predicted where nothing is scored does not matter.
        int[] trainIds = Arrays.stream(CITYSCAPES)
                .mapToInt(pair -> pair[1] == 255 ? 3 : pair[1])
                .toArray();
        write(predictions.resolve("bonn/bonn_000000_000019_leftImg8bit.png"), trainIds);
        write(truth.resolve("bonn/bonn_000000_000019_gtFine_labelIds.png"), ids);
        assertAllRight(evaluate("--classes", "cityscapes", "--truth", "cityscapes-ids"));
    }

    @Test
    void trainIdsOfCityscapesLieInFoldersOfCities() throws IOException {
        write(predictions.resolve("bonn/bonn_000000_000019_leftImg8bit.png"), 0, 1, 18, 4);
        write(truth.resolve("bonn/bonn_000000_000019_gtFine_labelTrainIds.png"), 0, 1, 18, 255);
        write(predictions.resolve("ulm/ulm_000001_000019_leftImg8bit.png"), 7, 6);
        write(truth.resolve("ulm/ulm_000001_000019_gtCoarse_labelTrainIds.png"), 7, 6);
        Path json = folder.resolve("scores.json");
        assertAllRight(evaluate("--classes", "cityscapes", "--truth", "cityscapes-train-ids", "--json", json));
        assertTrue(Files.readString(json).contains("ulm/ulm_000001_000019_leftImg8bit.png"));
    }

    @Test
    void predictionsMayLieInOneFolderBesideThoseOfCities() throws IOException {
        write(predictions.resolve("bonn_000000_000019_leftImg8bit-labels.png"), 0, 1);
        write(truth.resolve("bonn/bonn_000000_000019_gtFine_labelIds.png"), 7, 8);
        assertAllRight(evaluate("--classes", "cityscapes", "--truth", "cityscapes-ids"));
    }

    @Test
    void aMissingFileOfCityscapesIsNamedAsItShouldBeCalled() throws IOException {
        write(predictions.resolve("bonn/bonn_000000_000019_leftImg8bit.png"), 0);
        Outcome outcome = evaluate("--classes", "cityscapes", "--truth", "cityscapes-ids");
        assertRefused(
                outcome,
                truth.resolve("bonn/bonn_000000_000019_gtFine_labelIds.png").toString());
    }

    @Test
    void binaryMasksAreBlackAndWhite() throws IOException {
        write(predictions.resolve("a.png"), 0, 1, 1, 0);
        write(truth.resolve("a.png"), 0, 255, 255, 0);
        assertAllRight(evaluate("--classes", "background,person", "--truth", "binary"));
    }

    @Test
    void smoothedMasksAreNoBinaryOnes() throws IOException {
        write(predictions.resolve("a.png"), 0, 1, 1);
        write(truth.resolve("a.png"), 0, 128, 255);
        assertRefused(
                evaluate("--classes", "background,person", "--truth", "binary"),
                "has the value 128, but a binary mask has 0 and 255");
    }

    @Test
    void binaryMasksMeanTwoClasses() throws IOException {
        write(predictions.resolve("a.png"), 0);
        write(truth.resolve("a.png"), 0);
        assertMisused(evaluate("--classes", "a,b,c", "--truth", "binary"), "means two classes, but there are 3");
    }

    private void writeColors(Path file, int... colors) throws IOException {
        BufferedImage image = new BufferedImage(colors.length, 1, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, colors.length, 1, colors, 0, colors.length);
        ImageIO.write(image, "png", file.toFile());
    }

    @Test
    void colorsOfPascalVocAreClassesAndItsBorderIsNot() throws IOException {
        Palette palette = Palette.pascalVoc();
        int classes = ClassNames.pascalVoc().size();
        write(
                predictions.resolve("a.png"),
                IntStream.rangeClosed(0, classes).map(i -> i % classes).toArray());
        writeColors(
                truth.resolve("a.png"),
                IntStream.rangeClosed(0, classes)
                        .map(i -> i < classes ? palette.rgb(i) : 0xE0E0C0)
                        .toArray());
        assertAllRight(evaluate("--classes", "pascal_voc", "--truth", "colors"));
    }

    @Test
    void colorsOfCityscapesAreClassesAndItsOthersAreNot() throws IOException {
        int road = 0x804080;
        int bicycle = 0x770B20;
        int bridge = 0x966464;
        write(predictions.resolve("a.png"), 0, 18, 5);
        writeColors(truth.resolve("a.png"), road, bicycle, bridge);
        assertAllRight(evaluate("--classes", "cityscapes", "--truth", "colors", "--palette", "cityscapes"));
    }

    @Test
    void aColorOfNoClassIsNamed() throws IOException {
        write(predictions.resolve("a.png"), 0, 1);
        writeColors(truth.resolve("a.png"), 0x000000, 0x123456);
        assertRefused(
                evaluate("--classes", "pascal_voc", "--truth", "colors"),
                "has the color #123456 at column 1 of row 0, which no class has");
    }

    @Test
    void colorsWithoutTheOptionAreTold() throws IOException {
        write(predictions.resolve("a.png"), 0, 1);
        writeColors(truth.resolve("a.png"), 0x000000, 0x800000);
        assertRefused(evaluate("--classes", "pascal_voc"), "say --truth colors");
    }

    @Test
    void grayIsNoColor() throws IOException {
        write(predictions.resolve("a.png"), 0, 1);
        write(truth.resolve("a.png"), 0, 1);
        assertRefused(evaluate("--classes", "pascal_voc", "--truth", "colors"), "is gray where colors");
    }

    @Test
    void colorsOfAPaletteNeedColors() {
        assertMisused(evaluate("--palette", "cityscapes"), "--palette gives the colors of --truth colors");
    }

    @Test
    void labelsStandForOthers() throws IOException {
        write(predictions.resolve("a.png"), 0, 1, 1, 0);
        write(truth.resolve("a.png"), 7, 8, 9, 4);
        assertAllRight(evaluate("--classes", "road,rest", "--remap", "7=0,8=1,9=1,4=ignore"));
    }

    @Test
    void labelsStandForOthersByAFile() throws IOException {
        write(predictions.resolve("a.png"), 0, 1);
        write(truth.resolve("a.png"), 7, 1);
        Path rules = Files.writeString(folder.resolve("rules.txt"), "# roads\n7 = 0\n\n");
        assertAllRight(evaluate("--classes", "road,rest", "--remap", rules));
    }

    @Test
    void theIgnoredLabelMayStandForAnother() throws IOException {
        write(predictions.resolve("a.png"), 0, 1, 0);
        write(truth.resolve("a.png"), 0, 1, 255);
        assertAllRight(evaluate("--classes", "a,b", "--ignore", "255", "--remap", "255=0"));
    }

    @Test
    void whatIsLeftOutIsNoClass() {
        assertMisused(
                evaluate("--classes", "ade20k", "--truth", "ade20k", "--ignore", "0"),
                "Label 0, class wall, is ignored, and --truth ade20k has pixels of its own that are not scored");
        assertMisused(evaluate("--classes", "a,b", "--ignore", "1", "--remap", "7=ignore"), "class b, is ignored");
    }

    @Test
    void aBrokenPictureDoesNotEndTheRun() throws IOException {
        write(predictions.resolve("a.png"), 0, 1);
        write(predictions.resolve("b.png"), 0, 1);
        Files.writeString(truth.resolve("a.png"), "no picture");
        writeColors(truth.resolve("b.png"), 0x000000, 0x800000);
        Outcome outcome = evaluate("--classes", "pascal_voc", "--truth", "colors");
        assertRefused(outcome, "a.png");
        assertTrue(outcome.out().contains("mean IoU                 100.00 %"), outcome.out()::toString);
    }

    @Test
    void rulesAreReadStrictly() {
        assertMisused(evaluate("--remap", "7>0"), "\"7>0\" replaces no label");
        assertMisused(evaluate("--remap", "7=0,7=1"), "Label 7 is replaced twice");
        assertMisused(evaluate("--remap", "70000=1"), "70000 is not a label");
    }

    @Test
    void labelsThatTheClassesDoNotHaveAreRefusedWithTheLikelyConvention() throws IOException {
        Path file = truth.resolve("a.png");
        write(predictions.resolve("a.png"), 0, 1, 0);

        write(file, 0, 255, 0);
        assertRefused(evaluate("--classes", "background,person"), "say --truth binary");
        assertRefused(evaluate("--classes", "a,b,c"), "say --ignore 255");
        write(file, 0, 1, 3);
        assertRefused(evaluate("--classes", "a,b,c"), "say --truth ade20k");
        write(file, 7, 8, 33);
        assertRefused(evaluate("--classes", "cityscapes"), "say --truth cityscapes-ids");
        write(file, 0, 1, 9);
        assertRefused(evaluate("--classes", "a,b,c"), "say with --remap");
        write(file, 0, 1, 34);
        assertRefused(evaluate("--classes", "cityscapes", "--truth", "cityscapes-ids"), "Cityscapes' ids end at 33");
    }
}

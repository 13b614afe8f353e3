package io.github.segmentation4j.examples.opencv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.InferenceFailedException;
import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.SegmentationException;
import io.github.segmentation4j.Segmenter;
import io.github.segmentation4j.model.ChannelOrder;
import io.github.segmentation4j.model.ModelSpec;
import io.github.segmentation4j.model.SizeRule;
import io.github.segmentation4j.model.file.ModelFiles;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which models OpenCV's segmenter loads, and what a caller reads of the others. */
class OpenCvSegmenterTest {
    @TempDir
    Path folder;

    private static ModelSpec demonstration() {
        return ModelFiles.huggingFace(Demonstration.MODEL).orElseThrow();
    }

    private static void holds(SegmentationException e, String... pieces) {
        for (String piece : pieces) {
            assertTrue(e.getMessage().contains(piece), e.getMessage());
        }
        assertEquals(1, e.getMessage().lines().count(), e.getMessage());
        assertFalse(e.getMessage().contains("\\n"), e.getMessage());
    }

    @Test
    void theExampleDrawsAPicture() throws IOException {
        Path picture = folder.resolve("picture.png");
        OpenCvSegmenter.main(
                new String[] {Demonstration.MODEL.toString(), "../photos/astronaut.png", picture.toString()});

        BufferedImage drawn = ImageIO.read(picture.toFile());
        BufferedImage photo = Demonstration.photo("astronaut.png");
        assertEquals(photo.getWidth(), drawn.getWidth());
        int changed = 0;
        for (int y = 0; y < photo.getHeight(); y++) {
            for (int x = 0; x < photo.getWidth(); x++) {
                changed += drawn.getRGB(x, y) == photo.getRGB(x, y) ? 0 : 1;
            }
        }
        assertTrue(changed > 0, "the picture is the photo");
    }

    @Test
    void aSideCarDescribesAModelToo() throws IOException {
        Path model = Files.copy(Demonstration.MODEL, folder.resolve("people.onnx"));
        ModelFiles.writeSideCar(demonstration(), ModelFiles.sideCarPath(model));
        BufferedImage photo = Demonstration.astronaut(64, 48);
        try (Segmenter bySideCar = OpenCvSegmenter.load(model);
                Segmenter byConfig = OpenCvSegmenter.load(Demonstration.MODEL)) {
            assertEquals(byConfig.segment(photo), bySideCar.segment(photo));
        }
    }

    @Test
    void aModelWithoutADescriptionIsRefused() throws IOException {
        Path model = Files.copy(Demonstration.MODEL, folder.resolve("people.onnx"));

        holds(
                assertThrows(InvalidModelException.class, () -> OpenCvSegmenter.load(model)),
                "people.onnx has no description",
                "people.segmentation.json");
    }

    @Test
    void whatTheDescriptionLeavesOpenIsNamed() {
        ModelSpec withoutSize = ModelSpec.builder()
                .mean(0, 0, 0)
                .std(1, 1, 1)
                .classNames(ClassNames.of(List.of("a", "b")))
                .build();
        ModelSpec withoutNames = ModelSpec.builder()
                .size(SizeRule.asIs())
                .mean(0, 0, 0)
                .std(1, 1, 1)
                .build();

        holds(
                assertThrows(InvalidModelException.class, () -> OpenCvSegmenter.load(Demonstration.MODEL, withoutSize)),
                "size unknown");
        holds(
                assertThrows(
                        InvalidModelException.class, () -> OpenCvSegmenter.load(Demonstration.MODEL, withoutNames)),
                "classNames");
    }

    @Test
    void whatOpenCvCannotReadIsRefusedWithItsReason() throws IOException {
        Path text = Files.writeString(folder.resolve("text.onnx"), "not a model");
        Path missing = folder.resolve("missing.onnx");

        Path cut = Files.write(
                folder.resolve("cut.onnx"), Arrays.copyOf(Files.readAllBytes(Demonstration.MODEL), 1_000_000));
        Path empty = Files.createFile(folder.resolve("empty.onnx"));
        Path foreign = Files.write(folder.resolve("foreign.onnx"), operatorOfItsOwn());

        for (Path model : List.of(text, missing, cut, empty, foreign)) {
            InvalidModelException e =
                    assertThrows(InvalidModelException.class, () -> OpenCvSegmenter.load(model, demonstration()));
            holds(e, model.getFileName() + " cannot be read (", "OnnxSegmenter");
            assertFalse(e.getMessage().contains("modules/dnn"), e.getMessage());
            assertNotNull(e.getCause());
        }
    }

    /** Returns the demonstration network with an operator renamed to one that does not exist. */
    private static byte[] operatorOfItsOwn() throws IOException {
        String model = new String(Files.readAllBytes(Demonstration.MODEL), StandardCharsets.ISO_8859_1);
        return model.replace("\"\7Sigmoid", "\"\7Zigmoid").getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void anOutputThatIsNotThereIsRefused() {
        ModelSpec other = demonstration().toBuilder().output("scores").build();

        holds(
                assertThrows(InvalidModelException.class, () -> OpenCvSegmenter.load(Demonstration.MODEL, other)),
                "[logits]",
                "\"scores\"");
    }

    @Test
    void aRunThatFailsIsNoCrash() {
        ModelSpec gray = demonstration().toBuilder()
                .channelOrder(ChannelOrder.GRAY)
                .mean(0.5)
                .std(0.25)
                .build();
        try (Segmenter segmenter = OpenCvSegmenter.load(Demonstration.MODEL, gray)) {
            for (int call = 0; call < 2; call++) {
                holds(
                        assertThrows(
                                InferenceFailedException.class,
                                () -> segmenter.segment(Demonstration.astronaut(64, 48))),
                        "OpenCV fails on an input of 277x208 pixels (");
            }
        }
    }

    @Test
    void anotherNumberOfClassesThanTheNetworkGivesIsRefused() {
        ModelSpec two = demonstration().toBuilder()
                .classNames(ClassNames.of(List.of("a", "b")))
                .build();
        try (Segmenter segmenter = OpenCvSegmenter.load(Demonstration.MODEL, two)) {
            holds(
                    assertThrows(InvalidModelException.class, () -> segmenter.segment(Demonstration.astronaut(64, 48))),
                    "[1, 6, 52, 70]",
                    "[1,2,h,w]");
        }
    }
}

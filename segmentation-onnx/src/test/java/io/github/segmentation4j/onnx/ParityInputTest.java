package io.github.segmentation4j.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.segmentation4j.engine.TensorView;
import io.github.segmentation4j.engine.input.Geometry;
import io.github.segmentation4j.engine.input.Preprocessor;
import io.github.segmentation4j.engine.npy.NpyFile;
import io.github.segmentation4j.model.AlphaHandling;
import io.github.segmentation4j.model.ChannelOrder;
import io.github.segmentation4j.model.Crop;
import io.github.segmentation4j.model.ElementType;
import io.github.segmentation4j.model.Normalization;
import io.github.segmentation4j.model.Padding;
import io.github.segmentation4j.model.Preprocessing;
import io.github.segmentation4j.model.ProcessorBackend;
import io.github.segmentation4j.model.Resampling;
import io.github.segmentation4j.model.SizeRule;
import io.github.segmentation4j.model.TensorLayout;
import io.github.segmentation4j.onnx.testing.OnnxGraph;
import io.github.segmentation4j.onnx.testing.Resources;
import io.github.segmentation4j.parity.ParityReport;
import io.github.segmentation4j.parity.ParityStep;
import io.github.segmentation4j.parity.ParityStep.Verdict;
import java.awt.Color;
import java.awt.geom.AffineTransform;
import java.awt.image.AffineTransformOp;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Inputs with a mistake made on purpose: that mistake is named, and no other. */
class ParityInputTest {
    private static final float[] IDENTITY = {1, 0, 0, 0, 1, 0, 0, 0, 1};
    private static final Preprocessing OURS = Preprocessing.of(SizeRule.shortEdge(100), Normalization.imageNet());

    /** 160x120, so that a short edge of 100 gives a long one of 133.3. */
    private static final BufferedImage PHOTO =
            Resources.image("/images/scene.png").getSubimage(10, 20, 160, 120);

    @TempDir
    private static Path folder;

    private static OnnxSegmenter segmenter(Preprocessing steps) {
        return OnnxSegmenter.builder().preprocessing(steps).load(OnnxGraph.pointwise("pixels", "scores", IDENTITY));
    }

    /** Writes an input as the library makes it by some steps, without the code that is tested. */
    private static Path input(BufferedImage photo, Preprocessing steps) throws IOException {
        Geometry geometry = Geometry.of(steps, photo.getWidth(), photo.getHeight());
        int width = geometry.network().width();
        int height = geometry.network().height();
        ByteBuffer data = ByteBuffer.allocate(
                        3 * width * height * steps.elementType().bytes())
                .order(ByteOrder.nativeOrder());
        new Preprocessor(steps).fill(photo, geometry, data);
        List<Long> shape = steps.layout() == TensorLayout.NCHW
                ? List.of(1L, 3L, (long) height, (long) width)
                : List.of(1L, (long) height, (long) width, 3L);
        Path file = folder.resolve("in.npy");
        NpyFile.write(file, new TensorView(steps.elementType(), shape, data));
        return file;
    }

    private static ParityStep compared(BufferedImage photo, Preprocessing ours, Path reference) {
        try (OnnxSegmenter segmenter = segmenter(ours)) {
            ParityReport report = ParityCheck.of(segmenter).withInput(reference).compare(photo);
            assertEquals(1, report.steps().size());
            assertEquals(report.steps().get(0).verdict() != Verdict.DIFFERENT, report.agrees());
            return report.steps().get(0);
        }
    }

    private record Mistake(String cause, Preprocessing steps) {}

    private static final List<Mistake> MISTAKES = List.of(
            new Mistake("swapped channels: BGR where ours are RGB", OURS.withChannelOrder(ChannelOrder.BGR)),
            new Mistake(
                    "another filter: PILLOW_BICUBIC where ours is PILLOW_BILINEAR",
                    OURS.withResampling(Resampling.PILLOW_BICUBIC)),
            new Mistake(
                    "another filter: OPENCV_LINEAR where ours is PILLOW_BILINEAR",
                    OURS.withResampling(Resampling.OPENCV_LINEAR)),
            new Mistake(
                    "another filter: PYTORCH_BILINEAR where ours is PILLOW_BILINEAR",
                    OURS.withResampling(Resampling.PYTORCH_BILINEAR)),
            new Mistake(
                    "another filter: TORCHVISION_BICUBIC where ours is PILLOW_BILINEAR",
                    OURS.withResampling(Resampling.TORCHVISION_BICUBIC)),
            new Mistake(
                    "another backend of image processors: TORCHVISION where ours is PIL",
                    OURS.withProcessor(ProcessorBackend.TORCHVISION)),
            new Mistake(
                    "another size: the size is short edge 100, the other edge rounded up",
                    OURS.withSize(SizeRule.fixed(134, 100))),
            new Mistake("another size: the photo is not resized", OURS.withSize(SizeRule.asIs())),
            new Mistake(
                    "another size: the size is long edge 100, the other edge truncated",
                    OURS.withSize(SizeRule.longEdge(100))),
            new Mistake(
                    "another size: the size is short edge 100, rounded up to a multiple of 32",
                    OURS.withSize(SizeRule.shortEdge(100).multipleOf(32))),
            new Mistake(
                    "another size: the photo is stretched to 90x80, whatever its ratio",
                    OURS.withSize(SizeRule.fixed(90, 80))),
            new Mistake(
                    "another size: the padding is " + Padding.toMultipleOf(32),
                    OURS.withPadding(Padding.toMultipleOf(32))),
            new Mistake(
                    "another normalization: mean and deviation are not applied",
                    OURS.withNormalization(Normalization.unit())),
            new Mistake(
                    "another normalization: the scale is missing",
                    OURS.withNormalization(new Normalization(
                            1,
                            Normalization.imageNet().mean(),
                            Normalization.imageNet().std()))),
            new Mistake(
                    "another normalization: the scale of 1/255 is applied once more",
                    OURS.withNormalization(new Normalization(
                            1 / 65025.0,
                            Normalization.imageNet().mean(),
                            Normalization.imageNet().std()))),
            new Mistake(
                    "another normalization: mean and deviation are in the reverse order of the channels",
                    OURS.withNormalization(
                            new Normalization(1 / 255.0, List.of(0.406, 0.456, 0.485), List.of(0.225, 0.224, 0.229)))),
            new Mistake(
                    "another normalization: samples are as they are, 0 to 255",
                    OURS.withNormalization(Normalization.none())),
            new Mistake(
                    "another normalization: samples are brought to -1 to 1",
                    OURS.withNormalization(Normalization.plusMinusOne())),
            new Mistake("another precision: float16 where ours is float32", OURS.withElementType(ElementType.FLOAT16)),
            new Mistake(
                    "another layout: the axes are in the order NHWC where the network takes NCHW",
                    OURS.withLayout(TensorLayout.NHWC)));

    @TestFactory
    List<DynamicTest> oneMistakeIsNamed() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Mistake mistake : MISTAKES) {
            tests.add(dynamicTest(mistake.cause(), () -> {
                ParityStep step = compared(PHOTO, OURS, input(PHOTO, mistake.steps()));
                assertEquals(Verdict.DIFFERENT, step.verdict());
                assertTrue(step.likelyCause().startsWith(mistake.cause()), step.likelyCause());
                assertTrue(step.likelyCause().matches(".*(equal|NCHW)"), step.likelyCause());
                assertFalse(step.likelyCause().contains("; and "), step.likelyCause());
            }));
        }
        return tests;
    }

    @Test
    void theRightInputIsEqual() throws IOException {
        ParityStep step = compared(PHOTO, OURS, input(PHOTO, OURS));
        assertEquals(Verdict.EQUAL, step.verdict());
        assertEquals("", step.likelyCause());
        assertEquals(0, step.difference().orElseThrow().differing());
    }

    @Test
    void whatTheCheckWritesIsWhatTheNetworkGets() throws IOException {
        Path written = folder.resolve("written.npy");
        for (Preprocessing steps :
                List.of(OURS, OURS.withPadding(Padding.toMultipleOf(64)).withCrop(Crop.center(80, 70)))) {
            try (OnnxSegmenter segmenter = segmenter(steps)) {
                ParityCheck.of(segmenter).writeInput(PHOTO, written);
                assertEquals(NpyFile.read(input(PHOTO, steps)), NpyFile.read(written));
            }
        }
    }

    @Test
    void roundingIsNoDifference() throws IOException {
        Path file = input(PHOTO, OURS);
        TensorView array = NpyFile.read(file);
        FloatBuffer values = array.data().asFloatBuffer();
        for (int i = 0; i < values.limit(); i += 7) {
            values.put(i, Math.nextUp(values.get(i)));
        }
        NpyFile.write(file, array);

        ParityStep step = compared(PHOTO, OURS, file);

        assertEquals(Verdict.ROUNDING, step.verdict());
        assertEquals("", step.likelyCause());
        assertEquals(1, step.difference().orElseThrow().ulps());
        assertEquals(1 / 7.0, step.difference().orElseThrow().share(), 1e-4);
    }

    @Test
    void twoMistakesAreBothNamed() throws IOException {
        ParityStep step = compared(
                PHOTO,
                OURS,
                input(PHOTO, OURS.withChannelOrder(ChannelOrder.BGR).withNormalization(Normalization.unit())));
        assertTrue(step.likelyCause().contains("swapped channels"), step.likelyCause());
        assertTrue(step.likelyCause().contains("mean and deviation are not applied"), step.likelyCause());
        assertTrue(step.likelyCause().endsWith("equal"), step.likelyCause());
    }

    @Test
    void aPhotoThatIsNotTurnedUprightIsFound() throws IOException {
        int width = PHOTO.getWidth();
        int height = PHOTO.getHeight();
        BufferedImage right = new BufferedImage(height, width, BufferedImage.TYPE_3BYTE_BGR);
        AffineTransform turn = new AffineTransform(0, 1, -1, 0, height, 0);
        new AffineTransformOp(turn, AffineTransformOp.TYPE_NEAREST_NEIGHBOR).filter(PHOTO, right);
        ParityStep turned = compared(PHOTO, OURS, input(right, OURS));
        assertTrue(
                turned.likelyCause().startsWith("a photo that is turned by 90 degrees to the right"),
                turned.likelyCause());
        assertTrue(turned.likelyCause().endsWith("equal"), turned.likelyCause());

        BufferedImage mirrored = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        AffineTransform mirror = new AffineTransform(-1, 0, 0, 1, width, 0);
        new AffineTransformOp(mirror, AffineTransformOp.TYPE_NEAREST_NEIGHBOR).filter(PHOTO, mirrored);
        ParityStep flipped = compared(PHOTO, OURS, input(mirrored, OURS));
        assertTrue(flipped.likelyCause().startsWith("a photo that is mirrored left to right"), flipped.likelyCause());
    }

    @Test
    void transparencyIsFound() throws IOException {
        BufferedImage photo = new BufferedImage(60, 50, BufferedImage.TYPE_INT_ARGB);
        for (int i = 0; i < 3000; i++) {
            photo.setRGB(i % 60, i / 60, (PHOTO.getRGB(i % 60, i / 60) & 0xFFFFFF) | ((i % 256) << 24));
        }
        ParityStep step =
                compared(photo, OURS, input(photo, OURS.withAlphaHandling(AlphaHandling.compositeOn(Color.WHITE))));
        assertTrue(
                step.likelyCause()
                        .startsWith("another transparency: composited on #ffffff where ours is alpha dropped"),
                step.likelyCause());
    }

    @Test
    void aMissingPaddingAndAMissingCropAreFound() throws IOException {
        ParityStep padding = compared(PHOTO, OURS.withPadding(Padding.toMultipleOf(32)), input(PHOTO, OURS));
        assertTrue(padding.likelyCause().startsWith("another size: the padding is missing"), padding.likelyCause());
        ParityStep crop = compared(PHOTO, OURS.withCrop(Crop.center(64, 64)), input(PHOTO, OURS));
        assertTrue(crop.likelyCause().startsWith("another size: the center crop is missing"), crop.likelyCause());
    }

    @Test
    void theRoundingOfTheOtherEdgeIsNamed() throws IOException {
        BufferedImage photo = PHOTO.getSubimage(0, 0, 157, 119);
        SizeRule nearest = SizeRule.withinEdges(99, 100_000);
        Preprocessing ours = OURS.withSize(SizeRule.shortEdge(99));
        assertEquals(130, ours.size().apply(157, 119).width());
        assertEquals(131, nearest.apply(157, 119).width());
        ParityStep step = compared(photo, ours, input(photo, OURS.withSize(nearest)));
        assertTrue(
                step.likelyCause()
                        .startsWith("another size: the size is short edge 99, the other edge rounded to the nearest"),
                step.likelyCause());
    }

    @Test
    void anotherPhotoIsNoUsualMistake() throws IOException {
        BufferedImage other = Resources.image("/images/astronaut.png").getSubimage(40, 50, 160, 120);
        ParityStep step = compared(PHOTO, OURS, input(other, OURS));
        assertTrue(step.likelyCause().contains("none of the usual causes: channel order"), step.likelyCause());
    }

    @Test
    void aFewLevelsPointToTheDecoder() throws IOException {
        BufferedImage other = new BufferedImage(160, 120, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 160 * 120; i++) {
            int rgb = PHOTO.getRGB(i % 160, i / 160);
            other.setRGB(i % 160, i / 160, (rgb & 0xFF) < 255 && i % 3 == 0 ? rgb + 1 : rgb);
        }
        Preprocessing asIs = OURS.withSize(SizeRule.asIs());
        ParityStep step = compared(PHOTO, asIs, input(other, asIs));
        assertTrue(step.likelyCause().contains("at most 1.0 of 255 levels"), step.likelyCause());
    }

    @Test
    void halfsAndBytesAreFedAsTheyAre() throws IOException {
        byte[] half = new OnnxGraph()
                .input("pixels", OnnxGraph.FLOAT16, 1, 3, OnnxGraph.FREE, OnnxGraph.FREE)
                .output("scores", OnnxGraph.FLOAT16, 1, 3, OnnxGraph.FREE, OnnxGraph.FREE)
                .node("Identity", "scores", "pixels")
                .toBytes();
        Path in = folder.resolve("half-in.npy");
        Path out = folder.resolve("half-out.npy");
        try (OnnxSegmenter segmenter =
                OnnxSegmenter.builder().preprocessing(OURS).load(half)) {
            ParityCheck check = ParityCheck.of(segmenter);
            check.writeInput(PHOTO, in);
            check.writeScores(PHOTO, out);
            assertEquals(ElementType.FLOAT16, NpyFile.read(in).type());
            assertTrue(Arrays.equals(
                    NpyFile.read(in).data().array(), NpyFile.read(out).data().array()));
            ParityReport report = check.withInput(in).withScores(out).compare(PHOTO);
            assertEquals(
                    List.of(Verdict.EQUAL, Verdict.EQUAL),
                    report.steps().stream().map(ParityStep::verdict).toList());
        }
    }
}

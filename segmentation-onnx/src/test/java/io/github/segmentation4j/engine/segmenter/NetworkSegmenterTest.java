package io.github.segmentation4j.engine.segmenter;

import static io.github.segmentation4j.engine.segmenter.ConstantNetwork.tensor;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.InferenceFailedException;
import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.Segmenter;
import io.github.segmentation4j.engine.NetworkInput;
import io.github.segmentation4j.engine.NetworkOutput;
import io.github.segmentation4j.engine.TensorView;
import io.github.segmentation4j.model.ElementType;
import io.github.segmentation4j.model.ModelSpec;
import io.github.segmentation4j.model.OutputKind;
import io.github.segmentation4j.model.SizeRule;
import io.github.segmentation4j.model.TensorLayout;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Labels that follow from the pixels, or from what a network says, by hand. */
class NetworkSegmenterTest {
    private static final float[][] COLORS = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};

    /** Samples from 0 to 255 as they are, at the image's own size. */
    private static ModelSpec.Builder samples(OutputKind kind, String... names) {
        return ModelSpec.builder()
                .size(SizeRule.asIs())
                .scale(1)
                .mean(0, 0, 0)
                .std(1, 1, 1)
                .outputKind(kind)
                .classNames(ClassNames.of(List.of(names)));
    }

    private static BufferedImage noise(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(width);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, random.nextInt(0x1000000));
            }
        }
        return image;
    }

    private static int[] labels(LabelMap map) {
        int[] labels = new int[map.pixelCount()];
        for (int y = 0; y < map.height(); y++) {
            map.copyRow(y, labels, y * map.width());
        }
        return labels;
    }

    @ParameterizedTest
    @CsvSource({"NCHW, NCHW, 1", "NCHW, NHWC, 1", "NHWC, NCHW, 2", "NHWC, NHWC, 3"})
    void theHighestScoreIsTheLabel(TensorLayout in, TensorLayout out, int batch) {
        PointwiseNetwork network =
                new PointwiseNetwork(new NetworkInput(in, ElementType.FLOAT32, 3, batch), out, COLORS);
        ModelSpec spec = samples(OutputKind.LOGITS, "red", "green", "blue")
                .outputLayout(out)
                .build();
        BufferedImage image = noise(37, 23);
        try (Segmenter segmenter = NetworkSegmenter.of(network, spec, 1)) {
            LabelMap labels = segmenter.segment(image);
            for (int y = 0; y < 23; y++) {
                for (int x = 0; x < 37; x++) {
                    int rgb = image.getRGB(x, y);
                    int[] scores = {(rgb >> 16) & 0xFF, (rgb >> 8) & 0xFF, rgb & 0xFF};
                    int highest = scores[1] > scores[0] ? 1 : 0;
                    assertEquals(scores[2] > scores[highest] ? 2 : highest, labels.labelAt(x, y), x + "," + y);
                }
            }
        }
        assertEquals(1, network.closed());
    }

    @Test
    void aSingleChannelIsForegroundAboveItsThreshold() {
        BufferedImage image = new BufferedImage(3, 1, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, 100 << 16);
        image.setRGB(1, 0, 128 << 16);
        image.setRGB(2, 0, 200 << 16);
        float[] centred = {1 / 127.5f, 0, 0};
        ModelSpec logits =
                samples(OutputKind.LOGITS, "background", "foreground").build();
        ModelSpec raised = logits.toBuilder().threshold(1.5).build();
        ModelSpec probabilities = logits.toBuilder()
                .outputKind(OutputKind.PROBABILITIES)
                .scale(0.5)
                .build();

        assertEquals(List.of(1, 1, 1), ofOneRow(logits, image, centred));
        assertEquals(List.of(0, 0, 1), ofOneRow(raised, image, centred));
        assertEquals(List.of(0, 1, 1), ofOneRow(probabilities, image, centred));
    }

    private static List<Integer> ofOneRow(ModelSpec spec, BufferedImage image, float... weights) {
        try (Segmenter segmenter = NetworkSegmenter.of(PointwiseNetwork.of(TensorLayout.NCHW, 1, weights), spec, 1)) {
            LabelMap labels = segmenter.segment(image);
            return List.of(labels.labelAt(0, 0), labels.labelAt(1, 0), labels.labelAt(2, 0));
        }
    }

    @Test
    void labelsAreTakenAsTheyAre() {
        BufferedImage image = new BufferedImage(3, 1, BufferedImage.TYPE_INT_RGB);
        image.setRGB(1, 0, 2 << 16);
        image.setRGB(2, 0, 1 << 16);

        assertEquals(
                List.of(0, 2, 1),
                ofOneRow(samples(OutputKind.LABELS, "a", "b", "c").build(), image, 1, 0, 0));
    }

    @Test
    void queriesAreCombined() {
        List<NetworkOutput> outputs = List.of(new NetworkOutput("classes", 3), new NetworkOutput("masks", 2));
        // The first query is of class 1 and has the left half, the second one of class 0 and the right half.
        TensorView classes = tensor(List.of(1L, 2L, 3L), 0, 9, 0, 9, 0, 0);
        TensorView masks = tensor(List.of(1L, 2L, 1L, 2L), 9, -9, -9, 9);
        ModelSpec spec = samples(OutputKind.MASK_QUERIES, "a", "b").build();
        try (Segmenter segmenter =
                NetworkSegmenter.of(new ConstantNetwork(outputs, () -> List.of(classes, masks)), spec, 1)) {
            assertEquals(1, labels(segmenter.segment(noise(2, 1)))[0]);
            assertEquals(0, labels(segmenter.segment(noise(2, 1)))[1]);
        }
    }

    @Test
    void outputsOfAnotherShapeThanSaidAreRefused() {
        List<NetworkOutput> outputs = List.of(new NetworkOutput("scores", 2));
        ModelSpec spec = samples(OutputKind.LOGITS, "a", "b").build();
        for (List<Long> shape :
                List.of(List.of(1L, 3L, 1L, 1L), List.of(2L, 2L, 1L, 1L), List.of(2L), List.of(1L, 2L, 0L, 1L))) {
            ConstantNetwork network = new ConstantNetwork(outputs, () -> List.of(tensor(shape, 1, 2, 3, 4)));
            try (Segmenter segmenter = NetworkSegmenter.of(network, spec, 1)) {
                InvalidModelException e =
                        assertThrows(InvalidModelException.class, () -> segmenter.segment(noise(2, 1)));
                assertTrue(e.getMessage().contains("\"scores\" is " + shape), e.getMessage());
            }
        }
    }

    @Test
    void afterARunThatFailedTheNextOneMaySucceed() {
        AtomicInteger runs = new AtomicInteger();
        ConstantNetwork network = new ConstantNetwork(List.of(new NetworkOutput("scores", 2)), () -> {
            if (runs.getAndIncrement() == 0) {
                throw new InferenceFailedException("The first run fails");
            }
            return List.of(tensor(List.of(1L, 2L, 1L, 1L), 1, 2));
        });
        try (Segmenter segmenter = NetworkSegmenter.of(
                network, samples(OutputKind.LOGITS, "a", "b").build(), 1)) {
            assertThrows(InferenceFailedException.class, () -> segmenter.segment(noise(2, 1)));
            assertEquals(1, segmenter.segment(noise(2, 1)).labelAt(0, 0));
        }
    }
}

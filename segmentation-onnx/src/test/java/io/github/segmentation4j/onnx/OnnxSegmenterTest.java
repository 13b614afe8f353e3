package io.github.segmentation4j.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.Segmentation;
import io.github.segmentation4j.model.ChannelOrder;
import io.github.segmentation4j.model.SizeRule;
import io.github.segmentation4j.onnx.testing.OnnxGraph;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Calls on small networks whose scores follow from the pixels by hand. */
class OnnxSegmenterTest {
    /** Scores red, green and blue, in this order, as they arrive. */
    private static final float[] IDENTITY = {1, 0, 0, 0, 1, 0, 0, 0, 1};

    private static final ClassNames COLORS = ClassNames.of(List.of("red", "green", "blue"));

    private static OnnxSegmenter.Builder colors() {
        return OnnxSegmenter.builder()
                .size(SizeRule.asIs())
                .mean(0, 0, 0)
                .std(1, 1, 1)
                .classNames(COLORS);
    }

    private static byte[] colorNetwork() {
        return OnnxGraph.pointwise("pixels", "scores", IDENTITY);
    }

    private static BufferedImage noise(int width, int height, int type) {
        BufferedImage image = new BufferedImage(width, height, type);
        Random random = new Random(width * 31L + height);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, 0xFF000000 | random.nextInt(0x1000000));
            }
        }
        return image;
    }

    private static int strongest(int rgb) {
        int red = rgb >> 16 & 0xFF;
        int green = rgb >> 8 & 0xFF;
        int blue = rgb & 0xFF;
        if (red >= green && red >= blue) {
            return 0;
        }
        return green >= blue ? 1 : 2;
    }

    @Test
    void labelsEveryPixelByItsHighestScore() {
        BufferedImage image = noise(37, 23, BufferedImage.TYPE_INT_RGB);
        try (OnnxSegmenter segmenter = colors().load(colorNetwork())) {
            LabelMap labels = segmenter.segment(image);
            assertEquals(37, labels.width());
            assertEquals(23, labels.height());
            for (int y = 0; y < 23; y++) {
                for (int x = 0; x < 37; x++) {
                    assertEquals(strongest(image.getRGB(x, y)), labels.labelAt(x, y), "at " + x + "," + y);
                }
            }
        }
    }

    @Test
    void channelOrderMeanStdAndScaleReachTheNetwork() {
        BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_3BYTE_BGR);
        image.setRGB(0, 0, new Color(10, 20, 40).getRGB());
        try (OnnxSegmenter segmenter = colors().channelOrder(ChannelOrder.BGR)
                .mean(1, 2, 3)
                .std(2, 4, 8)
                .scale(0.5)
                .load(colorNetwork())) {
            Scores scores = segmenter.scores(image);
            assertEquals(3, scores.classes());
            assertEquals((40 * 0.5f - 1) / 2, scores.scoreAt(0, 0, 0));
            assertEquals((20 * 0.5f - 2) / 4, scores.scoreAt(1, 0, 0));
            assertEquals((10 * 0.5f - 3) / 8, scores.scoreAt(2, 0, 0));
        }
    }

    @Test
    void transparencyIsDroppedUnlessItIsCompositedOnAColor() {
        BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, 0x00FF0000);
        try (OnnxSegmenter dropping = colors().load(colorNetwork());
                OnnxSegmenter compositing = colors().compositeOn(Color.BLUE).load(colorNetwork())) {
            assertEquals(0, dropping.segment(image).labelAt(0, 0));
            assertEquals(2, compositing.segment(image).labelAt(0, 0));
        }
    }

    @Test
    void labelsCoverTheImageWhateverTheNetworksSize() {
        BufferedImage image = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 30; y++) {
            for (int x = 0; x < 40; x++) {
                image.setRGB(x, y, x < 20 ? 0xFF0000 : 0x0000FF);
            }
        }
        try (OnnxSegmenter segmenter = colors().size(SizeRule.fixed(20, 10)).load(colorNetwork())) {
            LabelMap labels = segmenter.segment(image);
            assertEquals(40, labels.width());
            assertEquals(30, labels.height());
            assertEquals(0, labels.labelAt(19, 29));
            assertEquals(2, labels.labelAt(20, 0));
            LabelMap small = segmenter.segmentAtNetworkSize(image);
            assertEquals(20, small.width());
            assertEquals(10, small.height());
        }
    }

    @Test
    void confidenceIsTheSoftmaxOfTheScores() {
        BufferedImage image = noise(9, 7, BufferedImage.TYPE_3BYTE_BGR);
        try (OnnxSegmenter segmenter = colors().load(colorNetwork())) {
            Segmentation result = segmenter.segmentWithConfidence(image);
            assertEquals(segmenter.segment(image), result.labels());
            int rgb = image.getRGB(4, 3);
            double[] channels = {(rgb >> 16 & 0xFF) / 255.0, (rgb >> 8 & 0xFF) / 255.0, (rgb & 0xFF) / 255.0};
            double sum = 0;
            double highest = 0;
            for (double channel : channels) {
                sum += Math.exp(channel);
                highest = Math.max(highest, Math.exp(channel));
            }
            assertEquals(highest / sum, result.confidence().confidenceAt(4, 3), 1e-6);
        }
    }

    @Test
    void manyImagesGiveWhatEachGivesAlone() {
        List<BufferedImage> images = List.of(
                noise(5, 4, BufferedImage.TYPE_INT_RGB),
                noise(8, 2, BufferedImage.TYPE_4BYTE_ABGR),
                noise(5, 4, BufferedImage.TYPE_BYTE_GRAY));
        try (OnnxSegmenter segmenter = colors().load(new ByteArrayInputStream(colorNetwork()))) {
            List<LabelMap> together = segmenter.segmentAll(images);
            for (int i = 0; i < images.size(); i++) {
                assertEquals(segmenter.segment(images.get(i)), together.get(i));
            }
        }
    }

    @Test
    void theFirstCallAndLaterCallsAgree() {
        BufferedImage image = noise(64, 48, BufferedImage.TYPE_INT_RGB);
        try (OnnxSegmenter segmenter = colors().load(colorNetwork())) {
            LabelMap first = segmenter.segment(image);
            assertEquals(first, segmenter.segment(image));
            segmenter.segment(noise(200, 100, BufferedImage.TYPE_INT_RGB));
            assertEquals(first, segmenter.segment(image));
        }
    }

    @Test
    void theImageIsNotChanged() {
        BufferedImage image = noise(6, 6, BufferedImage.TYPE_INT_ARGB);
        int[] before = image.getRGB(0, 0, 6, 6, null, 0, 6);
        try (OnnxSegmenter segmenter = colors().load(colorNetwork())) {
            segmenter.segment(image);
        }
        assertArrayEquals(before, image.getRGB(0, 0, 6, 6, null, 0, 6));
    }

    @Test
    void itsLineNamesTheModelAndWhatItIsRunWith() {
        try (OnnxSegmenter segmenter = colors().load(colorNetwork())) {
            String line = segmenter.toString();
            assertTrue(line.contains("\"pixels\" float32 [?,3,?,?]"), line);
            assertTrue(line.contains("3 classes"), line);
            assertEquals(COLORS, segmenter.classNames());
        }
    }

    @Test
    void wrongSettingsAreRefusedAtOnce() {
        OnnxSegmenter.Builder builder = OnnxSegmenter.builder();
        assertThrows(IllegalArgumentException.class, () -> builder.mean(1, Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> builder.std(0, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> builder.threads(0));
        assertThrows(IllegalArgumentException.class, () -> builder.concurrentCalls(0));
        assertThrows(NullPointerException.class, () -> builder.size(null));
    }
}

package io.github.segmentation4j.onnx;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.Segmentation;
import io.github.segmentation4j.model.Resampling;
import io.github.segmentation4j.model.SizeRule;
import io.github.segmentation4j.onnx.testing.OnnxGraph;
import java.awt.image.BufferedImage;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What calls leave to the garbage collector beside their results, on the caller's thread and on those of the common pool.
 */
class AllocationTest {
    private static final long MAX_BYTES = 10_000;
    private static final int WARM_UP_CALLS = 100;
    private static final int CALLS = 100;
    private static final int CLASSES = 21;
    private static final String POOL = "ForkJoinPool.commonPool-worker";
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** A convolution of 3x3 pixels with a stride of 8. */
    private static OnnxGraph convolution(String scores) {
        Random random = new Random(5);
        float[] weights = new float[CLASSES * 3 * 9];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) random.nextGaussian();
        }
        return new OnnxGraph()
                .input("pixels", OnnxGraph.FLOAT, 1, 3, OnnxGraph.FREE, OnnxGraph.FREE)
                .floats("weights", new long[] {CLASSES, 3, 3, 3}, weights)
                .node(new OnnxGraph.Operation("Conv")
                        .inputs("pixels", "weights")
                        .outputs(scores)
                        .ints("kernel_shape", 3, 3)
                        .ints("strides", 8, 8)
                        .ints("pads", 1, 1, 1, 1));
    }

    private static byte[] network() {
        return convolution("scores")
                .output("scores", OnnxGraph.FLOAT, 1, CLASSES, OnnxGraph.FREE, OnnxGraph.FREE)
                .toBytes();
    }

    private static OnnxSegmenter.Builder builder() {
        return OnnxSegmenter.builder()
                .size(SizeRule.shortEdge(64))
                .mean(0.5, 0.5, 0.5)
                .std(0.25, 0.25, 0.25);
    }

    /** An image of regions with some noise, so that cells of every kind occur. */
    private static BufferedImage image(int width, int height, int type) {
        BufferedImage image = new BufferedImage(width, height, type);
        Random random = new Random(width);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int region = (x / 31 * 7 + y / 23 * 5) % 11 * 0x172B3F;
                image.setRGB(x, y, 0xFF000000 | (region ^ random.nextInt(16)));
            }
        }
        return image;
    }

    private static long allocatedBytes() {
        long own = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
        long[] pool = Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
                .filter(thread -> thread != null && thread.getThreadName().startsWith(POOL))
                .mapToLong(ThreadInfo::getThreadId)
                .toArray();
        return own
                + Arrays.stream(THREADS.getThreadAllocatedBytes(pool))
                        .filter(bytes -> bytes > 0)
                        .sum();
    }

    /** Asserts that calls allocate little beside their results, of a number of bytes for each pixel. */
    private static void assertFrugal(List<BufferedImage> images, int resultBytes, Consumer<BufferedImage> call) {
        for (int i = 0; i < WARM_UP_CALLS; i++) {
            call.accept(images.get(i % images.size()));
        }
        long results = 0;
        long before = allocatedBytes();
        for (int i = 0; i < CALLS; i++) {
            BufferedImage image = images.get(i % images.size());
            call.accept(image);
            results += (long) resultBytes * image.getWidth() * image.getHeight();
        }
        long perCall = (allocatedBytes() - before - results) / CALLS;
        assertTrue(perCall < MAX_BYTES, perCall + " bytes per call beside the result");
    }

    @ParameterizedTest
    @ValueSource(ints = {BufferedImage.TYPE_3BYTE_BGR, BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_4BYTE_ABGR})
    void labelsOfImagesOfOneSize(int type) {
        try (OnnxSegmenter segmenter = builder().load(network())) {
            assertFrugal(List.of(image(640, 480, type)), Byte.BYTES, segmenter::segment);
        }
    }

    @ParameterizedTest
    @EnumSource(Resampling.class)
    void everyFilter(Resampling filter) {
        try (OnnxSegmenter segmenter = builder().resampling(filter).load(network())) {
            assertFrugal(List.of(image(320, 240, BufferedImage.TYPE_3BYTE_BGR)), Byte.BYTES, segmenter::segment);
        }
    }

    @Test
    void labelsOfImagesOfSizesThatTakeTurns() {
        List<BufferedImage> images = List.of(
                image(400, 300, BufferedImage.TYPE_3BYTE_BGR),
                image(300, 400, BufferedImage.TYPE_3BYTE_BGR),
                image(420, 280, BufferedImage.TYPE_3BYTE_BGR));
        try (OnnxSegmenter segmenter = builder().load(network())) {
            assertFrugal(images, Byte.BYTES, segmenter::segment);
        }
    }

    @Test
    void labelsWithConfidence() {
        try (OnnxSegmenter segmenter = builder().load(network())) {
            assertFrugal(List.of(image(400, 300, BufferedImage.TYPE_3BYTE_BGR)), Byte.BYTES + Float.BYTES, photo -> {
                Segmentation both = segmenter.segmentWithConfidence(photo);
                assertTrue(both.confidence().confidenceAt(0, 0) > 0);
            });
        }
    }

    @Test
    void aNetworkThatGivesLabels() {
        byte[] network = convolution("scores")
                .node(new OnnxGraph.Operation("ArgMax")
                        .inputs("scores")
                        .outputs("labels")
                        .integer("axis", 1)
                        .integer("keepdims", 0))
                .output("labels", OnnxGraph.INT64, 1, OnnxGraph.FREE, OnnxGraph.FREE)
                .toBytes();
        try (OnnxSegmenter segmenter =
                builder().classNames(ClassNames.pascalVoc()).load(network)) {
            assertFrugal(List.of(image(400, 300, BufferedImage.TYPE_3BYTE_BGR)), Byte.BYTES, segmenter::segment);
        }
    }
}

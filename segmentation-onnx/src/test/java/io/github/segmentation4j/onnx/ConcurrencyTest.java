package io.github.segmentation4j.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.SegmenterClosedException;
import io.github.segmentation4j.model.SizeRule;
import io.github.segmentation4j.onnx.testing.OnnxGraph;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One segmenter, many threads. */
@Timeout(120)
class ConcurrencyTest {
    private static final int THREADS = 8;
    private static final byte[] NETWORK = OnnxGraph.pointwise("pixels", "scores", 1, 0, 0, 0, 1, 0, 0, 0, 1);

    private static OnnxSegmenter load(int concurrentCalls) {
        return OnnxSegmenter.builder()
                .size(SizeRule.asIs())
                .mean(0, 0, 0)
                .std(1, 1, 1)
                .classNames(ClassNames.of(List.of("red", "green", "blue")))
                .concurrentCalls(concurrentCalls)
                .load(NETWORK);
    }

    private static BufferedImage noise(int seed) {
        Random random = new Random(seed);
        BufferedImage image =
                new BufferedImage(20 + random.nextInt(60), 20 + random.nextInt(60), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                image.setRGB(x, y, random.nextInt());
            }
        }
        return image;
    }

    @Test
    void manyThreadsGetWhatOneThreadGets() throws Exception {
        List<BufferedImage> images = new ArrayList<>();
        for (int seed = 0; seed < 12; seed++) {
            images.add(noise(seed));
        }
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try (OnnxSegmenter segmenter = load(3)) {
            List<LabelMap> expected = segmenter.segmentAll(images);
            List<Callable<Boolean>> calls = new ArrayList<>();
            for (int call = 0; call < 400; call++) {
                int image = call % images.size();
                calls.add(() -> segmenter.segment(images.get(image)).equals(expected.get(image)));
            }
            for (Future<Boolean> equal : pool.invokeAll(calls)) {
                assertTrue(equal.get());
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @RepeatedTest(20)
    void closingUnderLoadLetsEachCallFinishOrSaysThatItIsClosed() throws Exception {
        BufferedImage image = noise(1);
        OnnxSegmenter segmenter = load(2);
        LabelMap expected = segmenter.segment(image);
        CountDownLatch started = new CountDownLatch(THREADS);
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<Integer>> callers = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                callers.add(pool.submit(() -> {
                    int finished = 0;
                    started.countDown();
                    try {
                        while (true) {
                            assertEquals(expected, segmenter.segment(image));
                            finished++;
                        }
                    } catch (SegmenterClosedException closed) {
                        return finished;
                    }
                }));
            }
            started.await();
            Thread.sleep(5);
            segmenter.close();
            for (Future<Integer> caller : callers) {
                assertTrue(caller.get() >= 0);
            }
        } finally {
            pool.shutdownNow();
        }
    }
}

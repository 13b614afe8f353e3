package io.github.segmentation4j.bulk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.InferenceFailedException;
import io.github.segmentation4j.InvalidImageException;
import io.github.segmentation4j.InvalidImageException.Kind;
import java.awt.image.BufferedImage;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Laws of runs over many images, whatever the numbers of threads and images and however long each step takes. */
class BulkSegmentationProperties {
    private static final int MAX_MICROSECONDS = 300;
    private static final int FAILING_READ = 11;
    private static final int FAILING_STEP = 13;

    /** How many images there are at a time: from before they are read until they are used. */
    private static final class Gauge {
        private final AtomicInteger alive = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();

        void up() {
            most.accumulateAndGet(alive.incrementAndGet(), Math::max);
        }

        void down() {
            alive.decrementAndGet();
        }
    }

    private static void pause(Random random) {
        try {
            TimeUnit.MICROSECONDS.sleep(random.nextInt(MAX_MICROSECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean fails(int number) {
        return number % FAILING_READ == 1 || number % FAILING_STEP == 1;
    }

    @Property(tries = 60)
    void eachImageIsUsedOnceAndInOrder(
            @ForAll @IntRange(min = 1, max = 5) int readers,
            @ForAll @IntRange(min = 1, max = 5) int calls,
            @ForAll @IntRange(min = 1, max = 8) int held,
            @ForAll @IntRange(max = 60) int count,
            @ForAll boolean ordered,
            @ForAll long seed) {
        Gauge gauge = new Gauge();
        BulkSegmentation<Integer, Integer> run = BulkSegmentation.<Integer, Integer>of(
                        number -> {
                            gauge.up();
                            pause(new Random(seed + number));
                            if (number % FAILING_READ == 1) {
                                throw new InvalidImageException(Kind.DAMAGED, "damaged");
                            }
                            return new BufferedImage(1 + number, 1, BufferedImage.TYPE_BYTE_GRAY);
                        },
                        (number, image) -> {
                            pause(new Random(seed - number));
                            if (number % FAILING_STEP == 1) {
                                throw new InferenceFailedException("failed", null);
                            }
                            return -image.getWidth();
                        })
                .withReaders(readers)
                .withCalls(calls)
                .withImagesHeld(held);
        List<Integer> used = new ArrayList<>();
        Random consumer = new Random(seed);
        List<Integer> sources = IntStream.range(0, count).boxed().toList();
        (ordered ? run : run.inAnyOrder()).run(sources, result -> {
            pause(consumer);
            used.add(result.source());
            if (fails(result.source())) {
                assertInstanceOf(ImageResult.Failed.class, result);
            } else {
                assertEquals(
                        -1 - result.source(),
                        assertInstanceOf(ImageResult.Segmented.class, result).result());
            }
            gauge.down();
        });

        assertEquals(sources, ordered ? used : used.stream().sorted().toList());
        assertTrue(gauge.most.get() <= held, gauge.most + " images at once, but " + held + " were allowed");
        assertEquals(0, gauge.alive.get());
    }

    /** More than readers need to come to the bound. */
    private static final int COLLECTIONS = 20;

    @Example
    void imagesThatWereUsedAreLetGo() {
        int held = 3;
        Queue<WeakReference<BufferedImage>> images = new ConcurrentLinkedQueue<>();
        BulkSegmentation.<Integer, Integer>of(
                        number -> {
                            BufferedImage image = new BufferedImage(500, 500, BufferedImage.TYPE_INT_RGB);
                            images.add(new WeakReference<>(image));
                            return image;
                        },
                        (number, image) -> number)
                .withReaders(2)
                .withCalls(2)
                .withImagesHeld(held)
                .run(IntStream.range(0, 30).boxed().toList(), result -> {
                    if (result.source() % 10 == 9) {
                        // Readers go on until the bound stops them: what they let go meanwhile is seen by the next
                        // collection.
                        long alive = Long.MAX_VALUE;
                        for (int i = 0; i < COLLECTIONS && alive > held; i++) {
                            System.gc();
                            alive = images.stream()
                                    .filter(image -> image.get() != null)
                                    .count();
                        }
                        assertTrue(alive <= held, alive + " images are alive");
                    }
                });
        assertEquals(30, images.size());
    }
}

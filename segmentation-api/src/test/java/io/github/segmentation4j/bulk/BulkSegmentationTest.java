package io.github.segmentation4j.bulk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.InvalidImageException;
import io.github.segmentation4j.InvalidImageException.Kind;
import io.github.segmentation4j.SegmentationInterruptedException;
import io.github.segmentation4j.SegmenterClosedException;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What ends a run over many images, and what does not. Images are read from numbers. */
@Timeout(60)
class BulkSegmentationTest {
    private static final int MANY = 200;
    private static final int BAD = 7;

    private static List<Integer> numbers(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    private static BufferedImage image(Integer number) {
        return new BufferedImage(1 + number, 1, BufferedImage.TYPE_BYTE_GRAY);
    }

    private static BulkSegmentation<Integer, Integer> widths() {
        return BulkSegmentation.<Integer, Integer>of(BulkSegmentationTest::image, (number, image) -> image.getWidth())
                .withReaders(3)
                .withCalls(4);
    }

    private static void ignore(ImageResult<Integer, Integer> ignored) {}

    @AfterEach
    void noThreadIsLeft() {
        assertEquals(
                List.of(),
                Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().endsWith("images"))
                        .toList());
        assertFalse(Thread.interrupted());
    }

    @Test
    void resultsComeWithTheirSourcesAndImages() {
        List<ImageResult<Integer, Integer>> results = new ArrayList<>();
        Thread caller = Thread.currentThread();
        widths().run(numbers(MANY), result -> {
            assertSame(caller, Thread.currentThread());
            results.add(result);
        });

        for (int number = 0; number < MANY; number++) {
            ImageResult.Segmented<?, ?> result = assertInstanceOf(ImageResult.Segmented.class, results.get(number));
            assertEquals(number, result.source());
            assertEquals(number + 1, result.image().getWidth());
            assertEquals(number + 1, result.result());
        }
        assertEquals(MANY, results.size());
    }

    @Test
    void noImagesAreNoResults() {
        widths().run(List.of(), result -> {
            throw new AssertionError(result);
        });
    }

    @Test
    void aBadImageStopsNoOther() {
        InvalidImageException damaged = new InvalidImageException(Kind.DAMAGED, "damaged");
        BulkSegmentation<Integer, Integer> some = BulkSegmentation.of(
                number -> {
                    if (number % BAD == 0) {
                        throw damaged;
                    }
                    return image(number);
                },
                (number, image) -> {
                    if (number % BAD == 1) {
                        throw new OutOfMemoryError("of this test");
                    }
                    return number;
                });
        List<Integer> order = new ArrayList<>();
        some.run(numbers(MANY), result -> {
            order.add(result.source());
            switch (result.source() % BAD) {
                case 0 -> assertSame(damaged, failure(result));
                case 1 -> {
                    InvalidImageException e = assertInstanceOf(InvalidImageException.class, failure(result));
                    assertEquals(Kind.OUT_OF_MEMORY, e.kind());
                    assertTrue(e.getMessage().startsWith(result.source() + " needs more memory"), e.getMessage());
                }
                default -> assertInstanceOf(ImageResult.Segmented.class, result);
            }
        });

        assertEquals(numbers(MANY), order);
    }

    private static Exception failure(ImageResult<?, ?> result) {
        return assertInstanceOf(ImageResult.Failed.class, result).reason();
    }

    @Test
    void aSlowImageHoldsUpTheOrderAndNothingElse() throws Exception {
        CountDownLatch others = new CountDownLatch(2);
        BulkSegmentation<Integer, Integer> first = BulkSegmentation.<Integer, Integer>of(
                        BulkSegmentationTest::image, (number, image) -> {
                            if (number > 0) {
                                others.countDown();
                                return number;
                            }
                            try {
                                others.await();
                            } catch (InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                            return number;
                        })
                .withCalls(2)
                .withImagesHeld(3);
        List<Integer> order = new ArrayList<>();
        first.run(numbers(3), result -> order.add(result.source()));
        assertEquals(numbers(3), order);

        List<Integer> asTheyCome = new ArrayList<>();
        CountDownLatch used = new CountDownLatch(1);
        BulkSegmentation.<Integer, Integer>of(BulkSegmentationTest::image, (number, image) -> {
                    if (number == 0) {
                        try {
                            used.await();
                        } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                    }
                    return number;
                })
                .withCalls(2)
                .inAnyOrder()
                .run(numbers(3), result -> {
                    asTheyCome.add(result.source());
                    used.countDown();
                });
        assertNotEquals(0, asTheyCome.get(0));
        assertEquals(numbers(3), asTheyCome.stream().sorted().toList());
    }

    @Test
    void whatTheConsumerThrowsEndsTheRun() {
        AtomicInteger read = new AtomicInteger();
        IllegalStateException full = new IllegalStateException("the disk is full");
        BulkSegmentation<Integer, Integer> counted = BulkSegmentation.of(
                number -> {
                    read.incrementAndGet();
                    return image(number);
                },
                (number, image) -> number);
        assertSame(
                full,
                assertThrows(
                        IllegalStateException.class,
                        () -> counted.withImagesHeld(5).run(numbers(MANY), result -> {
                            if (result.source() == 3) {
                                throw full;
                            }
                        })));
        assertTrue(read.get() <= 8, read.get() + " images were read");
    }

    @Test
    void aFaultOfAStepEndsTheRun() {
        ArithmeticException fault = new ArithmeticException("of this test");
        BulkSegmentation<Integer, Integer> faulty =
                BulkSegmentation.of(BulkSegmentationTest::image, (number, image) -> {
                    if (number == 5) {
                        throw fault;
                    }
                    return number;
                });
        assertSame(
                fault,
                assertThrows(ArithmeticException.class, () -> faulty.run(numbers(MANY), BulkSegmentationTest::ignore)));
        BulkSegmentation<Integer, Integer> wrong = BulkSegmentation.of(
                number -> {
                    throw new StackOverflowError();
                },
                (number, image) -> number);
        assertThrows(StackOverflowError.class, () -> wrong.run(numbers(MANY), BulkSegmentationTest::ignore));
    }

    @Test
    void aClosedSegmenterEndsTheRun() {
        BulkSegmentation<Integer, Integer> closed =
                BulkSegmentation.of(BulkSegmentationTest::image, (number, image) -> {
                    throw new SegmenterClosedException("closed");
                });
        assertThrows(SegmenterClosedException.class, () -> closed.run(numbers(MANY), BulkSegmentationTest::ignore));
    }

    @Test
    void whatTheSourcesThrowEndsTheRun() {
        Iterable<Integer> broken = () -> new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                if (next == 4) {
                    throw new IllegalArgumentException("the folder is gone");
                }
                return true;
            }

            @Override
            public Integer next() {
                return next++;
            }
        };
        assertThrows(IllegalArgumentException.class, () -> widths().run(broken, BulkSegmentationTest::ignore));
    }

    @Test
    void anInterruptEndsTheRunAndTheCallsUnderWay() throws Exception {
        CountDownLatch calling = new CountDownLatch(2);
        AtomicInteger interrupted = new AtomicInteger();
        BulkSegmentation<Integer, Integer> endless = BulkSegmentation.<Integer, Integer>of(
                        BulkSegmentationTest::image, (number, image) -> {
                            calling.countDown();
                            try {
                                Thread.sleep(Long.MAX_VALUE);
                            } catch (InterruptedException e) {
                                interrupted.incrementAndGet();
                            }
                            throw new SegmentationInterruptedException("interrupted", null);
                        })
                .withCalls(2);
        AtomicInteger flags = new AtomicInteger();
        Thread caller = new Thread(() -> {
            assertThrows(
                    SegmentationInterruptedException.class,
                    () -> endless.run(numbers(MANY), BulkSegmentationTest::ignore));
            flags.set(Thread.currentThread().isInterrupted() ? 1 : -1);
        });
        caller.start();
        calling.await();
        caller.interrupt();
        caller.join();

        assertEquals(1, flags.get(), "the interrupt flag is set");
        assertEquals(2, interrupted.get());
    }

    @Test
    void anInterruptFromTheConsumerEndsTheRun() {
        List<Integer> used = new ArrayList<>();
        assertThrows(
                SegmentationInterruptedException.class,
                () -> widths().run(numbers(MANY), result -> {
                    used.add(result.source());
                    if (result.source() == 2) {
                        Thread.currentThread().interrupt();
                    }
                }));
        assertTrue(Thread.interrupted());
        assertEquals(numbers(3), used);
    }

    @Test
    void aStepThatLosesAnInterruptIsWaitedFor() {
        BulkSegmentation<Integer, Integer> deaf = BulkSegmentation.of(BulkSegmentationTest::image, (number, image) -> {
            long end = System.nanoTime() + 20_000_000;
            while (System.nanoTime() < end) {
                Thread.interrupted();
            }
            return number;
        });
        assertThrows(
                ArithmeticException.class,
                () -> deaf.run(numbers(MANY), result -> {
                    throw new ArithmeticException();
                }));
    }

    @Test
    void numbersBelowOneAreRefused() {
        for (int wrong : new int[] {0, -1}) {
            assertThrows(IllegalArgumentException.class, () -> widths().withReaders(wrong));
            assertThrows(IllegalArgumentException.class, () -> widths().withCalls(wrong));
            assertThrows(IllegalArgumentException.class, () -> widths().withImagesHeld(wrong));
        }
        assertThrows(NullPointerException.class, () -> widths().run(null, BulkSegmentationTest::ignore));
        assertThrows(NullPointerException.class, () -> widths().run(Arrays.asList(1), null));
    }
}

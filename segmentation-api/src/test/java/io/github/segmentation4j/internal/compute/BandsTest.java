package io.github.segmentation4j.internal.compute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BandsTest {
    @Property
    void everyRowIsWorkedOnOnce(
            @ForAll @IntRange(max = 300) int rows,
            @ForAll @IntRange(min = 1, max = 40) int bandRows,
            @ForAll @IntRange(min = 1, max = 9) int threads) {
        AtomicIntegerArray visits = new AtomicIntegerArray(Math.max(1, rows));
        AtomicIntegerArray busy = new AtomicIntegerArray(threads);
        Bands.run(rows, bandRows, threads, (worker, from, to) -> {
            assertEquals(1, busy.incrementAndGet(worker), "no two bands of one worker at once");
            for (int row = from; row < to; row++) {
                visits.incrementAndGet(row);
            }
            busy.decrementAndGet(worker);
        });
        for (int row = 0; row < rows; row++) {
            assertEquals(1, visits.get(row));
        }
    }

    @Test
    void worksInsideThePoolItself() {
        int[] sums = IntStream.range(0, 64)
                .parallel()
                .map(i -> {
                    AtomicIntegerArray count = new AtomicIntegerArray(1);
                    Bands.run(100, 4, (worker, from, to) -> count.addAndGet(0, to - from));
                    return count.get(0);
                })
                .toArray();
        for (int sum : sums) {
            assertEquals(100, sum);
        }
    }

    @Test
    void aFailureReachesTheCaller() {
        IllegalStateException failure = new IllegalStateException("row 70");
        IllegalStateException thrown = assertThrows(
                IllegalStateException.class,
                () -> Bands.run(100, 1, 4, (worker, from, to) -> {
                    if (from == 70) {
                        throw failure;
                    }
                }));
        assertSame(failure, thrown);
        assertThrows(
                StackOverflowError.class,
                () -> Bands.run(10, 4, (worker, from, to) -> {
                    throw new StackOverflowError();
                }));
    }

    @Test
    void anInterruptStaysSetAndTheWorkIsDone() {
        AtomicIntegerArray count = new AtomicIntegerArray(1);
        Thread.currentThread().interrupt();
        Bands.run(1000, 4, (worker, from, to) -> {
            count.addAndGet(0, to - from);
        });
        assertTrue(Thread.interrupted());
        assertEquals(1000, count.get(0));
    }

    @Test
    void smallWorkStaysOnOneThread() {
        assertEquals(1, Bands.threads(99, 100, 8));
        assertEquals(1, Bands.threads(1_000_000, 100, 1));
        assertTrue(Bands.threads(1_000_000, 100, 8) <= Runtime.getRuntime().availableProcessors());
    }
}

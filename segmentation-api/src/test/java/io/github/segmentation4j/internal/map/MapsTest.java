package io.github.segmentation4j.internal.map;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.github.segmentation4j.ConfidenceMap;
import io.github.segmentation4j.LabelMap;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MapsTest {
    /** So rarely do threads meet in the few instructions in question. */
    private static final int ATTEMPTS = 300;

    private static final List<String> CLASSES = List.of(
            "io.github.segmentation4j.LabelMap",
            "io.github.segmentation4j.ConfidenceMap",
            "io.github.segmentation4j.internal.map.Maps");

    @Test
    void arraysAreHandedOverAndLent() {
        byte[] labels = {1, 2};
        LabelMap map = Maps.labelMap(2, 1, labels);
        assertSame(labels, Maps.labels(map));
        short[] wide = {1, 300};
        assertSame(wide, Maps.labels(Maps.labelMap(2, 1, wide)));
        assertArrayEquals(new byte[] {1, 2}, (byte[]) Maps.labels(Maps.labelMap(2, 1, new short[] {1, 2})));
        assertEquals(ConfidenceMap.copyOf(2, 1, new float[] {0, 1}), Maps.confidenceMap(2, 1, new float[] {0, 1}));
    }

    /** Classes that initialize one another in two orders lock each other up; the threads of a dead attempt stay. */
    @Test
    void threadsThatBeginAtDifferentClassesNeverWaitForEachOther() throws Exception {
        URL classes = LabelMap.class.getProtectionDomain().getCodeSource().getLocation();
        ExecutorService threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
        });
        try {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                try (URLClassLoader fresh =
                        new URLClassLoader(new URL[] {classes}, ClassLoader.getPlatformClassLoader())) {
                    initializeAtOnce(fresh, threads);
                }
            }
        } finally {
            threads.shutdown();
        }
    }

    private static void initializeAtOnce(ClassLoader fresh, ExecutorService threads) throws InterruptedException {
        CyclicBarrier start = new CyclicBarrier(CLASSES.size());
        List<Future<?>> results = new ArrayList<>();
        for (String name : CLASSES) {
            results.add(threads.submit(() -> {
                Class<?> loaded = Class.forName(name, false, fresh);
                start.await();
                return Class.forName(loaded.getName(), true, fresh);
            }));
        }
        for (Future<?> result : results) {
            assertDoesNotThrow(() -> result.get(1, TimeUnit.MINUTES));
        }
    }
}

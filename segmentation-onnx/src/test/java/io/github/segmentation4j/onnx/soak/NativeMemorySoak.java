package io.github.segmentation4j.onnx.soak;

import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.onnx.OnnxSegmenter;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/**
 * Segments many images from many threads, with {@link FailingCalls} and {@link EndedCalls} among them, and fails if the resident
 * set of the process grows meanwhile, its threads or its open files, or if an image has other labels in the end.
 *
 * <p>The figure is that of Linux, {@code VmRSS} in {@code /proc/self/status}. It may stand at most 5% + 10 MB higher after
 * the last call than after call 400, by when every buffer has reached its size.
 *
 * <p>Arguments: the model, the number of calls, the number of threads, {@code same} or {@code varied} for images of one size
 * or of twelve, and the seconds after call 400 at which it ends if there are calls left.
 */
public final class NativeMemorySoak {
    private static final int SETTLED_CALLS = 400;
    private static final double ALLOWED_GROWTH = 0.05;
    private static final long ALLOWED_BYTES = 10_000_000;
    private static final int SIZES = 12;

    /** Of so many calls one fails, and another one is ended early or in tiles. */
    private static final int FAILING_EACH = 5;

    /** Collections of garbage before memory is looked at, the second for what the cleaners of the first let go. */
    private static final int COLLECTIONS = 2;

    private static final long COLLECTION_MILLIS = 200;

    /** Threads that the JVM starts when it likes, and files that it opens. */
    private static final int ALLOWED_THREADS = 4;

    private static final int ALLOWED_FILES = 4;

    private NativeMemorySoak() {}

    public static void main(String[] arguments) throws Exception {
        Path model = Path.of(arguments[0]);
        int calls = Integer.parseInt(arguments[1]);
        int threads = Integer.parseInt(arguments[2]);
        List<BufferedImage> images = images(arguments[3].equals("varied") ? SIZES : 1);
        Duration limit = Duration.ofSeconds(Long.parseLong(arguments[4]));

        ExecutorService pool = Executors.newFixedThreadPool(threads);
        AtomicInteger next = new AtomicInteger();
        ExecutorService futures = Executors.newFixedThreadPool(2);
        long settled;
        long last;
        boolean steady;
        try (OnnxSegmenter segmenter = OnnxSegmenter.load(model);
                FailingCalls failing = new FailingCalls(segmenter)) {
            EndedCalls ended = new EndedCalls(segmenter, futures);
            LabelMap before = segmenter.segment(images.get(0));
            IntConsumer one = call -> {
                BufferedImage image = images.get(call % images.size());
                switch (call % FAILING_EACH) {
                    case 0 -> failing.fail(call / FAILING_EACH);
                    case 1 -> ended.make(call / FAILING_EACH, image);
                    default -> segmenter.segment(image);
                }
            };
            run(pool, threads, one, next, SETTLED_CALLS, Instant.MAX);
            settled = residentBytes();
            int settledThreads = Thread.activeCount();
            int settledFiles = openFiles();
            run(pool, threads, one, next, calls, Instant.now().plus(limit));
            last = residentBytes();
            int lastThreads = Thread.activeCount();
            int lastFiles = openFiles();
            steady = lastThreads <= settledThreads + ALLOWED_THREADS
                    && lastFiles <= settledFiles + ALLOWED_FILES
                    && before.equals(segmenter.segment(images.get(0)));
            System.out.printf(
                    "threads: %d, then %d; open files: %d, then %d; %s%n",
                    settledThreads, lastThreads, settledFiles, lastFiles, ended);
        } finally {
            pool.shutdown();
            futures.shutdown();
        }
        long allowed = (long) (settled * (1 + ALLOWED_GROWTH)) + ALLOWED_BYTES;
        System.out.printf(
                "resident set: %.1f MB after call %d, %.1f MB after call %d, at most %.1f MB allowed: %s%n",
                settled / 1e6,
                SETTLED_CALLS,
                last / 1e6,
                next.get(),
                allowed / 1e6,
                last <= allowed ? "flat" : "GROWN");
        System.exit(last <= allowed && steady ? 0 : 1);
    }

    private static void run(
            ExecutorService pool, int threads, IntConsumer one, AtomicInteger next, int until, Instant end)
            throws Exception {
        List<Future<?>> workers = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            workers.add(pool.submit(() -> {
                while (Instant.now().isBefore(end)) {
                    int call = next.getAndUpdate(made -> Math.min(made + 1, until));
                    if (call == until) {
                        return;
                    }
                    one.accept(call);
                }
            }));
        }
        for (Future<?> worker : workers) {
            worker.get();
        }
    }

    private static List<BufferedImage> images(int count) {
        List<BufferedImage> images = new ArrayList<>();
        Random random = new Random(1);
        for (int i = 0; i < count; i++) {
            BufferedImage image = new BufferedImage(320 + 20 * i, 240 + 10 * (i % 4), BufferedImage.TYPE_3BYTE_BGR);
            for (int y = 0; y < image.getHeight(); y++) {
                for (int x = 0; x < image.getWidth(); x++) {
                    image.setRGB(x, y, random.nextInt());
                }
            }
            images.add(image);
        }
        return images;
    }

    private static int openFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return (int) files.count();
        }
    }

    /** Returns the resident set without what nobody holds any more: buffers of runs that were stopped go with the heap's garbage. */
    private static long residentBytes() throws IOException, InterruptedException {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
            Thread.sleep(COLLECTION_MILLIS);
        }
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmRSS:")) {
                return 1024 * Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        throw new IOException("/proc/self/status has no VmRSS");
    }
}

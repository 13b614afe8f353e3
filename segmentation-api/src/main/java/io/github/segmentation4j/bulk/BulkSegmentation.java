package io.github.segmentation4j.bulk;

import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.Photos;
import io.github.segmentation4j.SegmentationInterruptedException;
import io.github.segmentation4j.Segmenter;
import io.github.segmentation4j.SegmenterClosedException;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Segments many images: while one is read, others are segmented and another one is used.
 *
 * <pre>{@code
 * BulkSegmentation.of(segmenter).run(photos, result -> {
 *     if (result instanceof ImageResult.Segmented<Path, LabelMap> done) {
 *         shares.put(done.source(), done.result().share(person));
 *     }
 * });
 * }</pre>
 *
 * <p>Some threads read, some segment, and the thread that calls {@link #run} uses the results, one at a time. Whoever is slow
 * holds up the others, so that there are never more images in memory than {@link #withImagesHeld} says: an image counts from
 * before it is read until the consumer has returned. All threads belong to one run and have ended when it returns.
 *
 * <p>Images are segmented by several calls at once, since calls with one thread each get more images through than one call
 * after the other with all threads: build the segmenter for as many
 * ({@code OnnxSegmenter.builder().threads(1).concurrentCalls(n)}).
 *
 * <p>Immutable; may be run any number of times, also at once.
 *
 * @param <S> what images are read from
 * @param <T> what is made of an image
 */
public final class BulkSegmentation<S, T> {
    /** Reading takes less time than segmenting, but for the smallest networks. */
    private static final int MAX_READERS = 2;

    /** As many as a segmenter has in flight at once unless it is told otherwise. */
    private static final int MAX_CALLS = 4;

    private final Function<? super S, BufferedImage> reader;
    private final BiFunction<? super S, ? super BufferedImage, ? extends T> step;
    private final int readers;
    private final int calls;
    private final OptionalInt held;
    private final Order order;

    /** In which order results are handed out. */
    enum Order {
        OF_SOURCES,
        ANY
    }

    private BulkSegmentation(
            Function<? super S, BufferedImage> reader,
            BiFunction<? super S, ? super BufferedImage, ? extends T> step,
            int readers,
            int calls,
            OptionalInt held,
            Order order) {
        this.reader = reader;
        this.step = step;
        this.readers = readers;
        this.calls = calls;
        this.held = held;
        this.order = order;
    }

    /** Returns what reads photos by {@link Photos#read(Path)} and makes their labels. */
    public static BulkSegmentation<Path, LabelMap> of(Segmenter segmenter) {
        Objects.requireNonNull(segmenter, "segmenter");
        return of(Photos::read, (photo, image) -> segmenter.segment(image));
    }

    /**
     * Returns what reads images and makes something of them in two steps of the caller's own, for photos with limits,
     * confidences, or files that are written where the labels are made.
     *
     * <p>Both steps are called by several threads at once. A {@link io.github.segmentation4j.SegmentationException} of theirs, or
     * an {@link OutOfMemoryError}, concerns one image: it is handed to the consumer. {@link SegmenterClosedException},
     * {@link SegmentationInterruptedException} and all others end the run.
     *
     * @param reader reads an image
     * @param step makes the result of a source and its image
     */
    public static <S, T> BulkSegmentation<S, T> of(
            Function<? super S, BufferedImage> reader, BiFunction<? super S, ? super BufferedImage, ? extends T> step) {
        int processors = Runtime.getRuntime().availableProcessors();
        return new BulkSegmentation<>(
                Objects.requireNonNull(reader, "reader"),
                Objects.requireNonNull(step, "step"),
                Math.min(processors, MAX_READERS),
                Math.min(processors, MAX_CALLS),
                OptionalInt.empty(),
                Order.OF_SOURCES);
    }

    private static int atLeastOne(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " of " + value + " was asked for; give at least 1");
        }
        return value;
    }

    /**
     * Sets how many threads read images; 2 unless set, 1 on a single processor.
     *
     * @throws IllegalArgumentException if there are less than 1
     */
    public BulkSegmentation<S, T> withReaders(int threads) {
        return new BulkSegmentation<>(reader, step, atLeastOne("A number of readers", threads), calls, held, order);
    }

    /**
     * Sets how many images are segmented at once; as many as there are processors unless set, but at most 4.
     *
     * @throws IllegalArgumentException if there are less than 1
     */
    public BulkSegmentation<S, T> withCalls(int threads) {
        return new BulkSegmentation<>(reader, step, readers, atLeastOne("A number of calls", threads), held, order);
    }

    /**
     * Sets how many images may be in memory at once; unless set, one for each reader and two for each call, so that none of them
     * waits for the others. With fewer than readers and calls together some of these stand idle.
     *
     * @throws IllegalArgumentException if there are less than 1
     */
    public BulkSegmentation<S, T> withImagesHeld(int images) {
        OptionalInt most = OptionalInt.of(atLeastOne("A number of images", images));
        return new BulkSegmentation<>(reader, step, readers, calls, most, order);
    }

    /** Hands results out as they come; unless this is said, in the order of their sources, failures in their places. */
    public BulkSegmentation<S, T> inAnyOrder() {
        return new BulkSegmentation<>(reader, step, readers, calls, held, Order.ANY);
    }

    /**
     * Segments images and returns when each has been handed to the consumer, once.
     *
     * <p>What the consumer throws ends the run and is thrown, as is what the sources throw. Calls under way are interrupted then,
     * and end as early as the segmenter ends calls.
     *
     * @param sources where images are read from, asked for one after the other as there is room for an image, by threads of this
     *     run, one at a time
     * @param consumer uses the results, in this thread
     * @throws SegmentationInterruptedException if this thread is interrupted before the last result is handed out; its interrupt
     *     flag is set
     * @throws SegmenterClosedException if the segmenter is closed meanwhile
     */
    public void run(Iterable<? extends S> sources, Consumer<? super ImageResult<S, T>> consumer) {
        Objects.requireNonNull(consumer, "consumer");
        int most = held.orElse(readers + 2 * calls);
        new BulkRun<S, T>(sources.iterator(), reader, step, order, most).run(readers, calls, consumer);
    }
}

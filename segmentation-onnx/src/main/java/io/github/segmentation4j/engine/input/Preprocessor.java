package io.github.segmentation4j.engine.input;

import io.github.segmentation4j.InvalidImageException;
import io.github.segmentation4j.internal.raster.BandRows;
import io.github.segmentation4j.model.ChannelOrder;
import io.github.segmentation4j.model.Preprocessing;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Makes a network's input of an image, in the layout and element type that the network takes.
 *
 * <p>Filters on 8-bit samples have 256 results, so that normalizing is a look-up in one table for each channel, see
 * {@link SampleTables}; filters on floats are normalized value by value. The rows are split over several threads where
 * there is enough to do; each of them resizes, normalizes and writes its rows in one pass, so that no resized image ever
 * exists. Channels are made in groups of up to three, as red, green and blue are; bands of 16 bits one by one.
 *
 * <p>Weights and scratch memory for the last {@value #PLANS} sizes of images are kept, so that images of the same size
 * allocate nothing that grows with them. Safe for use by any number of threads.
 */
public final class Preprocessor {
    /** Enough for photos of one camera held upright and across, and for those of another one. */
    private static final int PLANS = 4;

    /** Source pixels and elements of the input that are worth a thread: more work than waking it. */
    private static final long WORK_PER_THREAD = 1 << 17;

    private final Preprocessing steps;
    private final SampleTables tables;
    private final int threads;
    private final long workPerThread;
    private final AtomicReferenceArray<@Nullable InputPlan> plans = new AtomicReferenceArray<>(PLANS);

    /** Creates a preprocessor for these steps that uses as many threads as the machine has processors. */
    public Preprocessor(Preprocessing steps) {
        this(steps, Runtime.getRuntime().availableProcessors());
    }

    /**
     * Creates a preprocessor for these steps.
     *
     * @param threads the most threads that one call may use, the caller's own included; at least 1
     * @throws IllegalArgumentException if {@code threads} is below 1
     */
    public Preprocessor(Preprocessing steps, int threads) {
        this(steps, threads, WORK_PER_THREAD);
    }

    /** Creates a preprocessor that says itself how many source pixels and elements are worth a thread. */
    Preprocessor(Preprocessing steps, int threads, long workPerThread) {
        if (threads < 1) {
            throw new IllegalArgumentException(
                    threads + " threads were given, but the caller's own is always used: give 1 or more");
        }
        this.steps = steps;
        this.tables = new SampleTables(steps.normalization(), steps.processor(), steps.elementType());
        this.threads = threads;
        this.workPerThread = workPerThread;
    }

    /** Returns where an image lies in the network's input. */
    public Geometry geometry(BufferedImage image) {
        return Geometry.of(steps, image.getWidth(), image.getHeight());
    }

    /**
     * Writes the input for an image.
     *
     * @param image an image of any type; it is read and never changed
     * @param geometry the geometry of the image by these steps
     * @param target takes the elements from index 0 on, in native byte order; its position and limit stay as they are
     * @throws InvalidImageException if it lacks the bands that the network takes
     * @throws IllegalArgumentException if the limit of {@code target} is below the size of the input
     */
    public void fill(BufferedImage image, Geometry geometry, ByteBuffer target) {
        long bytes = Math.multiplyExact(
                (long) steps.channels() * geometry.network().width(),
                (long) geometry.network().height() * steps.elementType().bytes());
        if (target.limit() < bytes) {
            throw new IllegalArgumentException(
                    "A buffer of " + target.limit() + " bytes was given, but " + bytes + " are needed for "
                            + steps.channels() + " channels of " + geometry.network() + " in " + steps.elementType());
        }
        ByteBuffer elements = target.duplicate().order(target.order()).clear();
        plan(geometry, bits(image)).fill(group -> ChannelRows.of(image, steps, group), elements);
    }

    /** Returns how many bits of a sample are used, having checked the bands of an image whose bands are used. */
    private int bits(BufferedImage image) {
        if (steps.channelOrder() != ChannelOrder.BANDS) {
            return Byte.SIZE;
        }
        BandRows rows = bands(image);
        if (rows.bands() != steps.channels()) {
            throw new InvalidImageException(
                    InvalidImageException.Kind.UNSUPPORTED,
                    "An image of " + rows.bands() + (rows.bands() == 1 ? " band" : " bands")
                            + " was given, but the network takes " + steps.channels() + ": choose those that it takes");
        }
        if (rows.bits() == Short.SIZE && !WideResize.isFor(steps.resampling())) {
            throw new InvalidImageException(
                    InvalidImageException.Kind.UNSUPPORTED,
                    "An image with bands of 16 bits was given, but the filter " + steps.resampling()
                            + " works on samples of 8 bits: choose one of Pillow's, of PyTorch's, or a nearest one");
        }
        return rows.bits();
    }

    private static BandRows bands(BufferedImage image) {
        try {
            return BandRows.of(image);
        } catch (IllegalArgumentException e) {
            throw new InvalidImageException(InvalidImageException.Kind.UNSUPPORTED, String.valueOf(e.getMessage()), e);
        }
    }

    private InputPlan plan(Geometry geometry, int bits) {
        for (int i = 0; i < PLANS; i++) {
            InputPlan plan = plans.get(i);
            if (plan != null && plan.isFor(geometry, bits)) {
                return plan;
            }
        }
        // The oldest one goes. Two threads that do this at once lose a plan at most.
        InputPlan plan = new InputPlan(steps, tables, geometry, bits, threads, workPerThread);
        for (int i = PLANS - 1; i > 0; i--) {
            plans.set(i, plans.get(i - 1));
        }
        plans.set(0, plan);
        return plan;
    }
}

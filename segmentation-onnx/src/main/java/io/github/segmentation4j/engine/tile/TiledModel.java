package io.github.segmentation4j.engine.tile;

import io.github.segmentation4j.ImageRegions;
import io.github.segmentation4j.InferenceFailedException;
import io.github.segmentation4j.InvalidImageException;
import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.Segmentation;
import io.github.segmentation4j.engine.argmax.ScoreGrid;
import io.github.segmentation4j.engine.pipeline.Deadline;
import io.github.segmentation4j.engine.pipeline.Model;
import io.github.segmentation4j.engine.pipeline.Pipeline;
import io.github.segmentation4j.model.OutputKind;
import io.github.segmentation4j.model.Tiles;
import java.awt.image.BufferedImage;
import java.util.function.Consumer;

/**
 * A model that sees an image of any size in tiles, at the image's own scale.
 *
 * <p>The scores of the tiles' cores are put together on the network's own grid, one row of tiles at a time, and brought to the
 * size of the image as those of the whole image would be, by its scale and not by that of a tile. Where the halo is as wide as
 * the network's {@link ReceptiveField}, labels and confidences are those of the whole image, bit for bit, its borders included:
 * tiles begin at multiples of the network's stride, and end with the image where that ends, so that the network pads there what
 * it pads of the whole.
 *
 * <p>Beside the labels a call holds {@code 4 C ceil(W/s) (core/s + 4)} bytes of scores, with C classes, an image W pixels
 * wide and scores s pixels apart, and what the network needs for one tile. Safe for use by any number of threads.
 */
public final class TiledModel implements AutoCloseable {
    /** Where nothing tells how far a network looks, the halo has this many pixels. */
    private static final int DEFAULT_HALO = 128;

    private final Model model;
    private final ReceptiveField field;
    private final int core;
    private final int halo;

    /**
     * Creates a model on top of another one, which it closes.
     *
     * @param model of any size rule, crop and padding; none of these is used
     * @param field how far its network looks
     * @throws InvalidModelException if it finds labels by other means than scores on one grid
     */
    public TiledModel(Model model, Tiles tiles, ReceptiveField field) {
        if (model.format().kind() == OutputKind.LABELS || !model.decoder().decodesBands()) {
            throw new InvalidModelException(
                    "The network gives labels, but tiles are put together as scores: segment the image as"
                            + " a whole, load the model with fine borders (fineBorders) if its graph ends in an ArgMax, or export it"
                            + " with its scores as output");
        }
        this.model = model.asIs();
        this.field = field;
        this.core = field.roundedUp(tiles.size());
        this.halo = field.roundedUp(tiles.halo().orElse(field.radius().orElse(DEFAULT_HALO)));
    }

    /** Returns the model that sees the tiles. */
    public Model model() {
        return model;
    }

    /** Returns the labels of an image, at its size, if the network has seen all of it before a deadline. */
    public LabelMap labels(BufferedImage image, Deadline deadline) {
        Collected labels = new Collected(image.getWidth(), image.getHeight(), false);
        run(image, deadline, false, labels::add);
        return labels.labels();
    }

    /** Returns the labels of an image with the confidence of each, if the network has seen all of it before a deadline. */
    public Segmentation labelsWithConfidence(BufferedImage image, Deadline deadline) {
        Collected labels = new Collected(image.getWidth(), image.getHeight(), true);
        run(image, deadline, true, labels::add);
        return new Segmentation(labels.labels(), labels.confidence());
    }

    /** Hands the labels of an image over, from top to bottom. */
    public void labels(ImageRegions image, Deadline deadline, Consumer<LabelMap> rows) {
        TileSource source = TileSource.of(image, model.steps().channelOrder());
        model.pipeline()
                .together(deadline, runs -> run(runs, source, false, (y, labels, confidence) -> rows.accept(labels)));
    }

    private void run(BufferedImage image, Deadline deadline, boolean confidence, TiledRun.Rows rows) {
        long pixels = (long) image.getWidth() * image.getHeight();
        if (pixels > Integer.MAX_VALUE) {
            throw new InvalidImageException(
                    InvalidImageException.Kind.TOO_LARGE,
                    "An image of " + image.getWidth() + "x" + image.getHeight()
                            + " pixels was given, but a label map holds" + " at most " + Integer.MAX_VALUE
                            + ": cut it into parts, or read it from a file by ImageRegions");
        }
        model.pipeline().together(deadline, runs -> run(runs, TileSource.of(image), confidence, rows));
    }

    private TiledRun run(Pipeline.Runs runs, TileSource image, boolean confidence, TiledRun.Rows rows) {
        TiledRun run = new TiledRun(model, runs, field.stride(), image, confidence, rows);
        for (TileSpan down : TileSpan.of(image.height(), core, halo, field.stride())) {
            for (TileSpan across : TileSpan.of(image.width(), core, halo, field.stride())) {
                run.see(across, down);
            }
            run.finishRow(down);
        }
        return run;
    }

    /** Returns how far apart the scores of a tile are in pixels, given how many there are along both axes. */
    static int scale(ScoreGrid scores, TileSpan across, TileSpan down, int stride) {
        for (int scale = stride; scale >= 1; scale--) {
            if (stride % scale == 0
                    && scores.width() == samples(across.readLength(), scale)
                    && scores.height() == samples(down.readLength(), scale)) {
                return scale;
            }
        }
        throw unevenScores(scores, across, down);
    }

    /** Returns what a tile means that has not one score for so many pixels each. */
    static InferenceFailedException unevenScores(ScoreGrid scores, TileSpan across, TileSpan down) {
        return new InferenceFailedException("The network gives " + scores.width() + "x" + scores.height()
                + " scores for a tile of " + across.readLength() + "x" + down.readLength()
                + " pixels, which is not one for so many pixels each, so that tiles cannot be put together: segment the image"
                + " as a whole");
    }

    /** Returns how many scores there are for so many pixels. */
    static int samples(int pixels, int scale) {
        return (int) (((long) pixels + scale - 1) / scale);
    }

    /** Waits for the calls in flight and releases the network; closing twice is harmless. */
    @Override
    public void close() {
        model.close();
    }

    @Override
    public String toString() {
        return "tiles of " + core + " pixels with a halo of " + halo;
    }
}

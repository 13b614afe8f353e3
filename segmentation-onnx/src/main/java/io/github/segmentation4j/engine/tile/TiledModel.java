package io.github.segmentation4j.engine.tile;

import io.github.segmentation4j.ImageRegions;
import io.github.segmentation4j.InvalidImageException;
import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.Segmentation;
import io.github.segmentation4j.engine.pipeline.Deadline;
import io.github.segmentation4j.engine.pipeline.Model;
import io.github.segmentation4j.engine.pipeline.Pipeline;
import io.github.segmentation4j.model.ImageSize;
import io.github.segmentation4j.model.OutputKind;
import io.github.segmentation4j.model.Padding;
import io.github.segmentation4j.model.SizeRule;
import io.github.segmentation4j.model.Tiles;
import java.awt.image.BufferedImage;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * A model that sees an image of any size in tiles, at the image's own scale.
 *
 * <p>The scores of the tiles are put together on the network's own grid, one row of tiles at a time, and brought to the
 * size of the image as those of the whole image would be, by its scale and not by that of a tile. Where the halo is as wide as
 * the network's {@link ReceptiveField}, labels and confidences are those of the whole image, bit for bit, its borders included:
 * tiles begin at multiples of the network's stride, and end with the image where that ends, so that the network pads there what
 * it pads of the whole. A network that takes multiples of some number sees the last tiles padded as the whole image would be.
 *
 * <p>Of a network that takes one size only, tiles have that size. The labels of a graph that ends in them are put side by side.
 * Neither is what the whole image would give.
 *
 * <p>Beside the labels a call holds {@code 4 C ceil(W/s) (core/s + 4)} bytes of scores, with C classes, an image W pixels
 * wide and scores s pixels apart, and what the network needs for one tile. Safe for use by any number of threads.
 */
public final class TiledModel implements AutoCloseable {
    /**
     * How far above a row the scores may lie that its labels depend on, in strides: one for a resize from scores that are a
     * stride apart, another one for the graph's own resize before it, and their rounding.
     */
    private static final int STRIDES_BEFORE = 4;

    private final Model model;
    private final ReceptiveField field;
    private final Tiles tiles;
    private final TileCut across;
    private final TileCut down;

    /**
     * Creates a model on top of another one, which it closes.
     *
     * @param model of any size rule and crop, neither of which is used, and any padding, of which the filling is used, and the number
     *     to whose multiples it pads, as the size rule may, too
     * @param field how far its network looks
     * @param only the size of the only images that the network takes, if it takes no others
     * @throws InvalidModelException if tiles are to be blended of a network that gives labels, or the halo leaves nothing of a tile
     */
    public TiledModel(Model model, Tiles tiles, ReceptiveField field, Optional<ImageSize> only) {
        this.field = field;
        this.tiles = tiles;
        if (tiles.overlap().isPresent() && givesLabels(model)) {
            throw new InvalidModelException(
                    "The network gives labels, but only scores can be blended: choose tiles with a halo, load"
                            + " the model with fine borders (fineBorders) if its graph ends in an ArgMax, or export it with its scores as"
                            + " output");
        }
        if (only.isPresent()) {
            this.model = model.asIs(filledAs(
                    model, Padding.toSize(only.get().width(), only.get().height())));
            this.across = TileCut.ofFixed(tiles, field, only.get().width());
            this.down = TileCut.ofFixed(tiles, field, only.get().height());
        } else {
            int multiple = multiple(model);
            this.model = model.asIs(multiple == 1 ? Padding.none() : filledAs(model, Padding.toMultipleOf(multiple)));
            this.across = TileCut.of(tiles, field, multiple);
            this.down = across;
        }
    }

    private static boolean givesLabels(Model model) {
        return model.format().kind() == OutputKind.LABELS || !model.decoder().decodesBands();
    }

    /** Returns the number of which the network takes multiples, as far as the model's own steps tell. */
    private static int multiple(Model model) {
        OptionalInt padded =
                model.steps().padding().target().map(SizeRule::stride).orElse(OptionalInt.empty());
        return padded.orElse(model.steps().size().stride().orElse(1));
    }

    private static Padding filledAs(Model model, Padding padding) {
        Padding own = model.steps().padding();
        return own.color().isPresent()
                ? padding.withColor(own.color().getAsInt())
                : padding.withInput(own.input().orElse(0));
    }

    /** Returns the model that sees the tiles. */
    public Model model() {
        return model;
    }

    /** Returns the labels of an image, at its size, if the network has seen all of it before a deadline. */
    public LabelMap labels(BufferedImage image, Deadline deadline) {
        LabelBand labels = new LabelBand(image.getWidth(), image.getHeight(), false);
        run(image, deadline, false, labels::add);
        return labels.labels();
    }

    /** Returns the labels of an image with the confidence of each, if the network has seen all of it before a deadline. */
    public Segmentation labelsWithConfidence(BufferedImage image, Deadline deadline) {
        LabelBand labels = new LabelBand(image.getWidth(), image.getHeight(), true);
        run(image, deadline, true, labels::add);
        return new Segmentation(labels.labels(), labels.confidence());
    }

    /** Hands the labels of an image over, from one of its rows to the bottom. */
    public void labels(ImageRegions image, int fromRow, Deadline deadline, Consumer<LabelMap> rows) {
        TileSource source = TileSource.of(image, model.steps().channelOrder());
        model.pipeline()
                .together(
                        deadline,
                        runs -> run(runs, source, fromRow, false, (y, labels, confidence) -> rows.accept(labels)));
    }

    private void run(BufferedImage image, Deadline deadline, boolean confidence, Stitching.Rows rows) {
        long pixels = (long) image.getWidth() * image.getHeight();
        if (pixels > Integer.MAX_VALUE) {
            throw new InvalidImageException(
                    InvalidImageException.Kind.TOO_LARGE,
                    "An image of " + image.getWidth() + "x" + image.getHeight()
                            + " pixels was given, but a label map holds" + " at most " + Integer.MAX_VALUE
                            + ": cut it into parts, or read it from a file by ImageRegions");
        }
        model.pipeline().together(deadline, runs -> run(runs, TileSource.of(image), 0, confidence, rows));
    }

    private Stitching run(Pipeline.Runs runs, TileSource image, int fromRow, boolean confidence, Stitching.Rows taker) {
        TileAxis columns = across.along(image.width());
        TileAxis rows = down.along(image.height());
        Stitching stitching = stitching(columns, rows, fromRow, confidence, taker);
        int before = Math.max(0, fromRow - STRIDES_BEFORE * field.stride());
        for (int i = rows.firstTileFor(before); i < rows.spans().size(); i++) {
            TileSpan row = rows.spans().get(i);
            for (TileSpan column : columns.spans()) {
                runs.run(image.read(column, row), (outputs, geometry) -> stitching.put(outputs, geometry, column, row));
            }
            stitching.finishRow(row, rows.doneAfter(i), i == rows.spans().size() - 1);
        }
        return stitching;
    }

    private Stitching stitching(
            TileAxis columns, TileAxis rows, int fromRow, boolean confidence, Stitching.Rows taker) {
        if (givesLabels(model)) {
            return new StitchedLabels(model.decoder(), columns, rows, fromRow, confidence, taker);
        }
        StitchedScores.Bands bands = tiles.overlap().isPresent()
                ? (classes, width) -> new BlendedBand(classes, width, tiles.isGaussian())
                : ScoreBand::new;
        return new StitchedScores(model.decoder(), field.stride(), columns, rows, bands, fromRow, confidence, taker);
    }

    /** Waits for the calls in flight and releases the network; closing twice is harmless. */
    @Override
    public void close() {
        model.close();
    }

    @Override
    public String toString() {
        return across.toString();
    }
}

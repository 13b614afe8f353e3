package io.github.segmentation4j.engine.tile;

import io.github.segmentation4j.InferenceFailedException;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.engine.TensorView;
import io.github.segmentation4j.engine.argmax.ScoreGrid;
import io.github.segmentation4j.engine.decode.BandDecoder;
import io.github.segmentation4j.engine.decode.SemanticDecoder;
import io.github.segmentation4j.engine.input.Geometry;
import io.github.segmentation4j.model.ImageSize;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Scores put together on the network's own grid, and brought to the size of the image by the scale of the whole image. Used by
 * one thread.
 */
final class StitchedScores implements Stitching {
    /** Pixels whose labels are handed over at once, more than a band of the kernels, less than matters beside a tile. */
    private static final int MAX_PIXELS = 1 << 22;

    private final SemanticDecoder decoder;
    private final int stride;
    private final TileAxis columns;
    private final TileAxis rows;
    private final Bands bands;
    private final boolean confidence;
    private final Rows taker;

    /** Known once the first tile has been seen. */
    private @Nullable Grid grid;

    /** The first row of the image whose labels have not been found yet. */
    private int nextRow;

    /** Makes the rows of scores that are kept. */
    @FunctionalInterface
    interface Bands {
        ScoreBand of(int classes, int width);
    }

    /**
     * What the scores of the first tile tell.
     *
     * @param scale the pixels from one score to the next
     * @param size of the scores of the whole image
     */
    private record Grid(int scale, ImageSize size, ScoreBand band, BandDecoder decoder) {}

    /**
     * Begins an image.
     *
     * @param stride of the network, of which the distance of two scores in pixels is a divisor
     * @param fromRow the first row of the image whose labels are wanted
     * @param confidence whether confidences are asked for
     */
    StitchedScores(
            SemanticDecoder decoder,
            int stride,
            TileAxis columns,
            TileAxis rows,
            Bands bands,
            int fromRow,
            boolean confidence,
            Rows taker) {
        this.decoder = decoder;
        this.stride = stride;
        this.columns = columns;
        this.rows = rows;
        this.bands = bands;
        this.nextRow = fromRow;
        this.confidence = confidence;
        this.taker = taker;
    }

    @Override
    public void put(List<TensorView> outputs, Geometry geometry, TileSpan across, TileSpan down) {
        ScoreGrid scores = decoder.scores(outputs);
        Grid known = grid;
        if (known == null) {
            known = grid(scores, scale(scores, across, down));
            grid = known;
        } else if (scores.width() != samples(across.readLength(), known.scale())
                || scores.height() != samples(down.readLength(), known.scale())) {
            throw unevenScores(scores, across, down);
        }
        int scale = known.scale();
        int toX = across.from() / scale;
        int toY = down.from() / scale;
        if (across.from() == 0) {
            int kept = Math.min(toY, known.decoder().firstRow(Math.min(nextRow, rows.length() - 1)));
            known.band().advance(kept, samples(down.to(), scale));
        }
        known.band()
                .put(
                        scores,
                        (across.from() - across.readFrom()) / scale,
                        (down.from() - down.readFrom()) / scale,
                        toX,
                        toY,
                        samples(across.to(), scale) - toX,
                        samples(down.to(), scale) - toY);
    }

    private Grid grid(ScoreGrid scores, int scale) {
        ImageSize whole = new ImageSize(columns.length(), rows.length());
        ImageSize padded = new ImageSize(columns.padded(), rows.padded());
        ImageSize size = new ImageSize(samples(padded.width(), scale), samples(padded.height(), scale));
        Geometry geometry = new Geometry(whole, whole, whole, padded, 0, 0, 0, 0);
        return new Grid(
                scale, size, bands.of(scores.classes(), size.width()), decoder.bands(scores.classes(), size, geometry));
    }

    @Override
    public void finishRow(TileSpan down, int done, boolean isLast) {
        Grid known = Objects.requireNonNull(grid, "no tile has been seen");
        int count = isLast ? known.size().height() : done / known.scale();
        known.band().finish(count);
        int toRow = isLast ? rows.length() : known.decoder().readyRows(nextRow, count);
        int most = Math.max(1, MAX_PIXELS / columns.length());
        while (nextRow < toRow) {
            int next = Math.min(toRow, nextRow + most);
            float[] sure = confidence ? new float[Math.multiplyExact(columns.length(), next - nextRow)] : null;
            int first = known.decoder().firstRow(nextRow);
            int last = known.decoder().lastRow(next - 1);
            LabelMap labels = known.decoder().labels(known.band().rows(first, last + 1), first, nextRow, next, sure);
            taker.take(nextRow, labels, sure);
            nextRow = next;
        }
    }

    /** Returns how far apart the scores of a tile are in pixels, given how many there are along both axes. */
    private int scale(ScoreGrid scores, TileSpan across, TileSpan down) {
        for (int scale = stride; scale >= 1; scale--) {
            if (stride % scale == 0
                    && scores.width() == samples(across.readLength(), scale)
                    && scores.height() == samples(down.readLength(), scale)) {
                return scale;
            }
        }
        throw unevenScores(scores, across, down);
    }

    private static InferenceFailedException unevenScores(ScoreGrid scores, TileSpan across, TileSpan down) {
        return new InferenceFailedException("The network gives " + scores.width() + "x" + scores.height()
                + " scores for a tile of " + across.readLength() + "x" + down.readLength()
                + " pixels, which is not one for so many pixels each, so that tiles cannot be put together: segment the image"
                + " as a whole");
    }

    /** Returns how many scores there are for so many pixels. */
    private static int samples(int pixels, int scale) {
        return (int) (((long) pixels + scale - 1) / scale);
    }
}

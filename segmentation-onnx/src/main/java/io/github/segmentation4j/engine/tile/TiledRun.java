package io.github.segmentation4j.engine.tile;

import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.engine.argmax.ScoreGrid;
import io.github.segmentation4j.engine.decode.BandDecoder;
import io.github.segmentation4j.engine.input.Geometry;
import io.github.segmentation4j.engine.pipeline.Model;
import io.github.segmentation4j.engine.pipeline.Pipeline;
import io.github.segmentation4j.model.ImageSize;
import java.awt.image.BufferedImage;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One image on its way through the tiles, row of tiles after row of tiles. Used by one thread. */
final class TiledRun {
    /** Pixels whose labels are handed over at once, more than a band of the kernels, less than matters beside a tile. */
    private static final int MAX_PIXELS = 1 << 22;

    private final Model model;
    private final Pipeline.Runs runs;
    private final int stride;
    private final TileSource image;
    private final boolean confidence;
    private final Rows rows;

    /** Known once the first tile has been seen. */
    private @Nullable Stitching stitching;

    /** The first row of the image whose labels have not been found yet. */
    private int nextRow;

    /** What takes the labels of an image from top to bottom. */
    @FunctionalInterface
    interface Rows {
        /**
         * Takes some rows.
         *
         * @param y the first of them
         * @param confidence one for each label, or null if nobody asked
         */
        void take(int y, LabelMap labels, float @Nullable [] confidence);
    }

    /**
     * What the scores of the first tile tell.
     *
     * @param scale the pixels from one score to the next
     * @param size of the scores of the whole image
     */
    private record Stitching(int scale, ImageSize size, ScoreBand band, BandDecoder decoder) {}

    TiledRun(Model model, Pipeline.Runs runs, int stride, TileSource image, boolean confidence, Rows rows) {
        this.model = model;
        this.runs = runs;
        this.stride = stride;
        this.image = image;
        this.confidence = confidence;
        this.rows = rows;
    }

    /** Lets the network see a tile and keeps the scores of its core. */
    void see(TileSpan across, TileSpan down) {
        BufferedImage tile = image.read(across, down);
        runs.run(tile, (outputs, geometry) -> put(model.decoder().scores(outputs), across, down));
    }

    private void put(ScoreGrid scores, TileSpan across, TileSpan down) {
        Stitching known = stitching;
        if (known == null) {
            known = stitching(scores, TiledModel.scale(scores, across, down, stride));
            stitching = known;
        } else if (scores.width() != TiledModel.samples(across.readLength(), known.scale())
                || scores.height() != TiledModel.samples(down.readLength(), known.scale())) {
            throw TiledModel.unevenScores(scores, across, down);
        }
        int scale = known.scale();
        int toX = across.from() / scale;
        int toY = down.from() / scale;
        if (across.from() == 0) {
            int kept = Math.min(toY, known.decoder().firstRow(Math.min(nextRow, image.height() - 1)));
            known.band().advance(kept, TiledModel.samples(down.to(), scale));
        }
        known.band()
                .put(
                        scores,
                        (across.from() - across.readFrom()) / scale,
                        (down.from() - down.readFrom()) / scale,
                        toX,
                        toY,
                        TiledModel.samples(across.to(), scale) - toX,
                        TiledModel.samples(down.to(), scale) - toY);
    }

    private Stitching stitching(ScoreGrid scores, int scale) {
        ImageSize whole = new ImageSize(image.width(), image.height());
        ImageSize size =
                new ImageSize(TiledModel.samples(whole.width(), scale), TiledModel.samples(whole.height(), scale));
        Geometry geometry = new Geometry(whole, whole, whole, whole, 0, 0, 0, 0);
        return new Stitching(
                scale,
                size,
                new ScoreBand(scores.classes(), size.width()),
                model.decoder().bands(scores.classes(), size, geometry));
    }

    /** Finds the labels of the rows whose scores are all there, once the tiles of a row have been seen. */
    void finishRow(TileSpan down) {
        Stitching known = Objects.requireNonNull(stitching, "no tile has been seen");
        boolean isLast = down.to() == image.height();
        int count = isLast ? known.size().height() : down.to() / known.scale();
        int toRow = isLast ? image.height() : known.decoder().readyRows(nextRow, count);
        int most = Math.max(1, MAX_PIXELS / image.width());
        while (nextRow < toRow) {
            int next = Math.min(toRow, nextRow + most);
            float[] sure = confidence ? new float[Math.multiplyExact(image.width(), next - nextRow)] : null;
            int first = known.decoder().firstRow(nextRow);
            int last = known.decoder().lastRow(next - 1);
            LabelMap labels = known.decoder().labels(known.band().rows(first, last + 1), first, nextRow, next, sure);
            rows.take(nextRow, labels, sure);
            nextRow = next;
        }
    }
}

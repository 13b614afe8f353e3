package io.github.segmentation4j.engine.tile;

import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.engine.TensorView;
import io.github.segmentation4j.engine.decode.SemanticDecoder;
import io.github.segmentation4j.engine.input.Geometry;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Labels put side by side, of a network that gives no scores: those of each tile at the tile's own size. Labels that the graph
 * makes at another size than its input's are not those of the whole image, whatever the halo. Used by one thread.
 */
final class StitchedLabels implements Stitching {
    private final SemanticDecoder decoder;
    private final TileAxis columns;
    private final TileAxis rows;
    private final int fromRow;
    private final boolean confidence;
    private final Rows taker;

    /** Of the row of tiles that is under way. */
    private @Nullable LabelBand band;

    /**
     * Begins an image.
     *
     * @param fromRow the first row of the image whose labels are wanted
     * @param confidence whether confidences are asked for, of which the decoder says that there are none
     */
    StitchedLabels(
            SemanticDecoder decoder, TileAxis columns, TileAxis rows, int fromRow, boolean confidence, Rows taker) {
        this.decoder = decoder;
        this.columns = columns;
        this.rows = rows;
        this.fromRow = fromRow;
        this.confidence = confidence;
        this.taker = taker;
    }

    @Override
    public void put(List<TensorView> outputs, Geometry geometry, TileSpan across, TileSpan down) {
        LabelMap labels = confidence
                ? decoder.labelsWithConfidence(outputs, geometry).labels()
                : decoder.labels(outputs, geometry);
        int toY = Math.min(rows.length(), down.to());
        LabelBand target = band;
        if (target == null) {
            target = new LabelBand(columns.length(), toY - down.from(), false);
            band = target;
        }
        target.put(
                labels,
                across.from() - across.readFrom(),
                down.from() - down.readFrom(),
                across.from(),
                0,
                Math.min(columns.length(), across.to()) - across.from(),
                toY - down.from());
    }

    @Override
    public void finishRow(TileSpan down, int done, boolean isLast) {
        LabelMap labels = Objects.requireNonNull(band, "no tile has been seen").labels();
        int skipped = fromRow - down.from();
        if (skipped <= 0) {
            taker.take(down.from(), labels, null);
        } else if (skipped < labels.height()) {
            taker.take(fromRow, labels.crop(0, skipped, labels.width(), labels.height() - skipped), null);
        }
        band = null;
    }
}

package io.github.segmentation4j.engine.decode;

import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.engine.argmax.Argmax;
import io.github.segmentation4j.engine.argmax.LabelSink;
import io.github.segmentation4j.engine.argmax.ScoreGrid;
import io.github.segmentation4j.engine.argmax.ScoreRule;
import io.github.segmentation4j.engine.argmax.Taps;
import org.jspecify.annotations.Nullable;

/**
 * Finds the labels of an image whose scores are never there as a whole: of some rows of it from the rows of scores behind them.
 * The labels are those that all scores together would give. Used by one thread at a time; works with several itself.
 */
public final class BandDecoder {
    private final int classes;
    private final ScoreRule rule;
    private final Taps columns;
    private final Taps rows;
    private final int threads;

    BandDecoder(int classes, ScoreRule rule, Taps columns, Taps rows, int threads) {
        this.classes = classes;
        this.rule = rule;
        this.columns = columns;
        this.rows = rows;
        this.threads = threads;
    }

    /** Returns the first row of scores behind a row of the image. */
    public int firstRow(int y) {
        return rows.sample(y, 0);
    }

    /** Returns the last row of scores behind a row of the image; of no row before it a later one is needed. */
    public int lastRow(int y) {
        return rows.last(y);
    }

    /** Returns the first row of the image, from {@code y} on, that needs more than the first {@code count} rows of scores. */
    public int readyRows(int y, int count) {
        int ready = y;
        while (ready < rows.length() && rows.last(ready) < count) {
            ready++;
        }
        return ready;
    }

    /**
     * Finds the labels of some rows.
     *
     * @param band the rows of scores behind them, of the image's full width, and no others
     * @param bandStart the first of them
     * @param y the first row of the image, {@code toY} the one behind the last
     * @param confidence filled with those of these rows, or null if nobody wants them
     * @return the labels, of the width of the image
     */
    public LabelMap labels(ScoreGrid band, int bandStart, int y, int toY, float @Nullable [] confidence) {
        LabelSink labels = LabelSink.of(rule.labels(classes), columns.length(), toY - y);
        Taps part = rows.part(y, toY, bandStart, band.height());
        new Argmax(classes, rule, columns, part, threads).run(band, labels, confidence);
        return labels.toLabelMap();
    }
}

package io.github.segmentation4j.engine.argmax;

import io.github.segmentation4j.internal.compute.Bands;
import org.jspecify.annotations.Nullable;

/**
 * From scores of one size to the labels of an image of one size: the tables and the memory that this takes, and the choice
 * of the kernel.
 *
 * <p>The labels are those of the class with the highest score of {@link Taps}, along the rows of the grid first; of equal
 * scores the lowest class wins, as negative and positive zero are, and the first NaN wins over every number: the order of
 * NumPy's and PyTorch's argmax. They depend neither on the kernel nor on the number of threads.
 *
 * <p>Allocates nothing but the labels once it has been used. One call at a time; works with several threads itself.
 */
public final class Argmax {
    /** Pixels a cell must have on average for the shortcut to be worth the look at its corners. */
    private static final int LEAST_CELL_PIXELS = 4;

    /** Samples ranked before their cells are worked on: 256 kB, within a second-level cache. */
    private static final int BAND_SAMPLES = 1 << 14;

    /** Scores read or pixels written for which a further thread is worth its start. */
    private static final long THREAD_SCORES = 1 << 17;

    private static final int BANDS_PER_THREAD = 3;

    private final int classes;
    private final ScoreRule rule;
    private final Taps columns;
    private final Taps rows;
    private final Cells columnCells;
    private final Cells rowCells;
    private final int threads;

    private final @Nullable CellArgmax[] byCell;
    private final @Nullable StripArgmax[] byStrip;
    private final @Nullable StripConfidence[] confidences;
    private final @Nullable PlainArgmax[] plain;

    /**
     * Creates the tables.
     *
     * @param classes channels of the scores
     * @param columns from the grid's columns to the image's
     * @param rows from the grid's rows to the image's
     * @param threads the most threads to work with, at least 1
     */
    public Argmax(int classes, ScoreRule rule, Taps columns, Taps rows, int threads) {
        this.classes = classes;
        this.rule = rule;
        this.columns = columns;
        this.rows = rows;
        this.columnCells = Cells.of(columns);
        this.rowCells = Cells.of(rows);
        this.threads = threads;
        this.byCell = new CellArgmax[threads];
        this.byStrip = new StripArgmax[threads];
        this.confidences = new StripConfidence[threads];
        this.plain = new PlainArgmax[threads];
    }

    /**
     * Finds the labels, and their confidence if asked for.
     *
     * @param grid of the size and number of classes that this was made for
     * @param labels of the image
     * @param confidence filled with a confidence for every pixel, or null if nobody wants them
     */
    public void run(ScoreGrid grid, LabelSink labels, float @Nullable [] confidence) {
        if (columns.isIdentity() && rows.isIdentity()) {
            plain(grid, labels, confidence);
            return;
        }
        if (labels instanceof LabelSink.Bytes bytes && hasShortcut()) {
            byCell(grid, bytes);
        } else {
            byStrip(grid, labels);
        }
        if (confidence != null) {
            measure(grid, labels, confidence);
        }
    }

    private boolean hasShortcut() {
        long cells = (long) columnCells.count() * rowCells.count();
        return !rule.isForeground() && Ranking.covers(classes) && pixels() / cells >= LEAST_CELL_PIXELS;
    }

    private long pixels() {
        return (long) columns.length() * rows.length();
    }

    private void plain(ScoreGrid grid, LabelSink labels, float @Nullable [] confidence) {
        int blocks = Math.toIntExact((pixels() + PlainArgmax.BLOCK - 1) / PlainArgmax.BLOCK);
        Bands.run(blocks, threads(pixels() * classes), (worker, from, to) -> {
            PlainArgmax kernel = plain[worker];
            if (kernel == null) {
                kernel = new PlainArgmax(classes, rule);
                plain[worker] = kernel;
            }
            kernel.run(grid, from, to, labels, confidence);
        });
    }

    private void byStrip(ScoreGrid grid, LabelSink labels) {
        Bands.run(rows.length(), threads(pixels() * classes), (worker, from, to) -> {
            StripArgmax kernel = byStrip[worker];
            if (kernel == null) {
                kernel = new StripArgmax(classes, rule, columns, rows);
                byStrip[worker] = kernel;
            }
            kernel.run(grid, 0, columns.length(), from, to, labels);
        });
    }

    private void measure(ScoreGrid grid, LabelSink labels, float[] confidence) {
        Bands.run(rows.length(), threads(pixels() * classes), (worker, from, to) -> {
            StripConfidence kernel = confidences[worker];
            if (kernel == null) {
                kernel = new StripConfidence(classes, rule, columns, rows);
                confidences[worker] = kernel;
            }
            kernel.run(grid, from, to, labels, confidence);
        });
    }

    private void byCell(ScoreGrid grid, LabelSink.Bytes labels) {
        int wanted = threads((long) grid.width() * grid.height() * classes + pixels());
        long bandsForCache = (long) grid.width() * grid.height() / BAND_SAMPLES + 1;
        long bands = Math.max(bandsForCache, wanted == 1 ? 1 : (long) wanted * BANDS_PER_THREAD);
        int bandCells = (int) Math.max(1, (rowCells.count() + bands - 1) / bands);
        Bands.run(rowCells.count(), bandCells, wanted, (worker, from, to) -> {
            CellArgmax kernel = byCell[worker];
            if (kernel == null) {
                kernel = new CellArgmax(classes, rule, columns, rows, columnCells, rowCells);
                byCell[worker] = kernel;
            }
            kernel.run(grid, from, to, labels);
        });
    }

    private int threads(long scores) {
        return Bands.threads(scores, THREAD_SCORES, threads);
    }
}

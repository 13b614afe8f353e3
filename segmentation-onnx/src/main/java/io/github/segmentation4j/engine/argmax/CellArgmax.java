package io.github.segmentation4j.engine.argmax;

import java.util.Arrays;

/**
 * The labels of an image larger than its grid of scores, equal to those of {@link StripArgmax} on every pixel and found
 * without most of its work.
 *
 * <p>A pixel's score is a weighted mean of the scores at the corners of its cell. A class that is clearly highest at all
 * corners is highest everywhere in the cell, which is filled. In other cells, most classes are clearly beaten by one other
 * class at all corners and cannot win; only the scores of the two to four {@link Candidates} that stay are interpolated.
 * "Clearly" leaves room for every rounding, so that no label depends on the way it is found. Cells with a corner that is
 * not finite go to {@link StripArgmax}. Used by one thread at a time.
 */
final class CellArgmax {
    /** Of a band with more samples than one in this many that are not finite, every pixel is computed. */
    private static final int FEW = 16;

    private final Taps columns;
    private final Cells columnCells;
    private final Cells rowCells;
    private final Ranking ranking;
    private final StripArgmax everyClass;
    private final Candidates candidates;
    private final CellLines lines;
    private final PairCell pair;
    private final CandidatePixels pixels;
    private final CellCost cost;

    /** The state that all corners of a column share within the current row of cells, or {@link Ranking#CLOSE}. */
    private final int[] agreed;

    private final int[] mixed;

    /** Whether the last row of cells worked on was not worth the look at its corners. */
    private boolean isNoise;

    /** Columns and rows of corners of the current cell. */
    private int cornersWide;

    private int cornersHigh;

    CellArgmax(int classes, ScoreRule rule, Taps columns, Taps rows, Cells columnCells, Cells rowCells) {
        this.columns = columns;
        this.columnCells = columnCells;
        this.rowCells = rowCells;
        this.ranking = new Ranking(classes);
        this.everyClass = new StripArgmax(classes, rule, columns, rows);
        this.candidates = new Candidates(classes, columns.sourceLength());
        this.lines = new CellLines(candidates, columns, rows);
        this.pair = new PairCell(columns, rows);
        this.pixels = new CandidatePixels(candidates, columns, rows);
        this.cost = new CellCost(classes);
        this.agreed = new int[columns.sourceLength()];
        this.mixed = new int[columnCells.count()];
    }

    /** Finds the labels of the rows of cells from {@code fromCell} up to and without {@code toCell}. */
    void run(ScoreGrid grid, int fromCell, int toCell, LabelSink.Bytes labels) {
        int firstRow = rowCells.from[fromCell];
        int samples = (rowCells.to[toCell - 1] - firstRow + 1) * grid.width();
        ranking.rank(grid, firstRow * grid.width(), samples);
        if (ranking.notFinite() > samples / FEW) {
            everyClass(grid, fromCell, toCell, labels);
            return;
        }
        candidates.forget();
        int noiseFrom = fromCell;
        for (int cell = fromCell; cell < toCell; cell++) {
            agree(cell, firstRow);
            int count = fillUniform(cell, labels.target);
            if (isNoise && count > columnCells.count() / 2) {
                continue;
            }
            everyClass(grid, noiseFrom, cell, labels);
            noiseFrom = cell + 1;
            cost.start();
            for (int i = 0; i < count; i++) {
                mixedCell(grid, mixed[i], cell, firstRow, labels);
            }
            int lines = rowCells.start[cell + 1] - rowCells.start[cell];
            isNoise = cost.exceedsEveryClass((long) columns.length() * lines);
        }
        everyClass(grid, noiseFrom, toCell, labels);
    }

    /** Computes every pixel of the rows of cells from {@code fromCell} up to and without {@code toCell}. */
    private void everyClass(ScoreGrid grid, int fromCell, int toCell, LabelSink.Bytes labels) {
        if (fromCell < toCell) {
            everyClass.run(grid, 0, columns.length(), rowCells.start[fromCell], rowCells.start[toCell], labels);
        }
    }

    private void agree(int cell, int firstRow) {
        int width = columns.sourceLength();
        int[] state = ranking.state;
        int top = (rowCells.from[cell] - firstRow) * width;
        System.arraycopy(state, top, agreed, 0, width);
        for (int row = rowCells.from[cell] + 1; row <= rowCells.to[cell]; row++) {
            int start = (row - firstRow) * width;
            for (int x = 0; x < width; x++) {
                agreed[x] = agreed[x] == state[start + x] ? agreed[x] : Ranking.CLOSE;
            }
        }
    }

    /** Fills the runs of cells with one class and returns how many other cells there are. */
    private int fillUniform(int cell, byte[] target) {
        int width = columns.length();
        int y = rowCells.start[cell];
        int toY = rowCells.start[cell + 1];
        int count = 0;
        boolean filled = false;
        int column = 0;
        while (column < columnCells.count()) {
            int label = uniform(column);
            if (label < 0) {
                mixed[count++] = column++;
                continue;
            }
            int from = columnCells.start[column++];
            while (column < columnCells.count() && uniform(column) == label) {
                column++;
            }
            Arrays.fill(target, y * width + from, y * width + columnCells.start[column], (byte) label);
            filled = true;
        }
        for (int row = y + 1; filled && row < toY; row++) {
            System.arraycopy(target, y * width, target, row * width, width);
        }
        return count;
    }

    private int uniform(int column) {
        int label = agreed[columnCells.from[column]];
        for (int x = columnCells.from[column] + 1; x <= columnCells.to[column]; x++) {
            label = agreed[x] == label ? label : Ranking.CLOSE;
        }
        return label;
    }

    private void mixedCell(ScoreGrid grid, int column, int row, int firstRow, LabelSink.Bytes labels) {
        int fromX = columnCells.from[column];
        int fromY = rowCells.from[row];
        int x = columnCells.start[column];
        int count = columnCells.start[column + 1] - x;
        int y = rowCells.start[row];
        int afterY = rowCells.start[row + 1];
        if (!isFinite(column, row, firstRow)) {
            everyClass.run(grid, x, x + count, y, afterY, labels);
            return;
        }
        int top = fromY * grid.width() + fromX;
        int bottom = rowCells.to[row] * grid.width() + fromX;
        boolean isPair = columnCells.to[column] == fromX + 1
                && rowCells.to[row] <= fromY + 1
                && pair.start(grid, ranking, firstRow * grid.width(), top, bottom, x, count);
        for (int line = y; line < afterY; line++) {
            if (!isPair || !pair.decode(line, labels.target, line * columns.length() + x)) {
                unclearRows(grid, column, row, firstRow, line, labels);
                return;
            }
        }
    }

    private boolean isFinite(int column, int row, int firstRow) {
        if (ranking.notFinite() == 0) {
            return true;
        }
        boolean finite = true;
        for (int y = rowCells.from[row]; y <= rowCells.to[row]; y++) {
            for (int x = columnCells.from[column]; x <= columnCells.to[column]; x++) {
                finite &= ranking.state[(y - firstRow) * columns.sourceLength() + x] != Ranking.NOT_FINITE;
            }
        }
        return finite;
    }

    /** Finds the labels of the rows of a cell from {@code fromLine} on from the scores of its candidates. */
    private void unclearRows(ScoreGrid grid, int column, int row, int firstRow, int fromLine, LabelSink.Bytes labels) {
        int x = columnCells.start[column];
        int count = columnCells.start[column + 1] - x;
        int afterY = rowCells.start[row + 1];
        cornersWide = columnCells.to[column] - columnCells.from[column] + 1;
        cornersHigh = rowCells.to[row] - rowCells.from[row] + 1;
        candidates.start(columnCells.from[column], columnCells.to[column], rowCells.from[row], rowCells.to[row]);
        int rankedFrom = firstRow * grid.width();
        boolean found = (isWide() && candidates.findPair(grid, ranking, rankedFrom))
                || candidates.find(grid, ranking, rankedFrom);
        cost.addSearch(candidates.cost());
        if (!found) {
            everyClass.run(grid, x, x + count, fromLine, afterY, labels);
            cost.addPixelsOfEveryClass(count * (afterY - fromLine));
        } else if (candidates.count() == 1) {
            for (int line = fromLine; line < afterY; line++) {
                int pixel = line * columns.length() + x;
                Arrays.fill(labels.target, pixel, pixel + count, (byte) candidates.label(0));
            }
        } else if (cornersWide == 2) {
            byRows(x, count, fromLine, afterY, labels.target);
        } else if (cornersHigh == 2) {
            byColumns(x, count, fromLine, afterY, labels.target);
        } else {
            byPixels(x, count, fromLine, afterY, labels.target);
        }
    }

    /** True if the cell has more corners than {@link PairCell} has looked at already. */
    private boolean isWide() {
        return cornersWide > 2 || cornersHigh > 2;
    }

    private void byRows(int x, int count, int y, int afterY, byte[] target) {
        int below = (cornersHigh - 1) * cornersWide;
        boolean isPair = candidates.count() == 2 && cornersHigh <= 2;
        if (isPair) {
            pair.start(candidates, below, x, count);
        } else {
            lines.startRows(cornersHigh, x, count);
        }
        for (int line = y; line < afterY; line++) {
            int pixel = line * columns.length() + x;
            if (!(isPair ? pair.decode(line, target, pixel) : lines.decodeRow(line, target, pixel))) {
                byPixels(x, count, line, line + 1, target);
            }
        }
        if (isPair) {
            cost.addLinesOfPair(afterY - y);
        } else {
            cost.addLooks(lines.looks());
        }
    }

    private void byColumns(int x, int count, int y, int afterY, byte[] target) {
        lines.startColumns(cornersWide, y, afterY - y);
        for (int column = x; column < x + count; column++) {
            if (!lines.decodeColumn(column, target, y * columns.length() + column, columns.length())) {
                byPixels(column, 1, y, afterY, target);
            }
        }
        cost.addLooks(lines.looks());
    }

    /** Finds the labels of a part of a cell from the scores of its pixels. */
    private void byPixels(int x, int count, int y, int afterY, byte[] target) {
        pixels.decode(cornersWide, cornersHigh, x, count, y, afterY, target);
        cost.addPixels(count * (afterY - y), candidates.count());
    }
}

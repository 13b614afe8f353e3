package io.github.segmentation4j.outline;

import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.Mask;
import io.github.segmentation4j.internal.map.Maps;
import java.util.Arrays;
import java.util.BitSet;

/** The pixels near to where labels change, see {@link Outlines#boundaryMask(LabelMap, double)}. */
final class Boundaries {
    private Boundaries() {}

    static Mask mask(LabelMap labels, double distance) {
        if (!(distance >= 0)) {
            throw new IllegalArgumentException(
                    "A distance of " + distance + " pixels from the boundary was given; it must be 0 or more");
        }
        BitSet pixels = new BitSet(labels.pixelCount());
        RowRuns runs = RowRuns.of(labels);
        int[] reach = reach(Math.min(distance, (double) labels.width() + labels.height()));
        new Pass(runs, reach, pixels).run(true);
        new Pass(runs, reach, pixels).run(false);
        return Maps.mask(labels.width(), labels.height(), pixels);
    }

    /** Returns, for each number of columns up to a distance, how many rows farther the distance still goes. */
    private static int[] reach(double distance) {
        int[] reach = new int[(int) distance + 1];
        int rows = reach.length - 1;
        for (int columns = 0; columns < reach.length; columns++) {
            while ((double) rows * rows + (double) columns * columns > distance * distance) {
                rows--;
            }
            reach[columns] = rows;
        }
        return reach;
    }

    /**
     * Goes over the rows in one direction and marks what a change of labels reaches from a row passed before.
     *
     * <p>The pixel of another label that is nearest to a pixel lies in one of the rows above it, say, and all pixels
     * between that row and the pixel, in the pixel's own column, have the pixel's label; or the one right behind them has
     * not, and is the nearest itself. So it is enough to know for each column how far down the changes reach that were met
     * since the label last changed in this column.
     */
    private static final class Pass {
        private final RowRuns runs;
        private final int[] reach;
        private final BitSet pixels;
        private final int width;

        /** The last row, counted in the direction of the pass, that is reached in each column; -1 for none. */
        private final int[] reached;

        Pass(RowRuns runs, int[] reach, BitSet pixels) {
            this.runs = runs;
            this.reach = reach;
            this.pixels = pixels;
            width = runs.width();
            reached = new int[width];
            Arrays.fill(reached, -1);
        }

        void run(boolean down) {
            int height = runs.height();
            for (int passed = 0; passed < height; passed++) {
                int y = down ? passed : height - 1 - passed;
                if (passed > 0) {
                    change(down ? y - 1 : y + 1, y, passed);
                }
                for (int run = runs.firstOfRow(y); run < runs.firstOfRow(y + 1); run++) {
                    widen(runs.start(run) - y * width, runs.end(run) - y * width, passed);
                }
                mark(y, passed);
            }
        }

        /** Begins anew in the columns in which two rows have different labels. */
        private void change(int before, int y, int passed) {
            int one = runs.firstOfRow(before);
            int other = runs.firstOfRow(y);
            for (int x = 0; x < width; ) {
                int oneEnd = runs.end(one) - before * width;
                int otherEnd = runs.end(other) - y * width;
                int end = Math.min(oneEnd, otherEnd);
                if (runs.label(one) != runs.label(other)) {
                    Arrays.fill(reached, x, end, passed - 1 + reach[0]);
                }
                one += end == oneEnd ? 1 : 0;
                other += end == otherEnd ? 1 : 0;
                x = end;
            }
        }

        /** Takes the changes at both ends of a run into account. */
        private void widen(int start, int end, int passed) {
            int steps = Math.min(reach.length - 1, end - start);
            for (int step = 1; step <= steps; step++) {
                if (start > 0) {
                    reached[start + step - 1] = Math.max(reached[start + step - 1], passed + reach[step]);
                }
                if (end < width) {
                    reached[end - step] = Math.max(reached[end - step], passed + reach[step]);
                }
            }
        }

        private void mark(int y, int passed) {
            int x = 0;
            while (x < width) {
                int start = x;
                while (x < width && reached[x] >= passed) {
                    x++;
                }
                if (x > start) {
                    pixels.set(y * width + start, y * width + x);
                }
                x++;
            }
        }
    }
}

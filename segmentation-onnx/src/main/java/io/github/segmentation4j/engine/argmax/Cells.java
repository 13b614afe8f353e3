package io.github.segmentation4j.engine.argmax;

/**
 * The target samples of one axis in groups of neighbours that are made of the same source samples. A cell of columns and
 * a cell of rows make a block of pixels whose scores depend on the same few scores of the grid, its corners.
 */
final class Cells {
    /** The first target sample of each cell, and behind the last cell the number of target samples. */
    final int[] start;

    /** The first source sample of each cell. */
    final int[] from;

    /** The last source sample of each cell. */
    final int[] to;

    private Cells(int count) {
        start = new int[count + 1];
        from = new int[count];
        to = new int[count];
    }

    static Cells of(Taps taps) {
        int count = 0;
        for (int target = 0; target < taps.length(); target++) {
            count += begins(taps, target) ? 1 : 0;
        }
        Cells cells = new Cells(count);
        int cell = -1;
        for (int target = 0; target < taps.length(); target++) {
            if (begins(taps, target)) {
                cell++;
                cells.start[cell] = target;
                cells.from[cell] = taps.first[target];
                cells.to[cell] = taps.last(target);
            }
        }
        cells.start[count] = taps.length();
        return cells;
    }

    private static boolean begins(Taps taps, int target) {
        return target == 0
                || taps.first[target] != taps.first[target - 1]
                || taps.last(target) != taps.last(target - 1);
    }

    int count() {
        return from.length;
    }
}

package io.github.segmentation4j.outline;

import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.internal.map.Maps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * A label map as runs of equal labels along its rows.
 *
 * <p>Pixels are counted row by row. Run r holds those from {@code first[r]} up to but not including {@code first[r + 1]};
 * a run ends with its row.
 */
final class RowRuns {
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final int width;
    private final int height;

    /** The first pixel of each run, then the number of all pixels. */
    private int[] first;

    /** The label of each run, unsigned. */
    private char[] labels;

    /** The first run of each row, then the number of all runs. */
    private final int[] rows;

    private int count;

    private RowRuns(int width, int height) {
        this.width = width;
        this.height = height;
        first = new int[width + 1];
        labels = new char[width];
        rows = new int[height + 1];
    }

    static RowRuns of(LabelMap map) {
        return of(map.width(), map.height(), List.of(map));
    }

    /** Returns the runs of a map whose rows come in parts from top to bottom, each as wide as it; they have to come whole. */
    static RowRuns of(int width, int height, Iterable<LabelMap> bands) {
        RowRuns runs = new RowRuns(width, height);
        int row = 0;
        for (LabelMap band : bands) {
            Object pixels = Maps.labels(band);
            for (int y = 0; y < band.height(); y++, row++) {
                runs.reserve();
                runs.rows[row] = runs.count;
                if (pixels instanceof byte[] bytes) {
                    runs.addRow(bytes, y * width, row * width);
                } else {
                    runs.addRow((short[]) pixels, y * width, row * width);
                }
            }
        }
        runs.rows[height] = runs.count;
        runs.first[runs.count] = width * height;
        return runs;
    }

    /** Makes room for a row in which no two neighbours are equal. */
    private void reserve() {
        long needed = (long) count + width + 1;
        if (needed > first.length) {
            int length = (int) Math.min(Math.max(needed, 2L * first.length), (long) width * height + 1);
            first = Arrays.copyOf(first, length);
            labels = Arrays.copyOf(labels, length - 1);
        }
    }

    /** Adds a row that begins at {@code start} in the array, and at pixel {@code rowStart} of the map. */
    private void addRow(byte[] pixels, int start, int rowStart) {
        int end = start + width;
        int shift = rowStart - start;
        add(rowStart, pixels[start]);
        int pixel = start + 1;
        // Eight pixels beside the eight that lie one to the left: bytes that differ begin a run.
        for (; pixel <= end - Long.BYTES; pixel += Long.BYTES) {
            long changes = (long) WORD.get(pixels, pixel) ^ (long) WORD.get(pixels, pixel - 1);
            while (changes != 0) {
                int bits = Long.numberOfTrailingZeros(changes) & -Byte.SIZE;
                int at = pixel + bits / Byte.SIZE;
                add(at + shift, pixels[at]);
                changes &= ~(0xFFL << bits);
            }
        }
        for (; pixel < end; pixel++) {
            if (pixels[pixel] != pixels[pixel - 1]) {
                add(pixel + shift, pixels[pixel]);
            }
        }
    }

    private void add(int pixel, byte label) {
        first[count] = pixel;
        labels[count++] = (char) (label & 0xFF);
    }

    private void addRow(short[] pixels, int start, int rowStart) {
        int end = start + width;
        for (int pixel = start; pixel < end; pixel++) {
            if (pixel == start || pixels[pixel] != pixels[pixel - 1]) {
                first[count] = rowStart + pixel - start;
                labels[count++] = (char) pixels[pixel];
            }
        }
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** Returns the number of runs. */
    int count() {
        return count;
    }

    /** Returns the first run of a row; for the height, the number of runs. */
    int firstOfRow(int y) {
        return rows[y];
    }

    /** Returns the first pixel of a run. */
    int start(int run) {
        return first[run];
    }

    /** Returns the first pixel after a run. */
    int end(int run) {
        return first[run + 1];
    }

    int label(int run) {
        return labels[run];
    }
}

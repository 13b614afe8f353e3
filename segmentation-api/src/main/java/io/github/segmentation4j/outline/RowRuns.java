package io.github.segmentation4j.outline;

import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.internal.map.Maps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

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
        RowRuns runs = new RowRuns(map.width(), map.height());
        Object pixels = Maps.labels(map);
        for (int y = 0; y < runs.height; y++) {
            runs.reserve();
            runs.rows[y] = runs.count;
            if (pixels instanceof byte[] bytes) {
                runs.addRow(bytes, y * runs.width);
            } else {
                runs.addRow((short[]) pixels, y * runs.width);
            }
        }
        runs.rows[runs.height] = runs.count;
        runs.first[runs.count] = map.pixelCount();
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

    private void addRow(byte[] pixels, int start) {
        int end = start + width;
        add(start, pixels[start]);
        int pixel = start + 1;
        // Eight pixels beside the eight that lie one to the left: bytes that differ begin a run.
        for (; pixel <= end - Long.BYTES; pixel += Long.BYTES) {
            long changes = (long) WORD.get(pixels, pixel) ^ (long) WORD.get(pixels, pixel - 1);
            while (changes != 0) {
                int bits = Long.numberOfTrailingZeros(changes) & -Byte.SIZE;
                int at = pixel + bits / Byte.SIZE;
                add(at, pixels[at]);
                changes &= ~(0xFFL << bits);
            }
        }
        for (; pixel < end; pixel++) {
            if (pixels[pixel] != pixels[pixel - 1]) {
                add(pixel, pixels[pixel]);
            }
        }
    }

    private void add(int pixel, byte label) {
        first[count] = pixel;
        labels[count++] = (char) (label & 0xFF);
    }

    private void addRow(short[] pixels, int start) {
        int end = start + width;
        for (int pixel = start; pixel < end; pixel++) {
            if (pixel == start || pixels[pixel] != pixels[pixel - 1]) {
                first[count] = pixel;
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

package io.github.segmentation4j.codec;

import io.github.segmentation4j.outline.Outline;
import io.github.segmentation4j.outline.Ring;
import java.util.Arrays;

/**
 * The pixels whose centres an outline encloses, as COCO's run lengths, made without a mask of the image: the work grows with
 * the outline and not with the image.
 *
 * <p>Down each column of pixels, every edge that crosses the line through the centres switches between outside and inside. The
 * places of all these switches, counted down the columns from left to right, are the ends of the runs once they are sorted.
 */
final class OutlineRuns {
    private final int height;
    private int[] switches = new int[64];
    private int size;

    private OutlineRuns(int height) {
        this.height = height;
    }

    /**
     * Returns the lengths of the runs of pixels that are outside and inside by turns, the first outside and perhaps 0, down
     * the columns from left to right.
     */
    static int[] counts(Outline outline, int width, int height) {
        OutlineRuns runs = new OutlineRuns(height);
        runs.add(outline.outer());
        outline.holes().forEach(runs::add);
        return runs.counts(Math.multiplyExact(width, height));
    }

    private void add(Ring ring) {
        int previous = ring.size() - 1;
        for (int corner = 0; corner < ring.size(); corner++) {
            boolean right = ring.x(previous) < ring.x(corner);
            int left = right ? previous : corner;
            int other = right ? corner : previous;
            addEdge(ring.x(left), ring.y(left), ring.x(other), ring.y(other));
            previous = corner;
        }
    }

    /** Adds the switches of an edge, whose ends are given from left to right. */
    private void addEdge(long leftX, long leftY, long rightX, long rightY) {
        long twiceWidth = 2 * (rightX - leftX);
        for (long column = leftX; column < rightX; column++) {
            // The first row whose centre lies on or below the edge: y - 1/2, rounded up, in whole numbers throughout.
            long twice = (2 * leftY - 1) * (rightX - leftX) + (2 * (column - leftX) + 1) * (rightY - leftY);
            long row = -Math.floorDiv(-twice, twiceWidth);
            if (size == switches.length) {
                switches = Arrays.copyOf(switches, Math.multiplyExact(2, size));
            }
            switches[size++] = Math.toIntExact(column * height + row);
        }
    }

    private int[] counts(int pixels) {
        Arrays.sort(switches, 0, size);
        int[] counts = new int[size + 1];
        int runs = 0;
        int begin = 0;
        for (int i = 0; i < size; ) {
            if (i + 1 < size && switches[i] == switches[i + 1]) {
                // Out and in again at one place: no run ends.
                i += 2;
                continue;
            }
            counts[runs++] = switches[i] - begin;
            begin = switches[i];
            i++;
        }
        if (begin < pixels || runs == 0) {
            counts[runs++] = pixels - begin;
        }
        return Arrays.copyOf(counts, runs);
    }
}

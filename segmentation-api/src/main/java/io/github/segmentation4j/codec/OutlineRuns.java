package io.github.segmentation4j.codec;

import io.github.segmentation4j.outline.Outline;
import io.github.segmentation4j.outline.Ring;
import io.github.segmentation4j.region.Box;
import java.util.Arrays;

/**
 * The pixels whose centres an outline encloses, as COCO's run lengths, made without a mask of the image: the work grows with
 * the outline and not with the image.
 *
 * <p>Down each column of pixels, every edge that crosses the line through the centres switches between outside and inside. The
 * places of all these switches, counted down the columns from left to right, are the ends of the runs once they are sorted.
 */
final class OutlineRuns {
    private static final int GROUP_BITS = 5;
    private static final int GROUP = 0x1F;
    private static final int SIGN = 0x10;
    private static final int MORE = 0x20;

    private final int width;
    private final int height;
    private int[] switches = new int[64];
    private int size;

    private OutlineRuns(Outline outline, int width, int height) {
        this.width = width;
        this.height = height;
        add(outline.outer());
        outline.holes().forEach(this::add);
        Arrays.sort(switches, 0, size);
        dropPairs();
    }

    /** Returns the runs of an outline in an image of this size. */
    static OutlineRuns of(Outline outline, int width, int height) {
        return new OutlineRuns(outline, width, height);
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

    /** Drops what goes out and in again at one place, where no run ends. */
    private void dropPairs() {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (kept > 0 && switches[kept - 1] == switches[i]) {
                kept--;
            } else {
                switches[kept++] = switches[i];
            }
        }
        size = kept;
    }

    /**
     * Returns the lengths of the runs of pixels that are outside and inside by turns, the first outside and perhaps 0, down
     * the columns from left to right.
     */
    int[] counts() {
        int pixels = Math.multiplyExact(width, height);
        boolean endsInside = size > 0 && switches[size - 1] == pixels;
        int[] counts = new int[endsInside ? size : size + 1];
        int begin = 0;
        for (int run = 0; run < counts.length; run++) {
            int end = run < size ? switches[run] : pixels;
            counts[run] = end - begin;
            begin = end;
        }
        return counts;
    }

    /**
     * Returns the counts as COCO's compressed text ({@code rleToString} of {@code maskApi.c}, pycocotools 2.0): each as its
     * difference from the one two before, but for the first three, in groups of five bits from the lowest, each a letter from
     * '0' on with a sixth bit that says that more follow. The highest bit of the last group is the sign.
     */
    String text() {
        StringBuilder text = new StringBuilder();
        int[] counts = counts();
        for (int i = 0; i < counts.length; i++) {
            int rest = i > 2 ? counts[i] - counts[i - 2] : counts[i];
            boolean more = true;
            while (more) {
                int group = rest & GROUP;
                rest >>= GROUP_BITS;
                more = rest != ((group & SIGN) == 0 ? 0 : -1);
                text.append((char) ('0' + (more ? group | MORE : group)));
            }
        }
        return text.toString();
    }

    /**
     * Sets the pixels inside.
     *
     * @param pixels those of the image, row by row
     */
    void fill(int[] pixels, int value) {
        for (int i = 0; i < size; i += 2) {
            int x = switches[i] / height;
            int y = switches[i] % height;
            for (int pixel = switches[i]; pixel < switches[i + 1]; pixel++) {
                pixels[y * width + x] = value;
                if (++y == height) {
                    y = 0;
                    x++;
                }
            }
        }
    }

    /** Returns the number of pixels inside. */
    long area() {
        long area = 0;
        for (int i = 0; i < size; i += 2) {
            area += switches[i + 1] - switches[i];
        }
        return area;
    }

    /** Returns the smallest box round the pixels inside, of which there must be one. */
    Box bounds() {
        int left = switches[0] / height;
        int right = (switches[size - 1] - 1) / height;
        int top = height;
        int bottom = 0;
        for (int i = 0; i < size; i += 2) {
            boolean oneColumn = switches[i] / height == (switches[i + 1] - 1) / height;
            top = Math.min(top, oneColumn ? switches[i] % height : 0);
            bottom = Math.max(bottom, oneColumn ? (switches[i + 1] - 1) % height : height - 1);
        }
        return new Box(left, top, right - left + 1, bottom - top + 1);
    }
}

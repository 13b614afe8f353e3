package io.github.segmentation4j.codec;

import io.github.segmentation4j.outline.Outline;
import io.github.segmentation4j.outline.Ring;
import io.github.segmentation4j.region.Box;

/**
 * The pixels whose centres an outline encloses, as COCO's run lengths, made without a mask of the image: the work grows with
 * the outline and not with the image.
 *
 * <p>Down each column of pixels, every edge that crosses the line through the centres switches between outside and inside. The
 * places of all these switches, counted down the columns from left to right, are the ends of the runs once they are sorted.
 */
final class OutlineRuns {
    private final int width;
    private final int height;
    private final Switches switches = new Switches();

    private OutlineRuns(Outline outline, int width, int height) {
        this.width = width;
        this.height = height;
        add(outline.outer());
        outline.holes().forEach(this::add);
        switches.sort();
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
            switches.add(column * height + row);
        }
    }

    /**
     * Returns the lengths of the runs of pixels that are outside and inside by turns, the first outside and perhaps 0, down
     * the columns from left to right.
     */
    int[] counts() {
        return switches.counts(Math.multiplyExact(width, height));
    }

    /** Returns the counts as COCO's compressed text. */
    String text() {
        return CompressedCounts.write(counts());
    }

    /**
     * Sets the pixels inside.
     *
     * @param pixels those of the image, row by row
     */
    void fill(int[] pixels, int value) {
        for (int i = 0; i < switches.size(); i += 2) {
            int x = switches.at(i) / height;
            int y = switches.at(i) % height;
            for (int pixel = switches.at(i); pixel < switches.at(i + 1); pixel++) {
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
        for (int i = 0; i < switches.size(); i += 2) {
            area += switches.at(i + 1) - switches.at(i);
        }
        return area;
    }

    /** Returns the smallest box round the pixels inside, of which there must be one. */
    Box bounds() {
        int left = switches.at(0) / height;
        int right = (switches.at(switches.size() - 1) - 1) / height;
        int top = height;
        int bottom = 0;
        for (int i = 0; i < switches.size(); i += 2) {
            boolean oneColumn = switches.at(i) / height == (switches.at(i + 1) - 1) / height;
            top = Math.min(top, oneColumn ? switches.at(i) % height : 0);
            bottom = Math.max(bottom, oneColumn ? (switches.at(i + 1) - 1) % height : height - 1);
        }
        return new Box(left, top, right - left + 1, bottom - top + 1);
    }
}

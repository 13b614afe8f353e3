package io.github.segmentation4j.codec;

import io.github.segmentation4j.Mask;
import java.util.Arrays;
import java.util.Objects;

/**
 * A mask as the lengths of its runs: COCO's RLE.
 *
 * <p>The pixels are taken column by column, each from the top down, and cut into runs of equal ones. The counts are the
 * lengths of the runs in turn: first of pixels outside the mask (0 where the first pixel is in it), then of pixels inside,
 * and so on. COCO's annotations hold the counts as a list of numbers (its uncompressed RLE) or as a string (its compressed
 * RLE), beside a {@code size} that names the height first.
 *
 * <p>Both are those of {@code pycocotools.mask} (COCO's {@code maskApi.c}; the tests hold them against pycocotools
 * 2.0.11). An empty run within the counts, which other programs may write, joins its neighbours to one run, so that equal
 * masks have equal run lengths. Equality is by size and counts.
 */
public final class RunLengths {
    /** Of a triangle. */
    private static final int FEWEST_COORDINATES = 6;

    /** Farther from the image than any corner is that was meant; the work grows with it. */
    private static final double MAX_COORDINATE = 1e6;

    private final int width;
    private final int height;
    private final int[] counts;

    private RunLengths(int width, int height, int[] counts) {
        this.width = width;
        this.height = height;
        this.counts = counts;
    }

    /** Returns the run lengths of a mask. */
    public static RunLengths of(Mask mask) {
        return new RunLengths(mask.width(), mask.height(), MaskColumns.counts(mask));
    }

    /**
     * Returns the run lengths with these counts, COCO's uncompressed RLE.
     *
     * @param counts lengths of runs in pixels, the first of them outside the mask
     * @throws IllegalArgumentException if a side is below 1, a count is negative, or the counts do not add up to
     *     {@code width * height}
     */
    public static RunLengths of(int width, int height, int... counts) {
        checkSize(width, height);
        long sum = 0;
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] < 0) {
                throw new IllegalArgumentException(
                        "Count " + i + " of the run lengths is " + counts[i] + ", but a run has 0 pixels or more");
            }
            sum += counts[i];
        }
        if (sum != (long) width * height) {
            throw new IllegalArgumentException("Run lengths of " + sum + " pixels in all were given for a mask of "
                    + width + "x" + height + ": give counts that add up to " + (long) width * height
                    + ", and the size that they were made for");
        }
        return new RunLengths(width, height, joined(counts));
    }

    /**
     * Returns the run lengths that a string holds, COCO's compressed RLE.
     *
     * @param compressed as {@link #toCompressed} writes it
     * @throws IllegalArgumentException if a side is below 1, the string is not one of this format, or its counts do not
     *     add up to {@code width * height}
     */
    public static RunLengths ofCompressed(int width, int height, String compressed) {
        return of(width, height, CompressedCounts.read(compressed));
    }

    /**
     * Returns the run lengths of the pixels that COCO counts to a polygon, as {@code frPyObjects} of pycocotools gives them.
     *
     * <p>COCO's rule rounds corners to fifths of a pixel; where a border passes the middle of a pixel closely, it may differ
     * from the rule that a pixel belongs to a polygon if its middle does. A polygon that crosses itself is filled by the
     * even-odd rule.
     *
     * @param corners x and y of each corner in turn, in pixels from the top left corner of the image; the last is joined to
     *     the first. They may lie outside the image.
     * @throws IllegalArgumentException if a side is below 1, there are fewer than three corners or half a corner, or a
     *     coordinate is not a finite number or beyond a million
     */
    public static RunLengths ofPolygon(int width, int height, double... corners) {
        checkSize(width, height);
        if (corners.length < FEWEST_COORDINATES || corners.length % 2 != 0) {
            throw new IllegalArgumentException(
                    "A polygon of " + corners.length + " coordinates was given: give x and y of three corners or more");
        }
        for (double coordinate : corners) {
            if (!(Math.abs(coordinate) <= MAX_COORDINATE)) {
                throw new IllegalArgumentException("A polygon has a corner at " + coordinate
                        + ": give coordinates in pixels, at most " + (long) MAX_COORDINATE + " from the image");
            }
        }
        return new RunLengths(width, height, PolygonRuns.counts(width, height, corners));
    }

    /**
     * Returns the run lengths of the pixels that are in this mask, another, or both.
     *
     * @throws IllegalArgumentException if the masks differ in size
     */
    public RunLengths or(RunLengths other) {
        if (width != other.width || height != other.height) {
            throw new IllegalArgumentException("Masks of " + width + "x" + height + " and " + other.width + "x"
                    + other.height + " cannot be joined: give two of one size");
        }
        Switches switches = new Switches();
        int run = 0;
        int otherRun = 0;
        int end = counts[0];
        int otherEnd = other.counts[0];
        boolean inside = false;
        for (int place = Math.min(end, otherEnd); place < width * height; place = Math.min(end, otherEnd)) {
            if (end == place) {
                end += counts[++run];
            }
            if (otherEnd == place) {
                otherEnd += other.counts[++otherRun];
            }
            boolean isInside = run % 2 != 0 || otherRun % 2 != 0;
            if (isInside != inside) {
                switches.add(place);
                inside = isInside;
            }
        }
        return new RunLengths(width, height, switches.counts(width * height));
    }

    private static void checkSize(int width, int height) {
        if (width < 1 || height < 1 || (long) width * height > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("Run lengths of a mask of " + width + "x" + height
                    + " were given, but sides must be at least 1 and pixels at most " + Integer.MAX_VALUE);
        }
    }

    /** Returns a copy of the counts without empty runs, but for a first one. */
    private static int[] joined(int[] counts) {
        int[] joined = new int[counts.length];
        int length = 0;
        boolean inside = false;
        for (int i = 0; i < counts.length; i++) {
            boolean isInside = i % 2 != 0;
            if (length == 0 || (counts[i] > 0 && isInside != inside)) {
                joined[length++] = counts[i];
                inside = isInside;
            } else {
                joined[length - 1] += counts[i];
            }
        }
        return Arrays.copyOf(joined, length);
    }

    /** Returns the width of the mask in pixels. */
    public int width() {
        return width;
    }

    /** Returns the height of the mask in pixels. */
    public int height() {
        return height;
    }

    /** Returns the lengths of the runs in pixels, the first of them outside the mask; COCO's uncompressed RLE. */
    public int[] counts() {
        return counts.clone();
    }

    /** Returns the number of pixels in the mask. */
    public long area() {
        long area = 0;
        for (int run = 1; run < counts.length; run += 2) {
            area += counts[run];
        }
        return area;
    }

    /** Returns the mask. */
    public Mask toMask() {
        return MaskColumns.mask(width, height, counts);
    }

    /**
     * Returns the counts as a string, COCO's compressed RLE.
     *
     * <p>Each count but the first three is replaced by its difference to the count two before it. Each number is written as
     * groups of five bits, the lowest first, as few as keep its sign in the highest bit of the last group; a group is one
     * character, with 32 added if another group follows and 48 to get a printable one ({@code '0'} to {@code 'o'}). A
     * backslash is among these characters: a writer of JSON escapes it.
     */
    public String toCompressed() {
        return CompressedCounts.write(counts);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RunLengths that
                && width == that.width
                && height == that.height
                && Arrays.equals(counts, that.counts);
    }

    @Override
    public int hashCode() {
        return Objects.hash(width, height, Arrays.hashCode(counts));
    }

    /** Returns the sizes in one line, for example {@code RunLengths 640x480, 12 runs}. */
    @Override
    public String toString() {
        return "RunLengths " + width + "x" + height + ", " + counts.length + " runs";
    }
}

package io.github.segmentation4j;

import io.github.segmentation4j.internal.Checks;
import io.github.segmentation4j.internal.tiff.TiffException;
import io.github.segmentation4j.internal.tiff.TiffLevel;
import io.github.segmentation4j.internal.tiff.TiffRegions;
import java.awt.Rectangle;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferUShort;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * Labels of an image that may be too large for memory, such as those of a slide: read by rectangles from a TIFF file that stays
 * on disk, one that {@link io.github.segmentation4j.codec.LabelTiff} has written or any other whose samples are labels.
 *
 * <p>The label of a pixel is its index into the palette of a file that has one, and its gray of 8 or 16 bits otherwise. What tiles
 * and strips, sizes and compressions are read is as for {@link ImageRegions}; smaller versions in the file are left out.
 *
 * <p><b>Memory.</b> A call holds the rectangle and a tile; {@link #bands}, {@link #histogram} and {@link #shares} at most
 * 4 million labels at once, or one row. Decoded tiles are kept up to 64 MiB.
 *
 * <p><b>Threads.</b> Safe for use by any number of threads. Nobody must write to the file meanwhile.
 */
public final class LabelRegions implements AutoCloseable {
    private static final int CACHE_BYTES = 64 << 20;

    /** Labels that are read at once where all are read. */
    private static final int BAND_PIXELS = 1 << 22;

    private final Path path;
    private final TiffRegions file;
    private final TiffLevel labels;
    private volatile boolean closed;

    private LabelRegions(Path path, TiffRegions file) {
        this.path = path;
        this.file = file;
        this.labels = file.levels().get(0);
    }

    /**
     * Opens a file of labels.
     *
     * @throws InvalidFileException if there is no such file, it is not a TIFF file, damaged, or of a kind that is not read
     * @throws IOException if it cannot be read
     */
    public static LabelRegions open(Path path) throws IOException {
        if (!TiffRegions.isTiff(path)) {
            throw new InvalidFileException(
                    path
                            + " is not a TIFF file, of which alone labels are read in parts: give one that LabelTiff has written");
        }
        try {
            return new LabelRegions(
                    path, TiffRegions.open(path, PhotoDecoder.tiffLimits(PhotoLimits.DEFAULT), CACHE_BYTES));
        } catch (TiffException e) {
            throw failure(path, e);
        }
    }

    private static InvalidFileException failure(Path path, TiffException e) {
        return new InvalidFileException(
                path + " " + e.getMessage()
                        + ": give a TIFF file with a palette, or with gray of 8 or 16 bits, whose samples"
                        + " are labels",
                e);
    }

    /** Returns the width in pixels. */
    public int width() {
        return labels.width();
    }

    /** Returns the height in pixels. */
    public int height() {
        return labels.height();
    }

    /**
     * Reads a rectangle.
     *
     * @param x its left border, 0 being that of the image
     * @param y its upper border, 0 being that of the image
     * @param width in pixels, at least 1
     * @param height in pixels, at least 1
     * @return the labels, a map of that size
     * @throws IllegalArgumentException if a side is below 1
     * @throws IndexOutOfBoundsException if the rectangle is not inside the image
     * @throws IllegalStateException if this is closed
     * @throws InvalidFileException if what the rectangle touches of the file is damaged, or not labels
     */
    public LabelMap read(int x, int y, int width, int height) {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException(
                    "A rectangle of " + width + "x" + height + " pixels was given, but both sides must be at least 1");
        }
        Checks.inside(x, y, width, height, width(), height());
        if (closed) {
            throw new IllegalStateException(path + " has been closed: open it again");
        }
        try {
            return map(samples(new Rectangle(x, y, width, height)));
        } catch (TiffException e) {
            throw failure(path, e);
        }
    }

    private WritableRaster samples(Rectangle region) throws TiffException {
        // Colors are the color model's affair: the raster of a picture with a palette has the indices.
        return labels.hasPalette() ? labels.read(region).getRaster() : labels.readBands(region);
    }

    private LabelMap map(WritableRaster raster) {
        int width = raster.getWidth();
        int height = raster.getHeight();
        if (raster.getNumBands() != 1) {
            throw new InvalidFileException(path + " has " + raster.getNumBands()
                    + " samples a pixel, but labels are one: give a TIFF file with a palette, or with gray");
        }
        if (raster.getDataBuffer() instanceof DataBufferByte bytes && bytes.getSize() == width * height) {
            return LabelMap.owning(width, height, bytes.getData());
        }
        if (raster.getDataBuffer() instanceof DataBufferUShort shorts && shorts.getSize() == width * height) {
            return LabelMap.owning(width, height, shorts.getData());
        }
        LabelMap.Builder map = LabelMap.builder(width, height);
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            map.setRow(y, raster.getSamples(0, y, width, 1, 0, row), 0);
        }
        return map.build();
    }

    /**
     * Returns all labels from top to bottom in maps that are as wide as the image, for one pass or several; each is read when it is
     * asked for, with the exceptions of {@link #read}.
     */
    public Iterable<LabelMap> bands() {
        int rows = Math.max(1, BAND_PIXELS / width());
        return () -> new Iterator<>() {
            private int y;

            @Override
            public boolean hasNext() {
                return y < height();
            }

            @Override
            public LabelMap next() {
                if (!hasNext()) {
                    throw new NoSuchElementException("All " + height() + " rows have been read");
                }
                int count = Math.min(rows, height() - y);
                LabelMap band = read(0, y, width(), count);
                y += count;
                return band;
            }
        };
    }

    /**
     * Counts the pixels of each class.
     *
     * @param classCount the number of classes, more than the highest label
     * @return {@code classCount} counts, by label
     * @throws IllegalArgumentException if a label in the file is not below the number of classes
     * @throws InvalidFileException if the file is damaged
     */
    public long[] histogram(int classCount) {
        long[] counts = new long[Math.max(0, classCount)];
        for (LabelMap band : bands()) {
            long[] found = band.histogram(classCount);
            for (int label = 0; label < classCount; label++) {
                counts[label] += found[label];
            }
        }
        return counts;
    }

    /**
     * Returns the share of each class, as a fraction of all pixels from 0 to 1.
     *
     * @param classCount the number of classes, more than the highest label
     * @return {@code classCount} shares, by label, which add up to 1
     * @throws IllegalArgumentException if a label in the file is not below the number of classes
     * @throws InvalidFileException if the file is damaged
     */
    public double[] shares(int classCount) {
        long[] counts = histogram(classCount);
        double pixels = (double) width() * height();
        double[] shares = new double[classCount];
        for (int label = 0; label < classCount; label++) {
            shares[label] = counts[label] / pixels;
        }
        return shares;
    }

    /**
     * Closes the file. Closing again does nothing.
     *
     * @throws UncheckedIOException if the file system cannot close it
     */
    @Override
    public void close() {
        closed = true;
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be closed", e);
        }
    }
}

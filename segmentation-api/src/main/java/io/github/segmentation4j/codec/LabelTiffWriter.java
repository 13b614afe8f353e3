package io.github.segmentation4j.codec;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.internal.file.WholeFile;
import io.github.segmentation4j.internal.tiff.PyramidWriter;
import io.github.segmentation4j.internal.tiff.TiffField;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A {@link LabelTiff} that is being written, band by band from top to bottom.
 *
 * <pre>{@code
 * try (LabelTiffWriter writer = LabelTiff.palette(colors).begin(width, height, file)) {
 *     for (...) {
 *         writer.append(band);
 *     }
 *     writer.finish();
 * }
 * }</pre>
 *
 * <p>What is written goes to a hidden folder beside the file until then, and is deleted by {@link #close} if it is not
 * finished.
 *
 * <p><b>Memory.</b> About 1,024 bytes for each pixel of a row, twice as many with 16 bits a pixel: a row of tiles of each size
 * of the picture.
 *
 * <p>Not safe for use by several threads at once.
 */
public final class LabelTiffWriter implements AutoCloseable {
    private final Path file;
    private final int width;
    private final int height;
    private final int colors;
    private final WholeFile whole;
    private final PyramidWriter pyramid;
    private final Optional<ClassNames> names;
    private final byte[] row;
    private final int[] labels;
    private int rows;
    private boolean ended;

    LabelTiffWriter(
            Path file, int width, int height, int @Nullable [] rgb, List<TiffField> fields, Optional<ClassNames> names)
            throws IOException {
        this.file = file;
        this.names = names;
        this.width = width;
        this.height = height;
        this.colors = rgb == null ? LabelMap.MAX_LABEL + 1 : rgb.length;
        int bytes = rgb == null ? Short.BYTES : Byte.BYTES;
        this.row = new byte[Math.multiplyExact(width, bytes)];
        this.labels = new int[rgb == null ? width : 0];
        this.whole = WholeFile.begin(file);
        try {
            this.pyramid =
                    new PyramidWriter(whole.draft(), width, height, bytes, rgb, fields, PyramidWriter.LONGEST_CLASSIC);
        } catch (IOException | RuntimeException | Error e) {
            whole.close();
            throw e;
        }
    }

    /**
     * Writes the next rows.
     *
     * @param band as wide as the image; of any height, as long as no more rows come together than the image has
     * @throws IllegalArgumentException if it is of another width, or too high, or a label has no color in the palette;
     *     nothing of it is written then
     * @throws IllegalStateException if this is finished or closed
     * @throws IOException if it cannot be written; then this can only be closed
     */
    public void append(LabelMap band) throws IOException {
        checkOpen();
        if (band.width() != width || band.height() > height - rows) {
            throw new IllegalArgumentException(
                    "A band of " + band.width() + "x" + band.height() + " labels was given for " + file + ", which is "
                            + width + " wide and lacks " + (height - rows) + " rows");
        }
        if (band.maxLabel() >= colors) {
            throw new IllegalArgumentException("Label " + band.maxLabel() + " is in this band, but only " + colors
                    + " colors were given: give one for each label up to the highest, or write gray");
        }
        for (int y = 0; y < band.height(); y++) {
            if (labels.length == 0) {
                band.copyRow(y, row, 0);
            } else {
                band.copyRow(y, labels, 0);
                for (int x = 0; x < width; x++) {
                    row[2 * x] = (byte) labels[x];
                    row[2 * x + 1] = (byte) (labels[x] >> Byte.SIZE);
                }
            }
            pyramid.row(row);
            rows++;
        }
    }

    private void checkOpen() {
        if (ended) {
            throw new IllegalStateException(file + " is finished or closed: begin another one");
        }
    }

    /** Returns how many rows have been written. */
    public int rows() {
        return rows;
    }

    /**
     * Puts the file in its place, and the names of its labels beside it if it has some.
     *
     * @throws IllegalStateException if rows are missing, or this is finished or closed
     * @throws IOException if it cannot be written
     */
    public void finish() throws IOException {
        checkOpen();
        if (rows < height) {
            throw new IllegalStateException(
                    file + " has " + rows + " of " + height + " rows: append the others before it is finished");
        }
        ended = true;
        pyramid.finish();
        pyramid.close();
        whole.keep();
        if (names.isPresent()) {
            CategoryNames.write(names.get(), file);
        }
    }

    /**
     * Deletes what was written unless it was finished. Closing again does nothing.
     *
     * @throws IOException if it cannot be deleted
     */
    @Override
    public void close() throws IOException {
        ended = true;
        try {
            pyramid.close();
        } finally {
            whole.close();
        }
    }
}

package io.github.segmentation4j.internal.tiff;

import java.awt.Rectangle;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Rows of a JPEG stream: its components as the JDK's decoder gives them before any conversion of colors. */
final class JpegRows implements PartRows {
    /** A coefficient takes two bytes. */
    private static final int BYTES_OF_COEFFICIENT = 2;

    /** A block has 8 samples, and one may stand for 4 (ITU-T T.81, A.1.1). */
    private static final int MAX_UNIT = 32;

    private final Raster raster;
    private final int[] row;
    private int y;

    private JpegRows(Raster raster) {
        this.raster = raster;
        this.row = new int[raster.getWidth() * raster.getNumBands()];
    }

    /** Decodes the part of a stream that lies in the picture. */
    static JpegRows decode(TiffLayout layout, Span data, int columns, int rows, TiffLimits limits)
            throws TiffException {
        JpegStream stream = JpegStream.of(layout.directory().content(Tag.JPEG_TABLES), data);
        stream.checkProcess();
        check(stream, layout, columns, rows, limits);
        return new JpegRows(raster(stream.bytes(), new Rectangle(columns, rows)));
    }

    private static void check(JpegStream stream, TiffLayout layout, int columns, int rows, TiffLimits limits)
            throws TiffException {
        if (stream.components() != layout.samplesOfPlane()) {
            throw TiffException.damaged("a JPEG stream of " + stream.components() + " components for "
                    + layout.samplesOfPlane() + " samples");
        }
        if (stream.width() < columns || stream.height() < rows) {
            throw TiffException.damaged("a JPEG stream of " + stream.width() + "x" + stream.height()
                    + " pixels for a strip or tile of " + columns + "x" + rows);
        }
        Grid grid = layout.grid();
        // The only strip of a picture may be one that was made for more rows.
        boolean anyHeight = !grid.tiled() && grid.down() == 1;
        if (stream.width() > inUnits(grid.partWidth())
                || (!anyHeight && stream.height() > inUnits(grid.partHeight()))) {
            throw TiffException.damaged("a JPEG stream of " + stream.width() + "x" + stream.height()
                    + " pixels for strips or tiles of " + grid.partWidth() + "x" + grid.partHeight());
        }
        long pixels = (long) stream.width() * stream.height();
        long held = stream.isHeldWhole() ? pixels * stream.components() * BYTES_OF_COEFFICIENT : 0;
        if (pixels > limits.maxPixels() || held > limits.maxBytes() || stream.scans() > limits.maxScans()) {
            throw TiffException.tooLarge("a JPEG stream of " + stream.width() + "x" + stream.height() + " pixels in "
                    + stream.scans() + " scans, more than the limits of " + limits.maxPixels() + " pixels, "
                    + limits.maxBytes() + " bytes and " + limits.maxScans() + " scans");
        }
    }

    /** Returns a length rounded up to the largest unit that a stream may be made of. */
    private static long inUnits(int length) {
        return ((long) length + MAX_UNIT - 1) / MAX_UNIT * MAX_UNIT;
    }

    private static Raster raster(byte[] stream, Rectangle region) throws TiffException {
        ImageReader reader = reader();
        boolean[] endedEarly = new boolean[1];
        try (ImageInputStream input = new MemoryCacheImageInputStream(new ByteArrayInputStream(stream))) {
            reader.setInput(input, true, true);
            reader.addIIOReadWarningListener((source, warning) ->
                    // Part of libjpeg's messages JWRN_HIT_MARKER and JWRN_JPEG_EOF.
                    endedEarly[0] |=
                            warning != null && warning.toLowerCase(Locale.ROOT).contains("premature end"));
            ImageReadParam part = reader.getDefaultReadParam();
            part.setSourceRegion(region);
            Raster raster = reader.readRaster(0, part);
            if (endedEarly[0]) {
                throw ByteSource.tooShort();
            }
            return raster;
        } catch (TiffException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // The decoder lets unchecked exceptions slip on damaged data.
            throw TiffException.damaged("a JPEG stream in it cannot be decoded", e);
        } finally {
            reader.dispose();
        }
    }

    /** Returns the JDK's decoder: a plug-in's might convert colors. */
    private static ImageReader reader() {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("jpeg");
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            if (reader.getClass().getModule() == ImageIO.class.getModule()) {
                return reader;
            }
            reader.dispose();
        }
        throw new IllegalStateException("The JDK's reader of JPEG files has been taken out of ImageIO's registry");
    }

    @Override
    public void next(int[] samples, int first, int step) {
        raster.getPixels(raster.getMinX(), raster.getMinY() + y, raster.getWidth(), 1, row);
        y++;
        for (int i = 0; i < row.length; i++) {
            samples[first + i * step] = row[i];
        }
    }

    @Override
    public void skip(int rows) {
        y += rows;
    }
}

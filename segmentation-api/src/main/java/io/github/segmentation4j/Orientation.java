package io.github.segmentation4j;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.lang.reflect.Array;

/**
 * The eight values of EXIF's tag Orientation (0x0112, EXIF 2.32): how the rows and columns of a file lie in the picture.
 *
 * <p>Each says whether a row of the file is a row or a column of the upright picture, whether rows are counted from the
 * other end, and whether the pixels of a row are.
 */
enum Orientation {
    UPRIGHT(false, false, false),
    MIRRORED(false, false, true),
    TURNED_180(false, true, true),
    FLIPPED(false, true, false),
    TRANSPOSED(true, false, false),
    TURNED_90(true, true, false),
    TRANSVERSED(true, true, true),
    TURNED_270(true, false, true);

    private final boolean rowsBecomeColumns;
    private final boolean rowsReversed;
    private final boolean pixelsReversed;

    Orientation(boolean rowsBecomeColumns, boolean rowsReversed, boolean pixelsReversed) {
        this.rowsBecomeColumns = rowsBecomeColumns;
        this.rowsReversed = rowsReversed;
        this.pixelsReversed = pixelsReversed;
    }

    /** Returns the orientation of a tag's value, 1 to 8; any other value means upright. */
    static Orientation ofTag(int value) {
        Orientation[] all = values();
        return value >= 1 && value <= all.length ? all[value - 1] : UPRIGHT;
    }

    /** Returns the upright picture of an image as it lies in its file, in the image's own kind of pixels. */
    BufferedImage turnUpright(BufferedImage image) {
        if (this == UPRIGHT) {
            return image;
        }
        int width = image.getWidth();
        int height = image.getHeight();
        ColorModel colors = image.getColorModel();
        Raster source = image.getRaster();
        WritableRaster target = rowsBecomeColumns
                ? source.createCompatibleWritableRaster(height, width)
                : source.createCompatibleWritableRaster(width, height);
        for (int y = 0; y < height; y++) {
            Object row = source.getDataElements(source.getMinX(), source.getMinY() + y, width, 1, null);
            Object pixels = pixelsReversed ? reversed(row, width) : row;
            int line = rowsReversed ? height - 1 - y : y;
            if (rowsBecomeColumns) {
                target.setDataElements(line, 0, 1, width, pixels);
            } else {
                target.setDataElements(0, line, width, 1, pixels);
            }
        }
        return new BufferedImage(colors, target, colors.isAlphaPremultiplied(), null);
    }

    /** Returns whether the sides of the upright picture are those of the file in turn. */
    boolean swapsSides() {
        return rowsBecomeColumns;
    }

    /**
     * Returns where a rectangle of the upright picture lies in the file. Turned upright, that is the rectangle.
     *
     * @param width of the picture as it lies in the file
     * @param height of the picture as it lies in the file
     */
    Rectangle inFile(Rectangle upright, int width, int height) {
        Rectangle inFile = rowsBecomeColumns
                ? new Rectangle(upright.y, upright.x, upright.height, upright.width)
                : new Rectangle(upright);
        if (pixelsReversed) {
            inFile.x = width - inFile.x - inFile.width;
        }
        if (rowsReversed) {
            inFile.y = height - inFile.y - inFile.height;
        }
        return inFile;
    }

    /** Reverses an array of pixels, each of which takes one or more elements. */
    private static Object reversed(Object row, int pixels) {
        int length = Array.getLength(row);
        int elements = length / pixels;
        Object result = Array.newInstance(row.getClass().getComponentType(), length);
        for (int pixel = 0; pixel < pixels; pixel++) {
            System.arraycopy(row, pixel * elements, result, (pixels - 1 - pixel) * elements, elements);
        }
        return result;
    }
}

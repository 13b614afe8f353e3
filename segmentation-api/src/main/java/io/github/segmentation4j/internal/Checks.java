package io.github.segmentation4j.internal;

/** Checks of indices whose exceptions say what was asked for and what there is. */
public final class Checks {
    private Checks() {}

    /** Throws unless a pixel lies inside an image. */
    public static void pixel(int x, int y, int width, int height) {
        if (x < 0 || x >= width || y < 0 || y >= height) {
            throw new IndexOutOfBoundsException("Pixel (" + x + ", " + y + ") was asked for, but x runs from 0 to "
                    + (width - 1) + " and y from 0 to " + (height - 1));
        }
    }

    /** Returns the number of a row, or throws unless the image has it. */
    public static int row(int y, int height) {
        if (y < 0 || y >= height) {
            throw new IndexOutOfBoundsException("Row " + y + " was asked for, but rows run from 0 to " + (height - 1));
        }
        return y;
    }

    /** Returns a label, or throws unless there is a class of this label. */
    public static int label(int label, int classes) {
        if (label < 0 || label >= classes) {
            throw new IndexOutOfBoundsException("Label " + label + " was asked for, but the labels of " + classes
                    + (classes == 1 ? " class" : " classes") + " run from 0 to " + (classes - 1));
        }
        return label;
    }

    /** Throws unless an array has room for some elements from an index on. */
    public static void room(int offset, int count, int length) {
        if (offset < 0 || count > length - offset) {
            throw new IndexOutOfBoundsException("An array of " + length + " elements was given, but " + count
                    + " elements from index " + offset + " on are written");
        }
    }

    /** Throws unless an array has some elements from an index on. */
    public static void available(int offset, int count, int length) {
        if (offset < 0 || count > length - offset) {
            throw new IndexOutOfBoundsException("An array of " + length + " elements was given, but " + count
                    + " elements from index " + offset + " on are read");
        }
    }

    /** Throws unless a rectangle lies inside an image. */
    public static void inside(int x, int y, int width, int height, int imageWidth, int imageHeight) {
        boolean inside =
                x >= 0 && y >= 0 && width >= 0 && height >= 0 && x <= imageWidth - width && y <= imageHeight - height;
        if (!inside) {
            throw new IndexOutOfBoundsException("A part of " + width + "x" + height + " at (" + x + ", " + y
                    + ") was asked for, but the whole is " + imageWidth + "x" + imageHeight);
        }
    }
}

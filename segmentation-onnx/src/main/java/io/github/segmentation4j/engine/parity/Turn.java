package io.github.segmentation4j.engine.parity;

import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.internal.raster.RgbRows;
import java.awt.image.BufferedImage;

/** The seven ways in which a photo may lie that is not upright, as the orientations of EXIF number them. */
enum Turn {
    MIRRORED("mirrored left to right", true, false, false),
    HALF("turned by 180 degrees", true, true, false),
    FLIPPED("mirrored top to bottom", false, true, false),
    TRANSPOSED("mirrored along its diagonal", false, false, true),
    RIGHT("turned by 90 degrees to the right", true, false, true),
    TRANSVERSED("mirrored along its other diagonal", true, true, true),
    LEFT("turned by 90 degrees to the left", false, true, true);

    private final String words;
    private final boolean mirrored;
    private final boolean flipped;
    private final boolean swapped;

    Turn(String words, boolean mirrored, boolean flipped, boolean swapped) {
        this.words = words;
        this.mirrored = mirrored;
        this.flipped = flipped;
        this.swapped = swapped;
    }

    /** Returns what was done, for example {@code turned by 180 degrees}. */
    String words() {
        return words;
    }

    int width(int width, int height) {
        return swapped ? height : width;
    }

    int height(int width, int height) {
        return swapped ? width : height;
    }

    /** Returns the column of the upright image behind a pixel of the turned one. */
    private int sourceX(int x, int y, int width) {
        int along = swapped ? y : x;
        return swapped ? (flipped ? width - 1 - along : along) : mirrored ? width - 1 - along : along;
    }

    private int sourceY(int x, int y, int height) {
        int along = swapped ? x : y;
        return swapped ? (mirrored ? height - 1 - along : along) : flipped ? height - 1 - along : along;
    }

    /** Returns an opaque image, turned. */
    BufferedImage of(RgbRows rows, int width, int height) {
        int[] pixels = new int[Math.multiplyExact(width, height)];
        byte[] rgb = new byte[width * RgbRows.CHANNELS];
        for (int y = 0; y < height; y++) {
            rows.read(y, rgb, 0);
            for (int x = 0; x < width; x++) {
                int at = x * RgbRows.CHANNELS;
                pixels[y * width + x] = (rgb[at] & 0xFF) << 16 | (rgb[at + 1] & 0xFF) << 8 | (rgb[at + 2] & 0xFF);
            }
        }
        int turnedWidth = width(width, height);
        int turnedHeight = height(width, height);
        BufferedImage turned = new BufferedImage(turnedWidth, turnedHeight, BufferedImage.TYPE_INT_RGB);
        int[] row = new int[turnedWidth];
        for (int y = 0; y < turnedHeight; y++) {
            for (int x = 0; x < turnedWidth; x++) {
                row[x] = pixels[sourceY(x, y, height) * width + sourceX(x, y, width)];
            }
            turned.getRaster().setDataElements(0, y, turnedWidth, 1, row);
        }
        return turned;
    }

    /** Returns labels, turned. */
    LabelMap of(LabelMap labels) {
        int width = width(labels.width(), labels.height());
        int height = height(labels.width(), labels.height());
        int[] turned = new int[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                turned[y * width + x] = labels.labelAt(sourceX(x, y, labels.width()), sourceY(x, y, labels.height()));
            }
        }
        return LabelMap.copyOf(width, height, turned);
    }
}

package io.github.segmentation4j.examples.segment.convert;

import io.github.segmentation4j.InvalidFileException;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.codec.RunLengths;
import java.nio.file.Path;
import java.util.Arrays;

/** The labels of an image while its annotations are put on it, the later ones over the earlier. */
final class Canvas {
    private final int width;
    private final int height;
    private final int[] labels;

    /**
     * Creates a canvas.
     *
     * @param rest the label of pixels without annotation
     * @throws InvalidFileException if a file gave a size that no image has
     */
    Canvas(int width, int height, int rest, Path file) {
        if (width < 1 || height < 1 || (long) width * height > Integer.MAX_VALUE / Integer.BYTES) {
            throw new InvalidFileException(file + " says that an image has " + width + "x" + height
                    + " pixels: sides must be at least 1, and pixels at most "
                    + Integer.MAX_VALUE / Integer.BYTES);
        }
        this.width = width;
        this.height = height;
        this.labels = new int[width * height];
        Arrays.fill(labels, rest);
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** Labels the pixels of a mask. */
    void put(RunLengths mask, int label) {
        int[] counts = mask.counts();
        int place = 0;
        for (int run = 0; run < counts.length; run++) {
            int end = place + counts[run];
            for (; run % 2 != 0 && place < end; place++) {
                labels[place % height * width + place / height] = label;
            }
            place = end;
        }
    }

    /** Labels one pixel, counted row by row. */
    void put(int pixel, int label) {
        labels[pixel] = label;
    }

    LabelMap toLabelMap() {
        return LabelMap.copyOf(width, height, labels);
    }
}

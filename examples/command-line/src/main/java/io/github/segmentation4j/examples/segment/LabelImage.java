package io.github.segmentation4j.examples.segment;

import io.github.segmentation4j.LabelMap;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferUShort;

/** Turns a label map into a gray image whose samples are the class ids. */
final class LabelImage {
    /** How many classes a sample of 8 bits can tell apart. */
    private static final int EIGHT_BIT_CLASSES = 256;

    private LabelImage() {}

    /**
     * Returns the class ids as gray samples, of 8 bits for a model of up to 256 classes and of 16 bits for one of more:
     * the depth follows from the model, so that all label files of one model are alike.
     */
    static BufferedImage of(LabelMap labels, int classCount) {
        return classCount <= EIGHT_BIT_CLASSES ? eightBit(labels) : sixteenBit(labels);
    }

    private static BufferedImage eightBit(LabelMap labels) {
        BufferedImage image = new BufferedImage(labels.width(), labels.height(), BufferedImage.TYPE_BYTE_GRAY);
        byte[] samples = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        for (int y = 0; y < labels.height(); y++) {
            labels.copyRow(y, samples, y * labels.width());
        }
        return image;
    }

    private static BufferedImage sixteenBit(LabelMap labels) {
        BufferedImage image = new BufferedImage(labels.width(), labels.height(), BufferedImage.TYPE_USHORT_GRAY);
        short[] samples = ((DataBufferUShort) image.getRaster().getDataBuffer()).getData();
        int[] row = new int[labels.width()];
        for (int y = 0; y < labels.height(); y++) {
            labels.copyRow(y, row, 0);
            for (int x = 0; x < row.length; x++) {
                samples[y * row.length + x] = (short) row[x];
            }
        }
        return image;
    }
}

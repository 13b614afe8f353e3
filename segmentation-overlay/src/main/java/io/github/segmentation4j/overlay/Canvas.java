package io.github.segmentation4j.overlay;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;

/**
 * A new image together with the bytes of its pixels, row after row without gaps.
 *
 * @param image the image
 * @param bytes its memory; writing to it draws
 */
@SuppressWarnings("ArrayRecordComponent") // the array is the image's own, and is there to be written to
record Canvas(BufferedImage image, byte[] bytes) {

    /**
     * Returns an image of three bytes a pixel: blue, green, red.
     *
     * @throws IllegalArgumentException if the image would not fit into one array
     */
    static Canvas opaque(int width, int height) {
        checkFits(width, height, Blend.CHANNELS);
        return of(new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR));
    }

    /**
     * Returns an image of four bytes a pixel: alpha, blue, green, red.
     *
     * @throws IllegalArgumentException if the image would not fit into one array
     */
    static Canvas translucent(int width, int height) {
        checkFits(width, height, 1 + Blend.CHANNELS);
        return of(new BufferedImage(width, height, BufferedImage.TYPE_4BYTE_ABGR));
    }

    /** Returns the canvas of an image that was just made, whose memory is an array of bytes. */
    static Canvas of(BufferedImage image) {
        return new Canvas(image, ((DataBufferByte) image.getRaster().getDataBuffer()).getData());
    }

    private static void checkFits(int width, int height, int bytesPerPixel) {
        long bytes = Math.multiplyExact((long) width * height, bytesPerPixel);
        if (bytes > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("A picture of " + width + "x" + height + " needs " + bytes
                    + " bytes and an image of the JDK holds at most " + Integer.MAX_VALUE
                    + "; crop or shrink the photo and its label map first");
        }
    }
}

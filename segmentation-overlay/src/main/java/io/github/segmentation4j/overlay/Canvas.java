package io.github.segmentation4j.overlay;

import java.awt.image.BufferedImage;
import java.awt.image.ComponentSampleModel;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;

/**
 * An image together with the bytes of its pixels.
 *
 * @param image the image
 * @param order the bytes of a pixel
 * @param bytes its memory; writing to it draws
 * @param origin where in it the first pixel begins
 * @param stride the bytes from the beginning of one row to that of the next
 */
@SuppressWarnings("ArrayRecordComponent") // the array is the image's own, and is there to be written to
record Canvas(BufferedImage image, PixelOrder order, byte[] bytes, int origin, int stride) {

    /**
     * Returns a new image.
     *
     * @throws IllegalArgumentException if the image would not fit into one array
     */
    static Canvas create(int width, int height, PixelOrder order) {
        checkFits(width, height, order.bytes());
        return of(new BufferedImage(width, height, imageType(order)), order);
    }

    /** Returns the pixels of an image of the type that has this order, in place. */
    static Canvas of(BufferedImage image, PixelOrder order) {
        Raster raster = image.getRaster();
        ComponentSampleModel layout = (ComponentSampleModel) raster.getSampleModel();
        int origin = raster.getDataBuffer().getOffset()
                - raster.getSampleModelTranslateY() * layout.getScanlineStride()
                - raster.getSampleModelTranslateX() * layout.getPixelStride();
        byte[] bytes = ((DataBufferByte) raster.getDataBuffer()).getData();
        return new Canvas(image, order, bytes, origin, layout.getScanlineStride());
    }

    /** Returns the type of the images with an order of bytes. */
    static int imageType(PixelOrder order) {
        return order == PixelOrder.BGR ? BufferedImage.TYPE_3BYTE_BGR : BufferedImage.TYPE_4BYTE_ABGR;
    }

    /** Returns where in the memory a row begins. */
    int startOf(int y) {
        return origin + y * stride;
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

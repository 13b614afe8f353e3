package io.github.segmentation4j.overlay;

import java.awt.image.BufferedImage;
import java.util.function.Supplier;

/**
 * The rows of a picture while they are drawn, as bytes: those of the picture itself where it has the order that is drawn, a
 * row of their own where it has another. Serves one thread.
 */
abstract class PictureRows {
    private final PixelOrder order;
    private final byte[] bytes;

    PictureRows(PixelOrder order, byte[] bytes) {
        this.order = order;
        this.bytes = bytes;
    }

    /** Returns what gives each thread the rows of an image of the type that has an order. */
    static Supplier<PictureRows> of(Canvas picture) {
        return () -> new InPlace(picture);
    }

    /**
     * Returns what gives each thread the rows of an image.
     *
     * @param order what is drawn
     * @throws IllegalArgumentException if the image cannot take it
     */
    static Supplier<PictureRows> of(BufferedImage picture, PixelOrder order) {
        if (picture.getType() == Canvas.imageType(order)) {
            return of(Canvas.of(picture, order));
        }
        if (order == PixelOrder.ABGR) {
            throw new IllegalArgumentException(
                    "The picture is " + named(picture)
                            + ", but the photo has an alpha, which only one of TYPE_4BYTE_ABGR takes: make the picture with draw");
        }
        if (!SamplePictureRows.fit(picture)) {
            throw new IllegalArgumentException("The picture is " + named(picture)
                    + ", but a photo without alpha is drawn into opaque sRGB: TYPE_3BYTE_BGR, TYPE_INT_RGB, TYPE_INT_BGR,"
                    + " TYPE_USHORT_565_RGB, TYPE_USHORT_555_RGB, or a color model of the JDK for unsigned samples of up to"
                    + " 16 bits; make the picture with draw");
        }
        return IntPictureRows.fit(picture) ? () -> new IntPictureRows(picture) : () -> new SamplePictureRows(picture);
    }

    private static String named(BufferedImage picture) {
        return "an image of type " + picture.getType() + " with "
                + picture.getColorModel().getNumComponents()
                + (picture.getColorModel().hasAlpha() ? " components, one of them alpha" : " components and no alpha");
    }

    /** Returns the order of the bytes of a pixel. */
    final PixelOrder order() {
        return order;
    }

    /** Returns the array to draw on. */
    final byte[] bytes() {
        return bytes;
    }

    /** Returns where in the array the pixels of a row are drawn. */
    abstract int startOf(int y);

    /** Brings a row that was drawn into the picture. */
    abstract void finish(int y);

    /** Rows that lie in memory as they are drawn. */
    private static final class InPlace extends PictureRows {
        private final Canvas picture;

        InPlace(Canvas picture) {
            super(picture.order(), picture.bytes());
            this.picture = picture;
        }

        @Override
        int startOf(int y) {
            return picture.startOf(y);
        }

        @Override
        void finish(int y) {
            // It is there already.
        }
    }
}

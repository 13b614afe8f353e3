package io.github.segmentation4j.overlay;

import io.github.segmentation4j.internal.raster.RgbRows;
import java.awt.image.BufferedImage;

/**
 * The rows of a photo as bytes in one of the orders that are drawn: in place where they lie in memory like that, read
 * into a buffer of one row where they do not. Serves one thread.
 */
abstract class PhotoRows {
    private final byte[] bytes;

    PhotoRows(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Returns the rows of a photo of any type by the rules of {@link RgbRows}, in {@linkplain #orderOf its order}.
     *
     * @param target the array that they are going to be drawn on: if this is the photo's, rows are copied before they are
     *     drawn over, since blends need two arrays
     */
    static PhotoRows of(BufferedImage photo, byte[] target) {
        int type = photo.getType();
        if (type == BufferedImage.TYPE_3BYTE_BGR) {
            return of(Canvas.of(photo, PixelOrder.BGR), target);
        }
        // The types name the layout alone; samples of other color spaces have to be converted.
        if (!photo.getColorModel().getColorSpace().isCS_sRGB()) {
            return converted(RgbRows.of(photo));
        }
        if (type == BufferedImage.TYPE_4BYTE_ABGR) {
            return of(Canvas.of(photo, PixelOrder.ABGR), target);
        }
        if (type == BufferedImage.TYPE_4BYTE_ABGR_PRE) {
            return new Premultiplied(Canvas.of(photo, PixelOrder.ABGR));
        }
        return IntRows.fit(photo) ? IntRows.of(photo) : converted(RgbRows.of(photo));
    }

    private static PhotoRows of(Canvas photo, byte[] target) {
        return photo.bytes() == target ? new Copied(photo) : new InPlace(photo);
    }

    private static PhotoRows converted(RgbRows rows) {
        return rows.hasAlpha() ? new Translucent(rows) : new Opaque(rows);
    }

    /** Returns the order of the bytes that a photo is drawn in. */
    static PixelOrder orderOf(BufferedImage photo) {
        return RgbRows.of(photo).hasAlpha() ? PixelOrder.ABGR : PixelOrder.BGR;
    }

    /** Returns the array that holds the row last asked for; to be read only. */
    final byte[] bytes() {
        return bytes;
    }

    /** Makes a row available and returns where in the array it starts. */
    abstract int startOf(int y);

    /** Rows that lie in memory as they are drawn. */
    static final class InPlace extends PhotoRows {
        private final Canvas pixels;

        InPlace(Canvas pixels) {
            super(pixels.bytes());
            this.pixels = pixels;
        }

        @Override
        int startOf(int y) {
            return pixels.startOf(y);
        }
    }

    /** Rows that lie in memory as they are drawn, but where they are drawn. */
    private static final class Copied extends PhotoRows {
        private final Canvas pixels;

        Copied(Canvas pixels) {
            super(
                    new byte
                            [Math.multiplyExact(
                                    pixels.order().bytes(), pixels.image().getWidth())]);
            this.pixels = pixels;
        }

        @Override
        int startOf(int y) {
            byte[] row = bytes();
            System.arraycopy(pixels.bytes(), pixels.startOf(y), row, 0, row.length);
            return 0;
        }
    }

    /** Rows of four bytes a pixel whose colors were multiplied with their alpha. */
    private static final class Premultiplied extends PhotoRows {
        private final Canvas pixels;

        Premultiplied(Canvas pixels) {
            super(
                    new byte
                            [Math.multiplyExact(
                                    pixels.order().bytes(), pixels.image().getWidth())]);
            this.pixels = pixels;
        }

        @Override
        int startOf(int y) {
            byte[] row = bytes();
            int start = pixels.startOf(y);
            for (int place = 0; place < row.length; place += Integer.BYTES) {
                int argb = Integer.rotateRight((int) Swar.INTS.get(pixels.bytes(), start + place), Byte.SIZE);
                int straight = Alphas.straight(argb);
                Swar.INTS.set(row, place, Integer.rotateLeft(straight, Byte.SIZE));
            }
            return 0;
        }
    }

    private static final class Opaque extends PhotoRows {
        private final RgbRows rows;

        Opaque(RgbRows rows) {
            super(new byte[Math.multiplyExact(PixelOrder.BGR.bytes(), rows.width())]);
            this.rows = rows;
        }

        @Override
        int startOf(int y) {
            byte[] row = bytes();
            rows.read(y, row, 0);
            for (int i = 0; i < row.length; i += PixelOrder.BGR.bytes()) {
                byte red = row[i];
                row[i] = row[i + 2];
                row[i + 2] = red;
            }
            return 0;
        }
    }

    private static final class Translucent extends PhotoRows {
        private final RgbRows rows;
        private final byte[] colors;
        private final byte[] alphas;

        Translucent(RgbRows rows) {
            super(new byte[Math.multiplyExact(PixelOrder.ABGR.bytes(), rows.width())]);
            this.rows = rows;
            this.colors = new byte[RgbRows.CHANNELS * rows.width()];
            this.alphas = new byte[rows.width()];
        }

        @Override
        int startOf(int y) {
            rows.read(y, colors, 0);
            rows.readAlpha(y, alphas, 0);
            byte[] row = bytes();
            for (int x = 0; x < alphas.length; x++) {
                int place = PixelOrder.ABGR.bytes() * x;
                int color = RgbRows.CHANNELS * x;
                row[place] = alphas[x];
                row[place + 1] = colors[color + 2];
                row[place + 2] = colors[color + 1];
                row[place + 3] = colors[color];
            }
            return 0;
        }
    }
}

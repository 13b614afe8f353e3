package io.github.segmentation4j.overlay.picture;

import io.github.segmentation4j.internal.raster.RgbRows;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.Arrays;

/** A picture while it is drawn: an image of three or four bytes a pixel and its memory. Serves one thread. */
final class Sheet {
    /** A share of a color, or an alpha, that hides all that was there. */
    static final int OPAQUE = 255;

    private static final int OPAQUE_BYTES = 3;
    private static final int TRANSLUCENT_BYTES = 4;

    private final BufferedImage image;
    private final byte[] bytes;
    private final int pixelBytes;
    /** Where in a pixel blue stands; an alpha stands before it. */
    private final int firstColor;

    private Sheet(BufferedImage image) {
        this.image = image;
        this.bytes = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        this.pixelBytes = image.getType() == BufferedImage.TYPE_3BYTE_BGR ? OPAQUE_BYTES : TRANSLUCENT_BYTES;
        this.firstColor = pixelBytes - OPAQUE_BYTES;
    }

    private static Sheet create(long width, long height, int pixelBytes) {
        if (width * pixelBytes > Integer.MAX_VALUE / height) {
            throw new IllegalArgumentException("A picture of " + width + "x" + height + " needs more than "
                    + Integer.MAX_VALUE + " bytes, which an image of the JDK cannot hold; shrink the photo first");
        }
        int type = pixelBytes == OPAQUE_BYTES ? BufferedImage.TYPE_3BYTE_BGR : BufferedImage.TYPE_4BYTE_ABGR;
        return new Sheet(new BufferedImage((int) width, (int) height, type));
    }

    /** Returns a sheet that draws on an image that {@code Overlay.draw} has made. */
    static Sheet over(BufferedImage picture) {
        return new Sheet(picture);
    }

    /** Returns a black sheet without alpha. */
    static Sheet opaque(long width, long height) {
        return create(width, height, OPAQUE_BYTES);
    }

    /** Returns a transparent sheet. */
    static Sheet transparent(long width, long height) {
        return create(width, height, TRANSLUCENT_BYTES);
    }

    /** Returns a sheet for these images: with alpha if one of them has it; nothing is drawn yet. */
    static Sheet fit(long width, long height, BufferedImage... images) {
        boolean alpha = Arrays.stream(images).anyMatch(each -> RgbRows.of(each).hasAlpha());
        return alpha ? transparent(width, height) : opaque(width, height);
    }

    /** Returns a copy of an image of any type. */
    static Sheet copyOf(BufferedImage photo) {
        Sheet sheet = fit(photo.getWidth(), photo.getHeight(), photo);
        sheet.place(photo, 0, 0);
        return sheet;
    }

    BufferedImage image() {
        return image;
    }

    int width() {
        return image.getWidth();
    }

    int height() {
        return image.getHeight();
    }

    /** Copies an image to a place where it fits; a sheet without alpha drops the image's. */
    void place(BufferedImage source, int left, int top) {
        RgbRows rows = RgbRows.of(source);
        int[] pixels = new int[source.getWidth()];
        byte[] alphas = new byte[source.getWidth()];
        for (int y = 0; y < source.getHeight(); y++) {
            rows.readPixels(y, pixels);
            if (pixelBytes == TRANSLUCENT_BYTES) {
                rows.readAlpha(y, alphas, 0);
            }
            for (int x = 0; x < pixels.length; x++) {
                set(left + x, top + y, pixels[x], alphas[x] & OPAQUE);
            }
        }
    }

    /** Sets a pixel to a color, and its alpha where there is one. */
    void set(int x, int y, int rgb, int alpha) {
        int place = (y * width() + x) * pixelBytes;
        if (firstColor != 0) {
            bytes[place] = (byte) alpha;
        }
        recolor(x, y, rgb);
    }

    /** Sets a pixel to a color and leaves its alpha. */
    void recolor(int x, int y, int rgb) {
        int place = (y * width() + x) * pixelBytes + firstColor;
        bytes[place] = (byte) rgb;
        bytes[place + 1] = (byte) (rgb >> 8);
        bytes[place + 2] = (byte) (rgb >> 16);
    }

    /** Returns the color of a pixel as 0xRRGGBB. */
    int rgb(int x, int y) {
        int place = (y * width() + x) * pixelBytes + firstColor;
        return (bytes[place + 2] & 0xFF) << 16 | (bytes[place + 1] & 0xFF) << 8 | (bytes[place] & 0xFF);
    }

    /**
     * Makes a pixel of a sheet that has an alpha more transparent, and leaves its color.
     *
     * @param share what the alpha is multiplied with, from 0 to {@value #OPAQUE} for 1
     */
    void scaleAlpha(int x, int y, int share) {
        int place = (y * width() + x) * pixelBytes;
        bytes[place] = (byte) (((bytes[place] & 0xFF) * share + OPAQUE / 2) / OPAQUE);
    }

    /**
     * Mixes a color into that of a pixel and leaves its alpha.
     *
     * @param coverage the share of the color, from 0 to {@value #OPAQUE}
     */
    void mix(int x, int y, int rgb, int coverage) {
        int place = (y * width() + x) * pixelBytes + firstColor;
        for (int channel = 0; channel < OPAQUE_BYTES; channel++) {
            int color = rgb >> (Byte.SIZE * channel) & 0xFF;
            int below = bytes[place + channel] & 0xFF;
            bytes[place + channel] = (byte) ((color * coverage + below * (OPAQUE - coverage) + OPAQUE / 2) / OPAQUE);
        }
    }

    /**
     * Lays a color over a pixel, as "source over destination" of Porter and Duff, "Compositing Digital Images", 1984.
     *
     * @param coverage how much of the pixel the color hides, from 0 to {@value #OPAQUE}
     */
    void blend(int x, int y, int rgb, int coverage) {
        if (coverage == 0) {
            return;
        }
        int place = (y * width() + x) * pixelBytes;
        int below = firstColor == 0 ? OPAQUE : bytes[place] & 0xFF;
        int remaining = below * (OPAQUE - coverage);
        int whole = coverage * OPAQUE + remaining;
        if (firstColor != 0) {
            bytes[place] = (byte) ((whole + OPAQUE / 2) / OPAQUE);
        }
        for (int channel = 0; channel < OPAQUE_BYTES; channel++) {
            int index = place + firstColor + channel;
            int color = rgb >> (Byte.SIZE * channel) & 0xFF;
            bytes[index] = (byte) ((color * coverage * OPAQUE + (bytes[index] & 0xFF) * remaining + whole / 2) / whole);
        }
    }

    /** Lays a color over the part of a rectangle that lies on the sheet. */
    void fill(int left, int top, int width, int height, int rgb, int coverage) {
        for (int y = Math.max(0, top); y < Math.min(height(), top + height); y++) {
            for (int x = Math.max(0, left); x < Math.min(width(), left + width); x++) {
                blend(x, y, rgb, coverage);
            }
        }
    }

    /** Returns a coverage for a share from 0 to 1; below is none and above is all. */
    static int coverage(double share) {
        return (int) Math.round(Math.min(Math.max(share, 0), 1) * OPAQUE);
    }
}

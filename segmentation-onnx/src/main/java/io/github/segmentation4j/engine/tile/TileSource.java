package io.github.segmentation4j.engine.tile;

import io.github.segmentation4j.ImageRegions;
import io.github.segmentation4j.model.ChannelOrder;
import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;

/**
 * An image that tiles are cut out of.
 *
 * @param width of the image in pixels
 * @param height of the image in pixels
 * @param parts reads what the network sees of a tile
 */
record TileSource(int width, int height, Parts parts) {

    /** Reads rectangles of an image. */
    @FunctionalInterface
    interface Parts {
        BufferedImage read(int x, int y, int width, int height);
    }

    /** Returns an image in memory, whose pixels are not copied. */
    static TileSource of(BufferedImage image) {
        WritableRaster pixels = image.getRaster();
        return new TileSource(
                image.getWidth(),
                image.getHeight(),
                (x, y, width, height) -> new BufferedImage(
                        image.getColorModel(),
                        pixels.createWritableChild(x, y, width, height, 0, 0, null),
                        image.isAlphaPremultiplied(),
                        null));
    }

    /** Returns an image in a file, of which a network takes the colors or the bands. */
    static TileSource of(ImageRegions image, ChannelOrder channels) {
        return new TileSource(
                image.width(), image.height(), channels == ChannelOrder.BANDS ? image::readBands : image::read);
    }

    /** Returns the part of a tile that the network sees, as far as there is an image. */
    BufferedImage read(TileSpan across, TileSpan down) {
        return parts.read(
                across.readFrom(),
                down.readFrom(),
                Math.min(width, across.readTo()) - across.readFrom(),
                Math.min(height, down.readTo()) - down.readFrom());
    }
}

package io.github.segmentation4j.engine.tile;

import io.github.segmentation4j.ImageRegions;
import io.github.segmentation4j.model.ChannelOrder;
import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;

/** An image that tiles are cut out of. */
interface TileSource {
    int width();

    int height();

    /** Returns the part of a tile that the network sees. */
    BufferedImage read(TileSpan across, TileSpan down);

    /** Returns an image in memory, whose pixels are not copied. */
    static TileSource of(BufferedImage image) {
        WritableRaster pixels = image.getRaster();
        return new TileSource() {
            @Override
            public int width() {
                return image.getWidth();
            }

            @Override
            public int height() {
                return image.getHeight();
            }

            @Override
            public BufferedImage read(TileSpan across, TileSpan down) {
                WritableRaster part = pixels.createWritableChild(
                        across.readFrom(), down.readFrom(), across.readLength(), down.readLength(), 0, 0, null);
                return new BufferedImage(image.getColorModel(), part, image.isAlphaPremultiplied(), null);
            }
        };
    }

    /** Returns an image in a file, of which a network takes the colors or the bands. */
    static TileSource of(ImageRegions image, ChannelOrder channels) {
        return new TileSource() {
            @Override
            public int width() {
                return image.width();
            }

            @Override
            public int height() {
                return image.height();
            }

            @Override
            public BufferedImage read(TileSpan across, TileSpan down) {
                return channels == ChannelOrder.BANDS
                        ? image.readBands(across.readFrom(), down.readFrom(), across.readLength(), down.readLength())
                        : image.read(across.readFrom(), down.readFrom(), across.readLength(), down.readLength());
            }
        };
    }
}

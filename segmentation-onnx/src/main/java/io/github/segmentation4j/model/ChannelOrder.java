package io.github.segmentation4j.model;

import java.util.OptionalInt;

/** Which channels a network takes of an image, and in which order. */
public enum ChannelOrder {
    /** Red first, as nearly all networks trained in Python with Pillow or torchvision. */
    RGB(3),
    /** Blue first, as networks fed by OpenCV without a conversion. */
    BGR(3),
    /**
     * One channel, the brightness {@code (19595 R + 38470 G + 7471 B + 32768) >> 16} of 8-bit samples, as Pillow's
     * {@code convert("RGB").convert("L")} computes it ({@code src/libImaging/Convert.c}, Pillow 12.3); of gray images their
     * samples.
     */
    GRAY(1),
    /** Red, green, blue and alpha as they are in the image, not multiplied; the alpha of an image without any is 255. */
    RGBA(4),
    /** Blue, green, red and alpha, as {@link #RGBA} otherwise. */
    BGRA(4),
    /**
     * Any number of channels, each the samples of one band of the image's raster, in its order and as they are: 0 to 255 of
     * 8 bits, 0 to 65535 of 16. Nothing is taken for a color or for alpha; palettes, and bands of other depths, are
     * refused. {@code Images.ofBands} in the API makes such images.
     */
    BANDS(0);

    private final int channels;

    ChannelOrder(int channels) {
        this.channels = channels;
    }

    /** Returns how many channels there are; empty for {@link #BANDS}, of which there may be any number. */
    public OptionalInt channels() {
        return channels == 0 ? OptionalInt.empty() : OptionalInt.of(channels);
    }

    /** Returns what a network with so many channels takes unless it says otherwise. */
    public static ChannelOrder usual(int channels) {
        for (ChannelOrder order : values()) {
            if (order.channels == channels) {
                return order;
            }
        }
        return BANDS;
    }

    /** Returns the order with red and blue exchanged; of channels that are not colors the same. */
    public ChannelOrder swapped() {
        return switch (this) {
            case RGB -> BGR;
            case BGR -> RGB;
            case RGBA -> BGRA;
            case BGRA -> RGBA;
            case GRAY, BANDS -> this;
        };
    }

    /** True if blue comes before red. */
    public boolean isBlueFirst() {
        return this == BGR || this == BGRA;
    }
}

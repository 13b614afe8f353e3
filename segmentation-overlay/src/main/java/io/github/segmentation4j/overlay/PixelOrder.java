package io.github.segmentation4j.overlay;

/** The bytes of a pixel in memory, in the order in which pictures are drawn. */
enum PixelOrder {
    /** Three bytes: blue, green, red. */
    BGR(3),
    /** Four bytes: alpha, blue, green, red; the alpha is not premultiplied, and is never blended. */
    ABGR(4);

    /** The colors of a pixel: blue, green, red. */
    static final int CHANNELS = 3;

    private final int bytes;

    PixelOrder(int bytes) {
        this.bytes = bytes;
    }

    /** Returns the number of bytes of a pixel. */
    int bytes() {
        return bytes;
    }

    /** Returns the place of blue among the bytes of a pixel; green and red follow. */
    int firstColor() {
        return bytes - CHANNELS;
    }

    /** Returns the channel, 0 for blue to 2 for red, of a byte counted from the first of any pixel; -1 for alpha. */
    int channel(int place) {
        return place % bytes - firstColor();
    }
}

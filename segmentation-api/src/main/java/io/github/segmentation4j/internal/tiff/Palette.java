package io.github.segmentation4j.internal.tiff;

/** The colors of a palette: all reds, all greens, all blues, of 16 bits, of which the higher 8 count, as in Pillow. */
final class Palette {
    private static final int CHANNELS = 3;

    private Palette() {}

    /** Returns the palette for pixels of a kind, empty if they are not indices. */
    static byte[][] of(TiffLayout layout, PixelKind kind) throws TiffException {
        return kind.form() == PixelKind.Form.INDEXED ? of(layout) : new byte[0][];
    }

    /** Returns reds, greens and blues, each of at most as many as samples can tell. */
    static byte[][] of(TiffLayout layout) throws TiffException {
        int most = 1 << layout.type().bits();
        long[] values = layout.directory().values(Tag.COLOR_MAP, (long) CHANNELS * most);
        int colors = values.length / CHANNELS;
        if (colors == 0) {
            throw TiffException.damaged("its palette is missing");
        }
        byte[][] palette = new byte[CHANNELS][colors];
        for (int channel = 0; channel < CHANNELS; channel++) {
            for (int i = 0; i < colors; i++) {
                palette[channel][i] = (byte) (values[channel * colors + i] >> Byte.SIZE);
            }
        }
        return palette;
    }
}

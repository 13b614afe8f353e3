package io.github.segmentation4j.internal.tiff;

/** A palette with an alpha beside each index. An index past the end of the palette is black. */
final class PaletteColors implements Colors {
    private static final int RGBA = 4;

    private final byte[][] palette;

    PaletteColors(byte[][] palette) {
        this.palette = palette;
    }

    @Override
    public void convert(int[] samples, int step, int[] channels, int count) {
        for (int pixel = 0; pixel < count; pixel++) {
            int index = samples[pixel * step];
            int out = pixel * RGBA;
            for (int channel = 0; channel < palette.length; channel++) {
                channels[out + channel] = index < palette[channel].length ? palette[channel][index] & 0xFF : 0;
            }
            channels[out + palette.length] = samples[pixel * step + 1];
        }
    }
}

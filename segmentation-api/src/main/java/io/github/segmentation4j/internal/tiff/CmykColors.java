package io.github.segmentation4j.internal.tiff;

/**
 * CMYK, 0 without ink, as Pillow makes RGB of it: {@code k' - round(c * k' / 255)} with {@code k' = 255 - k}
 * ({@code Convert.c}, {@code cmyk2rgb}, Pillow 12.3). Of 16 bits the higher 8 count, as in its raw mode {@code CMYK;16}.
 */
final class CmykColors implements Colors {
    private static final int CMYK = 4;
    private static final int RGB = 3;

    private final int bits;

    CmykColors(int bits) {
        this.bits = bits;
    }

    @Override
    public void convert(int[] samples, int step, int[] channels, int count) {
        for (int pixel = 0; pixel < count; pixel++) {
            int in = pixel * step;
            int light = HIGHEST - eightBits(samples[in + CMYK - 1]);
            for (int band = 0; band < RGB; band++) {
                channels[pixel * RGB + band] = light - Colors.dividedBy255(eightBits(samples[in + band]) * light);
            }
        }
    }

    private int eightBits(int sample) {
        if (bits > Byte.SIZE) {
            return sample >> (bits - Byte.SIZE);
        }
        return bits == Byte.SIZE ? sample : sample * HIGHEST / ((1 << bits) - 1);
    }
}

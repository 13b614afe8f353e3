package io.github.segmentation4j.internal.tiff;

/** YCbCr as libjpeg makes RGB of it: in fixed point with 16 bits behind the point ({@code jdcolor.c}). */
final class JpegColors implements Colors {
    private static final int RGB = 3;
    private static final int CENTER = 128;
    private static final int FRACTION_BITS = 16;
    private static final int HALF = 1 << (FRACTION_BITS - 1);
    private static final int RED_OF_CR = fixed(1.40200);
    private static final int BLUE_OF_CB = fixed(1.77200);
    private static final int GREEN_OF_CR = fixed(0.71414);
    private static final int GREEN_OF_CB = fixed(0.34414);

    private static int fixed(double value) {
        return (int) (value * (1 << FRACTION_BITS) + 0.5);
    }

    @Override
    public void convert(int[] samples, int step, int[] channels, int count) {
        for (int pixel = 0; pixel < count; pixel++) {
            int luma = samples[pixel * step];
            int blue = samples[pixel * step + 1] - CENTER;
            int red = samples[pixel * step + 2] - CENTER;
            int out = pixel * RGB;
            channels[out] = Colors.clipped(luma + ((RED_OF_CR * red + HALF) >> FRACTION_BITS));
            channels[out + 1] =
                    Colors.clipped(luma + ((-GREEN_OF_CB * blue - GREEN_OF_CR * red + HALF) >> FRACTION_BITS));
            channels[out + 2] = Colors.clipped(luma + ((BLUE_OF_CB * blue + HALF) >> FRACTION_BITS));
        }
    }
}

package io.github.segmentation4j.internal.tiff;

/**
 * YCbCr that is not JPEG, as libtiff makes RGB of it ({@code tif_color.c}, {@code TIFFYCbCrToRGBInit}, libtiff 4.7): by the
 * coefficients and the reference black and white of the file, in fixed point with 16 bits behind the point.
 */
final class YCbCrColors implements Colors {
    private static final int RGB = 3;
    private static final int CENTER = 128;
    private static final int FRACTION_BITS = 16;
    private static final int HALF = 1 << (FRACTION_BITS - 1);

    /** Levels are cut off at this distance from 0, as there. */
    private static final int FARTHEST = 32 * CENTER;

    private static final int CHROMA_RANGE = 127;

    /** The shares of red, green and blue in luma (ITU-R BT.601). */
    private static final double[] COEFFICIENTS = {0.299, 0.587, 0.114};

    /** Black and white of Y, Cb and Cr. */
    private static final double[] REFERENCES = {0, 255, 128, 255, 128, 255};

    private final int[] luma = new int[HIGHEST + 1];
    private final int[] redOfCr = new int[HIGHEST + 1];
    private final int[] blueOfCb = new int[HIGHEST + 1];
    private final int[] greenOfCr = new int[HIGHEST + 1];
    private final int[] greenOfCb = new int[HIGHEST + 1];

    private YCbCrColors(double[] shares, double[] references) {
        float red = (float) shares[0];
        float green = (float) shares[1];
        float blue = (float) shares[2];
        float ofCr = 2 - 2 * red;
        float ofCb = 2 - 2 * blue;
        int fixedRed = fixed(ofCr);
        int fixedBlue = fixed(ofCb);
        int greenCr = -fixed(red * ofCr / green);
        int greenCb = -fixed(blue * ofCb / green);
        for (int i = 0; i <= HIGHEST; i++) {
            int cr = level(i - CENTER, (float) references[4] - CENTER, (float) references[5] - CENTER, CHROMA_RANGE);
            int cb = level(i - CENTER, (float) references[2] - CENTER, (float) references[3] - CENTER, CHROMA_RANGE);
            redOfCr[i] = (fixedRed * cr + HALF) >> FRACTION_BITS;
            blueOfCb[i] = (fixedBlue * cb + HALF) >> FRACTION_BITS;
            greenOfCr[i] = greenCr * cr;
            greenOfCb[i] = greenCb * cb + HALF;
            luma[i] = level(i, (float) references[0], (float) references[1], HIGHEST);
        }
    }

    static YCbCrColors of(TiffDirectory directory) throws TiffException {
        double[] shares = directory.fractions(Tag.YCBCR_COEFFICIENTS, COEFFICIENTS);
        return new YCbCrColors(
                shares[1] > 0 ? shares : COEFFICIENTS, directory.fractions(Tag.REFERENCE_BLACK_WHITE, REFERENCES));
    }

    private static int fixed(float value) {
        return (int) (Math.max(0, Math.min(2, value)) * (1 << FRACTION_BITS) + 0.5f);
    }

    private static int level(int code, float black, float white, int range) {
        float span = white - black;
        float level = (code - (int) black) * (float) range / (span == 0 ? 1 : span);
        return (int) Math.max(-FARTHEST, Math.min(FARTHEST, level));
    }

    @Override
    public void convert(int[] samples, int step, int[] channels, int count) {
        for (int pixel = 0; pixel < count; pixel++) {
            int y = luma[samples[pixel * step]];
            int cb = samples[pixel * step + 1];
            int cr = samples[pixel * step + 2];
            int out = pixel * RGB;
            channels[out] = Colors.clipped(y + redOfCr[cr]);
            channels[out + 1] = Colors.clipped(y + ((greenOfCb[cb] + greenOfCr[cr]) >> FRACTION_BITS));
            channels[out + 2] = Colors.clipped(y + blueOfCb[cb]);
        }
    }
}

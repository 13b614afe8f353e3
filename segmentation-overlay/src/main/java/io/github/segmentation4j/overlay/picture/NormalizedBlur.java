package io.github.segmentation4j.overlay.picture;

import io.github.segmentation4j.internal.raster.RgbRows;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * A Gaussian blur of a photo in which each pixel counts by a weight, and nothing outside the photo does.
 *
 * <p>It is a normalized convolution (Knutsson and Westin, "Normalized and Differential Convolution", 1993): colors times
 * weight and the weights themselves are blurred alike, and one is divided by the other. The Gaussian is approximated by three
 * box filters each way, the widths of which are those of Kovesi, "Fast Almost-Gaussian Filtering", 2010.
 */
final class NormalizedBlur {
    private static final int PASSES = 3;
    private static final int CHANNELS = 3;
    private static final int POWER = 3;

    /** Less than one pixel of a single 255th has: what counts is so far that rounding would show. */
    private static final float LEAST_WEIGHT = 1e-8f;

    private final int width;
    private final int height;
    /** Red, green and blue times weight, then the weight, each a plane. */
    private final float[][] planes;

    private NormalizedBlur(int width, int height) {
        this.width = width;
        this.height = height;
        this.planes = new float[CHANNELS + 1][width * height];
    }

    /**
     * Returns the blur of what does not belong to a subject: the weight of a pixel is the cube of the share that does not.
     *
     * @param sigma the standard deviation in pixels
     */
    static NormalizedBlur ofBackground(BufferedImage photo, Matte matte, double sigma) {
        return of(photo, matte, sigma, share -> Sheet.OPAQUE - share);
    }

    /**
     * Returns the blur of what belongs to a subject: the weight of a pixel is the cube of the share that does.
     *
     * @param sigma the standard deviation in pixels
     */
    static NormalizedBlur ofSubject(BufferedImage photo, Matte matte, double sigma) {
        return of(photo, matte, sigma, share -> share);
    }

    /** A high power, so that pixels which mostly belong elsewhere bring next to nothing of their color. */
    private static NormalizedBlur of(BufferedImage photo, Matte matte, double sigma, IntUnaryOperator counted) {
        float[] weights = new float[Sheet.OPAQUE + 1];
        for (int share = 0; share < weights.length; share++) {
            weights[share] = (float) Math.pow((double) counted.applyAsInt(share) / Sheet.OPAQUE, POWER);
        }
        NormalizedBlur blur = new NormalizedBlur(photo.getWidth(), photo.getHeight());
        blur.read(RgbRows.of(photo), matte, weights);
        blur.blur(sigma);
        return blur;
    }

    private void read(RgbRows rows, Matte matte, float[] weights) {
        int[] row = new int[width];
        int[] shares = new int[width];
        for (int y = 0; y < height; y++) {
            rows.readPixels(y, row);
            matte.copyRow(y, shares);
            for (int x = 0; x < width; x++) {
                int pixel = y * width + x;
                float weight = weights[shares[x]];
                planes[0][pixel] = weight * (row[x] >> 16 & 0xFF);
                planes[1][pixel] = weight * (row[x] >> 8 & 0xFF);
                planes[2][pixel] = weight * (row[x] & 0xFF);
                planes[CHANNELS][pixel] = weight;
            }
        }
    }

    private void blur(double sigma) {
        float[] spare = new float[width * height];
        int[] radii = radii(sigma);
        for (float[] plane : planes) {
            for (int radius : radii) {
                blurRows(plane, radius, spare);
                blurColumns(spare, radius, plane);
            }
        }
    }

    /** Returns the radii of boxes whose variances add up to nearly that of the Gaussian. */
    static int[] radii(double sigma) {
        double ideal = Math.sqrt(12 * sigma * sigma / PASSES + 1);
        int odd = (int) Math.floor((ideal - 1) / 2) * 2 + 1;
        double excess = 12 * sigma * sigma - PASSES * (odd * (odd + 4.0) + 3);
        long narrow = Math.round(-excess / (4 * (odd + 1.0)));
        int[] radii = new int[PASSES];
        Arrays.setAll(radii, pass -> (pass < narrow ? odd : odd + 2) / 2);
        return radii;
    }

    private void blurRows(float[] source, int radius, float[] target) {
        for (int y = 0; y < height; y++) {
            int start = y * width;
            double sum = 0;
            for (int x = -radius; x < width; x++) {
                if (x + radius < width) {
                    sum += source[start + x + radius];
                }
                if (x - radius > 0) {
                    sum -= source[start + x - radius - 1];
                }
                if (x >= 0) {
                    target[start + x] = (float) (sum / (2 * radius + 1));
                }
            }
        }
    }

    private void blurColumns(float[] source, int radius, float[] target) {
        double[] sums = new double[width];
        for (int y = -radius; y < height; y++) {
            for (int x = 0; x < width; x++) {
                if (y + radius < height) {
                    sums[x] += source[(y + radius) * width + x];
                }
                if (y - radius > 0) {
                    sums[x] -= source[(y - radius - 1) * width + x];
                }
                if (y >= 0) {
                    target[y * width + x] = (float) (sums[x] / (2 * radius + 1));
                }
            }
        }
    }

    /**
     * Returns a color of the blur as 0xRRGGBB.
     *
     * @param own what to return where nothing that counts is near
     */
    int color(int x, int y, int own) {
        int pixel = y * width + x;
        if (!(planes[CHANNELS][pixel] >= LEAST_WEIGHT)) {
            return own;
        }
        int rgb = 0;
        for (int channel = 0; channel < CHANNELS; channel++) {
            int value = Math.round(planes[channel][pixel] / planes[CHANNELS][pixel]);
            rgb = rgb << Byte.SIZE | Math.min(Math.max(value, 0), 0xFF);
        }
        return rgb;
    }
}

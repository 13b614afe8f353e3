package io.github.segmentation4j.overlay.picture;

import io.github.segmentation4j.Mask;
import io.github.segmentation4j.internal.raster.RgbRows;
import java.awt.image.BufferedImage;
import java.util.Arrays;

/**
 * A Gaussian blur of the pixels outside a mask, which takes nothing from those inside it nor from outside the photo.
 *
 * <p>It is a normalized convolution (Knutsson and Westin, "Normalized and Differential Convolution", 1993): colors times
 * weight and the weights themselves are blurred alike, and one is divided by the other; the weight is 1 in the background
 * and 0 elsewhere. The Gaussian is approximated by three box filters each way, the widths of which are those of Kovesi,
 * "Fast Almost-Gaussian Filtering", 2010.
 */
final class BackgroundBlur {
    private static final int PASSES = 3;
    private static final int CHANNELS = 3;

    /** A background so far from any other that rounding would show; it keeps its own color. */
    private static final float LEAST_WEIGHT = 1e-6f;

    private final Mask subject;
    private final int width;
    private final int height;
    /** Red, green and blue times weight, then the weight, each a plane. */
    private final float[][] planes;

    BackgroundBlur(BufferedImage photo, Mask subject, double sigma) {
        this.subject = subject;
        this.width = photo.getWidth();
        this.height = photo.getHeight();
        this.planes = new float[CHANNELS + 1][width * height];
        read(RgbRows.of(photo));
        float[] spare = new float[width * height];
        int[] radii = radii(sigma);
        for (float[] plane : planes) {
            for (int radius : radii) {
                blurRows(plane, radius, spare);
                blurColumns(spare, radius, plane);
            }
        }
    }

    private void read(RgbRows rows) {
        int[] row = new int[width];
        boolean[] sharp = new boolean[width];
        for (int y = 0; y < height; y++) {
            rows.readPixels(y, row);
            subject.copyRow(y, sharp, 0);
            for (int x = 0; x < width; x++) {
                if (!sharp[x]) {
                    int pixel = y * width + x;
                    planes[0][pixel] = row[x] >> 16 & 0xFF;
                    planes[1][pixel] = row[x] >> 8 & 0xFF;
                    planes[2][pixel] = row[x] & 0xFF;
                    planes[CHANNELS][pixel] = 1;
                }
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

    /** Draws the blurred background over a photo. */
    void drawOn(Sheet sheet) {
        boolean[] sharp = new boolean[width];
        for (int y = 0; y < height; y++) {
            subject.copyRow(y, sharp, 0);
            for (int x = 0; x < width; x++) {
                int pixel = y * width + x;
                if (!sharp[x] && planes[CHANNELS][pixel] >= LEAST_WEIGHT) {
                    sheet.recolor(x, y, color(pixel));
                }
            }
        }
    }

    private int color(int pixel) {
        int rgb = 0;
        for (int channel = 0; channel < CHANNELS; channel++) {
            int value = Math.round(planes[channel][pixel] / planes[CHANNELS][pixel]);
            rgb = rgb << Byte.SIZE | Math.min(Math.max(value, 0), 0xFF);
        }
        return rgb;
    }
}

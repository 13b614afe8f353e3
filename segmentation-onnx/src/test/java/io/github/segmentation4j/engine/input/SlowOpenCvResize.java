package io.github.segmentation4j.engine.input;

import io.github.segmentation4j.model.ImageSize;
import io.github.segmentation4j.model.Resampling;

/**
 * The slow, obvious twin of {@link OpenCvResize} and {@link OpenCvArea}: each sample by itself, its weights computed anew
 * from OpenCV's formulas. It shares no code with them.
 */
final class SlowOpenCvResize {
    private final RgbImage image;
    private final ImageSize target;
    private final double scaleX;
    private final double scaleY;

    private SlowOpenCvResize(RgbImage image, ImageSize target) {
        this.image = image;
        this.target = target;
        scaleX = 1 / ((double) target.width() / image.width());
        scaleY = 1 / ((double) target.height() / image.height());
    }

    static RgbImage resized(RgbImage image, ImageSize target, Resampling filter) {
        return new SlowOpenCvResize(image, target).resized(filter);
    }

    private RgbImage resized(Resampling filter) {
        RgbImage result = new RgbImage(target.width(), target.height(), new byte[target.width() * target.height() * 3]);
        boolean same = target.width() == image.width() && target.height() == image.height();
        boolean half = image.width() == 2 * target.width() && image.height() == 2 * target.height();
        for (int y = 0; y < target.height(); y++) {
            for (int x = 0; x < target.width(); x++) {
                for (int c = 0; c < 3; c++) {
                    int sample = switch (filter) {
                        case OPENCV_NEAREST -> nearest(x, y, c);
                        case OPENCV_LINEAR -> half ? area(x, y, c) : linear(x, y, c, false);
                        case OPENCV_AREA -> scaleX >= 1 && scaleY >= 1 ? area(x, y, c) : linear(x, y, c, true);
                        case OPENCV_CUBIC -> cubic(x, y, c);
                        default -> throw new IllegalArgumentException(filter + " is not a filter of OpenCV");
                    };
                    result.set(x, y, c, same ? image.sample(x, y, c) : sample);
                }
            }
        }
        return result;
    }

    private int nearest(int x, int y, int c) {
        return clamped((int) Math.floor(x * scaleX), (int) Math.floor(y * scaleY), c);
    }

    /** The sample at the nearest place within the image. */
    private int clamped(int x, int y, int c) {
        int nearX = Math.max(0, Math.min(image.width() - 1, x));
        int nearY = Math.max(0, Math.min(image.height() - 1, y));
        return image.sample(nearX, nearY, c);
    }

    /** The place of a target sample in whole source samples, and the fraction beyond. */
    private record Place(int whole, float fraction) {
        static Place linear(int target, double scale) {
            float position = (float) ((target + 0.5) * scale - 0.5);
            return new Place((int) Math.floor(position), position - (float) Math.floor(position));
        }

        static Place enlargedArea(int target, double scale, int sourceLength, int targetLength) {
            int whole = (int) Math.floor(target * scale);
            float fraction = (float) (target + 1 - (whole + 1) * ((double) targetLength / sourceLength));
            return new Place(whole, fraction <= 0 ? 0 : fraction - (float) Math.floor(fraction));
        }
    }

    private static int fixed(float weight) {
        return (int) Math.rint(weight * 2048);
    }

    private int linear(int x, int y, int c, boolean area) {
        Place across = area ? Place.enlargedArea(x, scaleX, image.width(), target.width()) : Place.linear(x, scaleX);
        Place down = area ? Place.enlargedArea(y, scaleY, image.height(), target.height()) : Place.linear(y, scaleY);
        boolean outside = across.whole < 0 || across.whole >= image.width() - 1;
        float right = outside ? 0 : across.fraction;
        int[] sums = new int[2];
        for (int i = 0; i < 2; i++) {
            sums[i] = clamped(across.whole, down.whole + i, c) * fixed(1 - right)
                    + clamped(across.whole + 1, down.whole + i, c) * fixed(right);
        }
        int upper = fixed(1 - down.fraction) * (sums[0] / 16) / 65536;
        int lower = fixed(down.fraction) * (sums[1] / 16) / 65536;
        return (upper + lower + 2) / 4;
    }

    private static float[] cubicWeights(float x) {
        float a = -0.75f;
        float[] weights = new float[4];
        weights[0] = ((a * (x + 1) - 5 * a) * (x + 1) + 8 * a) * (x + 1) - 4 * a;
        weights[1] = ((a + 2) * x - (a + 3)) * x * x + 1;
        weights[2] = ((a + 2) * (1 - x) - (a + 3)) * (1 - x) * (1 - x) + 1;
        weights[3] = 1 - weights[0] - weights[1] - weights[2];
        return weights;
    }

    private int cubic(int x, int y, int c) {
        Place across = Place.linear(x, scaleX);
        Place down = Place.linear(y, scaleY);
        float[] weightsX = cubicWeights(across.fraction);
        float[] weightsY = cubicWeights(down.fraction);
        int[] sums = new int[4];
        for (int row = 0; row < 4; row++) {
            for (int i = 0; i < 4; i++) {
                sums[row] += clamped(across.whole - 1 + i, down.whole - 1 + row, c) * fixed(weightsX[i]);
            }
        }
        int index = 3 * x + c;
        if (index < target.width() * 3 / 8 * 8) {
            float sum = 0;
            for (int row = 3; row >= 0; row--) {
                sum = sums[row] * (fixed(weightsY[row]) / 4194304f) + sum;
            }
            return Math.max(0, Math.min(255, (int) Math.rint(sum)));
        }
        int sum = 1 << 21;
        for (int row = 0; row < 4; row++) {
            sum += sums[row] * fixed(weightsY[row]);
        }
        return Math.max(0, Math.min(255, sum >> 22));
    }

    private int area(int x, int y, int c) {
        boolean whole =
                Math.abs(scaleX - Math.rint(scaleX)) < 0x1p-52 && Math.abs(scaleY - Math.rint(scaleY)) < 0x1p-52;
        if (!whole) {
            return fractionalArea(x, y, c);
        }
        int columns = image.width() / target.width();
        int rows = image.height() / target.height();
        int sum = 0;
        for (int i = 0; i < columns * rows; i++) {
            sum += image.sample(x * columns + i % columns, y * rows + i / columns, c);
        }
        return columns == 2 && rows == 2 ? (sum + 2) / 4 : (int) Math.rint(sum * (1f / (columns * rows)));
    }

    private int fractionalArea(int x, int y, int c) {
        float sum = 0;
        for (int row = 0; row < image.height(); row++) {
            float weight = part(row, y * scaleY, scaleY, image.height());
            if (weight > 0) {
                float across = 0;
                for (int column = 0; column < image.width(); column++) {
                    float part = part(column, x * scaleX, scaleX, image.width());
                    across += part > 0 ? image.sample(column, row, c) * part : 0;
                }
                sum += weight * across;
            }
        }
        return Math.max(0, Math.min(255, (int) Math.rint(sum)));
    }

    /** Which part of an area is a sample, with OpenCV's neglect of slivers. */
    private static float part(int sample, double from, double scale, int length) {
        double to = from + scale;
        double cell = Math.min(scale, length - from);
        int last = Math.min((int) Math.floor(to), length - 1);
        int begin = Math.min((int) Math.ceil(from), last);
        if (sample == begin - 1 && begin - from > 1e-3) {
            return (float) ((begin - from) / cell);
        }
        if (sample >= begin && sample < last) {
            return (float) (1 / cell);
        }
        if (sample == last && to - last > 1e-3) {
            return (float) (Math.min(Math.min(to - last, 1), cell) / cell);
        }
        return 0;
    }
}

package io.github.segmentation4j.internal.tiff;

import io.github.segmentation4j.internal.tiff.SampleType.Format;
import java.util.function.IntUnaryOperator;

/**
 * Gray and RGB, with or without alpha.
 *
 * <ul>
 *   <li>An unsigned sample of up to 8 bits becomes {@code round(v * 255 / max)}, as in Pillow for 1, 2, 4 and 8 bits. One of
 *       9 to 16 bits becomes {@code round(v * 65535 / max)}; RGB of more becomes {@code round(v * 255 / max)}.
 *   <li>Gray that is signed, or of more than 16 bits, or floating point is cut off at 0 and 255, as by Pillow's
 *       {@code convert} of the modes I and F ({@code Convert.c}, {@code i2l} and {@code f2l}, Pillow 12.3); signed bytes are taken as
 *       unsigned, as there.
 *   <li>RGB in floating point, which Pillow does not read, is taken as 0 to 1.
 *   <li>Premultiplied 8-bit colors become {@code floor(c * 255 / a)}, at most 255, and 0 where the alpha is 0, as by
 *       {@code unpackRGBa} of {@code Unpack.c}; 16-bit ones are divided in the same way at 16 bits.
 * </ul>
 */
final class LevelColors implements Colors {
    private final int channels;
    private final int alphaSample;
    private final boolean premultiplied;
    private final int highest;
    private final IntUnaryOperator level;
    private final IntUnaryOperator alphaLevel;

    private LevelColors(TiffLayout layout, PixelKind kind) {
        this.channels = kind.channels();
        this.alphaSample = kind.hasAlpha() ? layout.photometric().bands() : -1;
        this.premultiplied = layout.alpha() == TiffLayout.Alpha.ASSOCIATED;
        this.highest = (1 << kind.bits()) - 1;
        this.alphaLevel = level(layout, highest);
        boolean inverted = layout.photometric() == Photometric.WHITE_IS_ZERO && Colors.isUnsigned(layout);
        this.level = inverted ? alphaLevel.andThen(v -> highest - v) : alphaLevel;
    }

    static LevelColors of(TiffLayout layout, PixelKind kind) {
        return new LevelColors(layout, kind);
    }

    private static IntUnaryOperator level(TiffLayout layout, int highest) {
        SampleType type = layout.type();
        boolean gray = layout.photometric() != Photometric.RGB;
        if (type.format() == Format.FLOAT) {
            return gray
                    ? v -> (int) Math.max(0, Math.min(HIGHEST, Float.intBitsToFloat(v)))
                    : v -> (int) (Math.max(0, Math.min(1, Float.intBitsToFloat(v))) * HIGHEST + 0.5f);
        }
        if (type.format() == Format.SIGNED) {
            return type.bits() == Byte.SIZE ? v -> v & HIGHEST : Colors::clipped;
        }
        if (gray && type.bits() > Short.SIZE) {
            return v -> v < 0 ? HIGHEST : Colors.clipped(v);
        }
        long max = (1L << type.bits()) - 1;
        if (max == highest) {
            return IntUnaryOperator.identity();
        }
        return v -> (int) ((2 * Integer.toUnsignedLong(v) * highest + max) / (2 * max));
    }

    @Override
    public void convert(int[] samples, int step, int[] target, int count) {
        int colors = alphaSample < 0 ? channels : channels - 1;
        for (int pixel = 0; pixel < count; pixel++) {
            int in = pixel * step;
            int out = pixel * channels;
            for (int band = 0; band < colors; band++) {
                target[out + band] = level.applyAsInt(samples[in + band]);
            }
            if (alphaSample >= 0) {
                int alpha = alphaLevel.applyAsInt(samples[in + alphaSample]);
                target[out + colors] = alpha;
                if (premultiplied) {
                    divide(target, out, colors, alpha);
                }
            }
        }
    }

    private void divide(int[] target, int out, int colors, int alpha) {
        for (int band = out; band < out + colors; band++) {
            target[band] = alpha == 0 ? 0 : (int) Math.min(highest, (long) target[band] * highest / alpha);
        }
    }
}

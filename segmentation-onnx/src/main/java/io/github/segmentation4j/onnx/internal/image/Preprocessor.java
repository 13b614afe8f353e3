package io.github.segmentation4j.onnx.internal.image;

import io.github.segmentation4j.internal.raster.RgbRows;
import io.github.segmentation4j.model.AlphaHandling;
import io.github.segmentation4j.model.ChannelOrder;
import io.github.segmentation4j.model.ImageSize;
import io.github.segmentation4j.model.Normalization;
import io.github.segmentation4j.model.Preprocessing;
import java.awt.image.BufferedImage;
import java.nio.FloatBuffer;

/**
 * Makes a network's input of an image: float32, layout C,H,W, so that images one after another are N,C,H,W.
 *
 * <p>Since samples have 256 values, normalizing is a look-up in one table for each channel, which holds the very floats
 * that the formula gives. Immutable and safe for use by any number of threads.
 */
public final class Preprocessor {
    private static final int CHANNELS = 3;
    private static final int SAMPLES = 256;

    private final Preprocessing preprocessing;
    /** For each channel of the network the float of every sample. */
    private final float[][] tables = new float[CHANNELS][SAMPLES];

    /** Creates a preprocessor for these steps. */
    public Preprocessor(Preprocessing preprocessing) {
        this.preprocessing = preprocessing;
        Normalization normalization = preprocessing.normalization();
        for (int channel = 0; channel < CHANNELS; channel++) {
            float mean = normalization.mean().get(channel).floatValue();
            float std = normalization.std().get(channel).floatValue();
            for (int sample = 0; sample < SAMPLES; sample++) {
                tables[channel][sample] = ((float) (sample * normalization.scale()) - mean) / std;
            }
        }
    }

    /**
     * Writes the input for an image.
     *
     * @param image an image of any type; it is read and never changed
     * @param size the size at which the network sees the image
     * @param target takes {@code 3 * width * height} floats from index 0 on, plane after plane; its position and limit
     *     stay as they are
     * @throws IllegalArgumentException if the limit of {@code target} is below {@code 3 * width * height}
     */
    public void fill(BufferedImage image, ImageSize size, FloatBuffer target) {
        long floats = Math.multiplyExact((long) CHANNELS * size.width(), size.height());
        if (target.limit() < floats) {
            throw new IllegalArgumentException("A buffer of " + target.limit() + " floats was given, but " + floats
                    + " are needed for 3 planes of " + size);
        }
        RgbRows rows = rows(image);
        ImageSize imageSize = new ImageSize(image.getWidth(), image.getHeight());
        float[] plane = new float[size.width()];
        PillowResize.run(
                (y, rgb) -> rows.read(y, rgb, 0),
                imageSize,
                size,
                preprocessing.resampling(),
                (y, rgb) -> write(rgb, y, size, plane, target));
    }

    private RgbRows rows(BufferedImage image) {
        return preprocessing.alphaHandling() instanceof AlphaHandling.CompositeOn on
                ? RgbRows.compositedOn(image, on.rgb())
                : RgbRows.of(image);
    }

    private void write(int[] rgb, int y, ImageSize size, float[] plane, FloatBuffer target) {
        int width = size.width();
        for (int channel = 0; channel < CHANNELS; channel++) {
            int sample = preprocessing.channelOrder() == ChannelOrder.RGB ? channel : CHANNELS - 1 - channel;
            float[] table = tables[channel];
            for (int x = 0; x < width; x++, sample += CHANNELS) {
                plane[x] = table[rgb[sample]];
            }
            target.put((channel * size.height() + y) * width, plane, 0, width);
        }
    }
}

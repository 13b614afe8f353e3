package io.github.segmentation4j.engine.input;

import io.github.segmentation4j.engine.tensor.HalfFloats;
import io.github.segmentation4j.model.ElementType;
import io.github.segmentation4j.model.Normalization;
import io.github.segmentation4j.model.ProcessorBackend;

/**
 * The normalized value of each of the 256 samples, for every channel of a network, in the element type of its input.
 *
 * <p>A look-up then gives the very number that the formula of the {@link ProcessorBackend} gives. Immutable as long as nobody
 * writes to the arrays, which are shared for speed within the package.
 */
final class SampleTables {
    private static final int SAMPLES = 256;
    private static final int MAX_UINT8 = 255;

    private final ElementType elementType;
    private final double scale;
    private final float[] means;
    private final float[] deviations;
    private final float[] scaled = new float[SAMPLES];
    private final float[][] floats;
    private final short[][] shorts;
    private final byte[][] bytes;

    SampleTables(Normalization normalization, ProcessorBackend processor, ElementType elementType) {
        this.elementType = elementType;
        int channels = normalization.channels();
        means = new float[channels];
        deviations = new float[channels];
        floats = new float[channels][SAMPLES];
        shorts = new short[channels][SAMPLES];
        bytes = new byte[channels][SAMPLES];
        boolean inFloats = processor == ProcessorBackend.TORCHVISION;
        boolean fused = inFloats && !normalization.onlyScales();
        float factor = fused ? (float) (1 / normalization.scale()) : 1;
        scale = fused ? 1 : inFloats ? (float) normalization.scale() : normalization.scale();
        for (int sample = 0; sample < SAMPLES; sample++) {
            scaled[sample] = (float) (sample * scale);
        }
        for (int channel = 0; channel < channels; channel++) {
            means[channel] = normalization.mean().get(channel).floatValue() * factor;
            deviations[channel] = normalization.std().get(channel).floatValue() * factor;
            for (int sample = 0; sample < SAMPLES; sample++) {
                float value = normalized(channel, scaled[sample]);
                floats[channel][sample] = value;
                switch (elementType) {
                    case FLOAT16, BFLOAT16 -> shorts[channel][sample] = half(elementType, value);
                    case UINT8, INT8 -> bytes[channel][sample] = whole(elementType, value);
                    default -> {}
                }
            }
        }
    }

    /** Brings scaled samples less the mean, divided by the deviation, to the first elements of an array. */
    void normalize(int channel, float[] scaledSamples, int first, float[] target, int count) {
        float mean = means[channel];
        float deviation = deviations[channel];
        for (int i = 0; i < count; i++) {
            target[i] = (scaledSamples[first + i] - mean) / deviation;
        }
    }

    /** Returns what samples are multiplied by before the mean is subtracted. */
    double scale() {
        return scale;
    }

    /** Returns the number of a sample of any depth. */
    float value(int channel, int sample) {
        return normalized(channel, (float) (sample * scale));
    }

    /** Returns a scaled sample less the mean, divided by the deviation, in float32. */
    private float normalized(int channel, float scaledSample) {
        return (scaledSample - means[channel]) / deviations[channel];
    }

    /** Returns a value in 16 bits, rounded to the nearest, one half to the even one. */
    static short half(ElementType type, float value) {
        return type == ElementType.FLOAT16 ? HalfFloats.toFloat16(value) : HalfFloats.toBfloat16(value);
    }

    /** Returns a value as a whole number of 8 bits, rounded to the nearest, one half to the even one, and clamped. */
    static byte whole(ElementType type, float value) {
        double rounded = Math.rint(value);
        return type == ElementType.UINT8
                ? (byte) (int) Math.max(0, Math.min(MAX_UINT8, rounded))
                : (byte) (int) Math.max(Byte.MIN_VALUE, Math.min(Byte.MAX_VALUE, rounded));
    }

    ElementType elementType() {
        return elementType;
    }

    /** Returns the samples scaled, but not yet less the mean of a channel. */
    float[] scaled() {
        return scaled;
    }

    float[][] floats() {
        return floats;
    }

    short[][] shorts() {
        return shorts;
    }

    byte[][] bytes() {
        return bytes;
    }
}

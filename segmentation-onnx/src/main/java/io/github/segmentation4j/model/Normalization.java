package io.github.segmentation4j.model;

import java.util.Collections;
import java.util.List;

/**
 * How a sample from 0 to 255 becomes a network's input: {@code (sample * scale - mean) / std}, for each channel.
 *
 * <p>{@code sample * scale} is computed in double and rounded to float32, and the rest in float32, which gives the bits of
 * torchvision ({@code ToTensor}, {@code Normalize}) and of Hugging Face's processors with the backend
 * {@link ProcessorBackend#PIL}; those with {@link ProcessorBackend#TORCHVISION} round otherwise.
 *
 * <p>Samples of {@link ChannelOrder#BANDS} with 16 bits are 0 to 65535.
 *
 * @param scale what a sample is multiplied by; 255 times it is finite and not 0 as float32
 * @param mean a finite value for each channel, in the order in which the network takes them
 * @param std as many finite values above 0 as float32, in that order
 */
public record Normalization(double scale, List<Double> mean, List<Double> std) {
    /** Brings samples from 0 to 255 to 0 to 1. */
    public static final double UNIT_SCALE = 1 / 255.0;

    private static final int MAX_SAMPLE = 255;

    /** ImageNet's mean and deviation of red, green and blue, as torchvision and most networks trained on it use them. */
    private static final Normalization IMAGE_NET =
            new Normalization(UNIT_SCALE, List.of(0.485, 0.456, 0.406), List.of(0.229, 0.224, 0.225));

    private static final List<Double> ZEROS = List.of(0.0, 0.0, 0.0);
    private static final List<Double> ONES = List.of(1.0, 1.0, 1.0);
    private static final Normalization NONE = new Normalization(1, ZEROS, ONES);
    private static final Normalization UNIT = new Normalization(UNIT_SCALE, ZEROS, ONES);
    private static final Normalization PLUS_MINUS_ONE = new Normalization(1 / 127.5, ONES, ONES);

    /**
     * Checks and copies the values.
     *
     * @throws IllegalArgumentException if one of them is out of range, or if some sample from 0 to 255 would become an
     *     infinite number
     */
    public Normalization {
        checkedScale(scale);
        mean = checkedMean(mean);
        std = checkedStd(std);
        if (mean.size() != std.size()) {
            throw new IllegalArgumentException("A mean of " + mean + " and a std of " + std
                    + " were given, but as many values of the one as of the other are needed");
        }
        for (int channel = 0; channel < mean.size(); channel++) {
            checkRange(scale, mean.get(channel).floatValue(), std.get(channel).floatValue());
        }
    }

    /** Checks a mean and a deviation of which either may be one for all channels. */
    static void checked(double scale, List<Double> mean, List<Double> std) {
        int channels = Math.max(mean.size(), std.size());
        new Normalization(scale, forChannels(mean, channels), forChannels(std, channels));
    }

    private static void checkRange(double scale, float mean, float std) {
        float dark = -mean / std;
        float bright = ((float) (MAX_SAMPLE * scale) - mean) / std;
        if (!Float.isFinite(dark) || !Float.isFinite(bright)) {
            throw new IllegalArgumentException(
                    "A mean of " + mean + " and a std of " + std + " were given for a scale of "
                            + scale + ", which make samples from 0 to 255 numbers from " + dark + " to " + bright
                            + ", but finite floats are needed");
        }
    }

    static double checkedScale(double scale) {
        float brightest = (float) (MAX_SAMPLE * scale);
        if (!Float.isFinite(brightest) || brightest == 0) {
            throw new IllegalArgumentException("A scale of " + scale
                    + " was given, but a finite one, not 0, for which 255 samples are a finite float, is needed, for"
                    + " example 0.00392156862745098");
        }
        return scale;
    }

    static List<Double> checkedMean(List<Double> mean) {
        return checked("mean", mean);
    }

    static List<Double> checkedStd(List<Double> std) {
        List<Double> values = checked("std", std);
        if (values.stream().anyMatch(value -> value.floatValue() <= 0)) {
            throw new IllegalArgumentException(
                    "A std of " + std + " was given, but every value must be above 0 as a float");
        }
        return values;
    }

    /** Returns ImageNet's: scale 1/255, mean .485 .456 .406, std .229 .224 .225 for red, green, blue. */
    public static Normalization imageNet() {
        return IMAGE_NET;
    }

    /** Returns the normalization that leaves samples as they are, 0 to 255. */
    public static Normalization none() {
        return NONE;
    }

    /** Returns the one that brings samples to 0 to 1. */
    public static Normalization unit() {
        return UNIT;
    }

    /** Returns the one that brings samples to -1 to 1: {@code sample / 127.5 - 1}. */
    public static Normalization plusMinusOne() {
        return PLUS_MINUS_ONE;
    }

    /** True if the means are 0 and the deviations 1. */
    public boolean onlyScales() {
        return mean.stream().allMatch(value -> value == 0) && std.stream().allMatch(value -> value == 1);
    }

    /** True if all channels have the same mean and the same deviation. */
    public boolean isUniform() {
        return mean.stream().distinct().count() == 1 && std.stream().distinct().count() == 1;
    }

    /** Returns the number of channels. */
    public int channels() {
        return mean.size();
    }

    /**
     * Returns this normalization for another number of channels, which all have the same mean and deviation.
     *
     * @throws IllegalArgumentException if they differ from channel to channel, and their number is another one
     */
    public Normalization forChannels(int count) {
        return count == channels() ? this : new Normalization(scale, forChannels(mean, count), forChannels(std, count));
    }

    /**
     * Returns a value for each channel, of as many values or of one that holds for all of them.
     *
     * @throws IllegalArgumentException if there is another number of values that differ
     */
    public static List<Double> forChannels(List<Double> values, int count) {
        if (values.size() != count && values.stream().distinct().count() != 1) {
            throw new IllegalArgumentException(values + " are values for " + values.size() + " channels, but there are "
                    + count + ": give one for each of them, or one for all");
        }
        return values.size() == count ? values : Collections.nCopies(count, values.get(0));
    }

    private static List<Double> checked(String name, List<Double> values) {
        if (values.isEmpty() || !values.stream().allMatch(value -> Float.isFinite(value.floatValue()))) {
            throw new IllegalArgumentException("A " + name + " of " + values
                    + " was given, but one finite value for each channel is needed, 3 for color images");
        }
        return List.copyOf(values);
    }
}

package io.github.segmentation4j.engine.parity;

import io.github.segmentation4j.model.Normalization;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The usual ways to get a normalization wrong, and the usual other ones. */
final class Normalizations {
    private static final List<Double> ONES = List.of(1.0, 1.0, 1.0);

    /** Mean and deviation of OpenAI's CLIP ({@code transformers/image_utils.py}, 4.46). */
    private static final Normalization CLIP = new Normalization(
            Normalization.UNIT_SCALE,
            List.of(0.48145466, 0.4578275, 0.40821073),
            List.of(0.26862954, 0.26130258, 0.27577711));

    /** The mean of blue, green and red that Caffe's networks subtract from samples of 0 to 255. */
    private static final Normalization CAFFE = new Normalization(1, List.of(103.939, 116.779, 123.68), ONES);

    private Normalizations() {}

    /** Returns other normalizations than the given one, by what is different about them. */
    static Map<String, Normalization> besides(Normalization given) {
        double scale = given.scale();
        List<Double> mean = given.mean();
        List<Double> std = given.std();
        List<Double> zeros = Collections.nCopies(given.channels(), 0.0);
        List<Double> ones = Collections.nCopies(given.channels(), 1.0);
        Map<String, Normalization> all = new LinkedHashMap<>();
        all.put("mean and deviation are not applied", new Normalization(scale, zeros, ones));
        all.put("the mean is not subtracted", new Normalization(scale, zeros, std));
        all.put("the deviation is not divided by", new Normalization(scale, mean, ones));
        all.put("the scale is missing", new Normalization(1, mean, std));
        all.put("the scale of 1/255 is applied once more", new Normalization(scale / 255, mean, std));
        all.put("mean and deviation are applied twice", twice(given));
        all.put(
                "mean and deviation are in the reverse order of the channels",
                new Normalization(scale, reversed(mean), reversed(std)));
        Map<String, Normalization> known = new LinkedHashMap<>();
        known.put("samples are as they are, 0 to 255", Normalization.none());
        known.put("samples are brought to 0 to 1 and no further", Normalization.unit());
        known.put("samples are brought to -1 to 1", Normalization.plusMinusOne());
        known.put("mean and deviation are ImageNet's", Normalization.imageNet());
        known.put("mean and deviation are CLIP's", CLIP);
        known.put("Caffe's mean is subtracted from samples of 0 to 255", CAFFE);
        known.forEach((what, normalization) -> {
            if (normalization.channels() == given.channels() || normalization.isUniform()) {
                all.put(what, normalization.forChannels(given.channels()));
            }
        });
        all.values().removeIf(given::equals);
        return all;
    }

    /** Returns what normalizing the scaled samples and then their result does: both are linear. */
    private static Normalization twice(Normalization given) {
        List<Double> mean = new ArrayList<>();
        List<Double> std = new ArrayList<>();
        for (int channel = 0; channel < given.mean().size(); channel++) {
            double m = given.mean().get(channel);
            double s = given.std().get(channel);
            mean.add(m + m * s);
            std.add(s * s);
        }
        return new Normalization(given.scale(), mean, std);
    }

    private static List<Double> reversed(List<Double> values) {
        List<Double> reversed = new ArrayList<>(values);
        Collections.reverse(reversed);
        return reversed;
    }
}

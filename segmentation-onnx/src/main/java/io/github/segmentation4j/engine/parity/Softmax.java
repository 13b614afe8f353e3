package io.github.segmentation4j.engine.parity;

/** What other programs make of scores before they write them. */
final class Softmax {
    private Softmax() {}

    /** Returns the softmax over the channels of every sample. */
    static Planes of(Planes scores) {
        return of(scores, (value, sum) -> Math.exp(value) / sum);
    }

    /** Returns the logarithm of the softmax over the channels of every sample. */
    static Planes logarithmOf(Planes scores) {
        return of(scores, (value, sum) -> value - Math.log(sum));
    }

    /** What becomes of a score less the highest, given the sum of the exponentials of all of them. */
    private interface Share {
        double of(double value, double sum);
    }

    private static Planes of(Planes scores, Share share) {
        int plane = scores.size().width() * scores.size().height();
        float[] in = scores.values();
        float[] out = new float[in.length];
        for (int i = 0; i < plane; i++) {
            double highest = Double.NEGATIVE_INFINITY;
            for (int at = i; at < in.length; at += plane) {
                highest = Math.max(highest, in[at]);
            }
            double sum = 0;
            for (int at = i; at < in.length; at += plane) {
                sum += Math.exp(in[at] - highest);
            }
            for (int at = i; at < in.length; at += plane) {
                out[at] = (float) share.of(in[at] - highest, sum);
            }
        }
        return new Planes(scores.channels(), scores.size(), out);
    }

    /** Returns the channel with the highest score of every sample, the lowest of several. */
    static Planes argmax(Planes scores) {
        int plane = scores.size().width() * scores.size().height();
        float[] in = scores.values();
        float[] out = new float[plane];
        for (int i = 0; i < plane; i++) {
            int best = 0;
            for (int channel = 1; channel < scores.channels(); channel++) {
                if (in[channel * plane + i] > in[best * plane + i]) {
                    best = channel;
                }
            }
            out[i] = best;
        }
        return new Planes(1, scores.size(), out);
    }
}

package io.github.segmentation4j.examples.segment.probe;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.ConfidenceMap;
import io.github.segmentation4j.InferenceFailedException;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.Segmentation;
import io.github.segmentation4j.Segmenter;
import io.github.segmentation4j.model.ChannelOrder;
import io.github.segmentation4j.model.ModelSpec;
import io.github.segmentation4j.model.SizeRule;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A network that finds what is red, if it is fed with -1 to 1 and red first. Inputs beyond that range die away in it, and
 * what is left over is the noise of its own, which stays where it is when the photo is mirrored.
 */
final class PickyModel implements ProbedModel {
    private static final double GAIN = 8;
    private static final double NOISE = 4;

    final List<ModelSpec> opened = new ArrayList<>();
    int closed;
    private final boolean free;
    private final Predicate<SizeRule> runs;

    private PickyModel(boolean free, Predicate<SizeRule> runs) {
        this.free = free;
        this.runs = runs;
    }

    /** Returns one whose graph takes one size. */
    static PickyModel ofFixedSize() {
        return new PickyModel(false, size -> true);
    }

    /** Returns one whose graph takes every size, but which fails at those that are not as a test demands. */
    static PickyModel ofFreeSize(Predicate<SizeRule> runs) {
        return new PickyModel(true, runs);
    }

    /** Returns a photo of something red before something dark, at a place of its own. */
    static BufferedImage photo(int left, int top) {
        BufferedImage photo = new BufferedImage(64, 48, BufferedImage.TYPE_3BYTE_BGR);
        for (int y = 0; y < 48; y++) {
            for (int x = 0; x < 64; x++) {
                boolean object = x >= left && x < left + 24 && y >= top && y < top + 20;
                photo.setRGB(x, y, object ? 0xF01E28 : 0x0F3C28);
            }
        }
        return photo;
    }

    @Override
    public List<String> missing(ModelSpec spec) {
        return free && spec.size().isEmpty() ? List.of("the size") : List.of();
    }

    @Override
    public Segmenter open(ModelSpec spec) {
        opened.add(spec);
        return new Run(spec);
    }

    private final class Run implements Segmenter {
        private final ModelSpec spec;

        private Run(ModelSpec spec) {
            this.spec = spec;
        }

        @Override
        public LabelMap segment(BufferedImage image) {
            return segmentWithConfidence(image).labels();
        }

        @Override
        public Segmentation segmentWithConfidence(BufferedImage image) {
            if (free && !runs.test(spec.size().orElseThrow())) {
                throw new InferenceFailedException("The network does not run at " + spec.size());
            }
            int[] labels = new int[image.getWidth() * image.getHeight()];
            float[] confidences = new float[labels.length];
            int shift = spec.channelOrder().orElseThrow() == ChannelOrder.RGB ? 16 : 0;
            for (int i = 0; i < labels.length; i++) {
                int x = i % image.getWidth();
                int y = i / image.getWidth();
                int sample = image.getRGB(x, y) >> shift & 0xFF;
                double input = (sample * spec.scale().orElseThrow()
                                - spec.mean().orElseThrow().get(0))
                        / spec.std().orElseThrow().get(0);
                double alive = input * Math.exp(-3 * Math.max(0, Math.abs(input) - 1));
                double logit = GAIN * alive + NOISE * (noise(x / 3, y / 3) - 0.5);
                labels[i] = logit > 0 ? 1 : 0;
                confidences[i] = (float) (1 / (1 + Math.exp(-Math.abs(logit))));
            }
            return new Segmentation(
                    LabelMap.copyOf(image.getWidth(), image.getHeight(), labels),
                    ConfidenceMap.copyOf(image.getWidth(), image.getHeight(), confidences));
        }

        private double noise(int x, int y) {
            long bits = (x * 0x9E3779B97F4A7C15L) ^ (y * 0xC2B2AE3D27D4EB4FL);
            bits = (bits ^ bits >>> 29) * 0xBF58476D1CE4E5B9L;
            return (bits >>> 11) * 0x1p-53;
        }

        @Override
        public ClassNames classNames() {
            return ClassNames.of("background", "red");
        }

        @Override
        public void close() {
            closed++;
        }
    }
}

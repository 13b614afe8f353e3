package io.github.segmentation4j.examples.segment;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.ConfidenceMap;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.Segmentation;
import io.github.segmentation4j.Segmenter;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Networks that take the red sample of a pixel, times a factor, for its class, and are the less sure of it the more green
 * there is; they remember how they were opened.
 */
final class FakeModels implements Models {
    private final ClassNames classNames;
    private final int factor;
    final List<ModelOptions> opened = new ArrayList<>();
    final AtomicInteger segmented = new AtomicInteger();
    int closed;

    FakeModels(ClassNames classNames, int factor) {
        this.classNames = classNames;
        this.factor = factor;
    }

    /** Returns networks of three classes. */
    static FakeModels ofThreeClasses() {
        return new FakeModels(ClassNames.of("background", "cat", "dog"), 1);
    }

    @Override
    public Segmenter open(ModelOptions options) {
        opened.add(options);
        return new RedSamples();
    }

    private final class RedSamples implements Segmenter {
        @Override
        public LabelMap segment(BufferedImage image) {
            segmented.incrementAndGet();
            int[] labels = new int[image.getWidth() * image.getHeight()];
            for (int i = 0; i < labels.length; i++) {
                labels[i] = factor * (image.getRGB(i % image.getWidth(), i / image.getWidth()) >> 16 & 0xFF);
            }
            return LabelMap.copyOf(image.getWidth(), image.getHeight(), labels);
        }

        @Override
        public Segmentation segmentWithConfidence(BufferedImage image) {
            float[] confidence = new float[image.getWidth() * image.getHeight()];
            for (int i = 0; i < confidence.length; i++) {
                confidence[i] = 1 - (image.getRGB(i % image.getWidth(), i / image.getWidth()) >> 8 & 0xFF) / 255f;
            }
            return new Segmentation(
                    segment(image), ConfidenceMap.copyOf(image.getWidth(), image.getHeight(), confidence));
        }

        @Override
        public ClassNames classNames() {
            return classNames;
        }

        @Override
        public void close() {
            closed++;
        }
    }
}

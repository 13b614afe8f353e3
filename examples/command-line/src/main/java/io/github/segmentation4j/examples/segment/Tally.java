package io.github.segmentation4j.examples.segment;

import io.github.segmentation4j.LabelMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How many pixels of a photo each class has, which outputs carry behind their digest, so that a later run knows it without them.
 *
 * @param width of the photo in pixels
 * @param height of the photo in pixels
 * @param counts the classes that are there, by label
 */
record Tally(int width, int height, List<Count> counts) {

    /**
     * The pixels of a class.
     *
     * @param pixels how many there are, at least 1
     */
    record Count(int label, long pixels) {}

    static Tally of(LabelMap labels) {
        long[] histogram = labels.histogram(labels.maxLabel() + 1);
        List<Count> counts = new ArrayList<>();
        for (int label = 0; label < histogram.length; label++) {
            if (histogram[label] > 0) {
                counts.add(new Count(label, histogram[label]));
            }
        }
        return new Tally(labels.width(), labels.height(), List.copyOf(counts));
    }

    /** Returns the share of a class, from 0 to 1. */
    double share(Count count) {
        return (double) count.pixels() / ((long) width * height);
    }

    /** Returns the tally as one word of digits and signs, for example {@code 640x480,0:300000,15:7200}. */
    String text() {
        StringBuilder text = new StringBuilder(width + "x" + height);
        counts.forEach(
                count -> text.append(',').append(count.label()).append(':').append(count.pixels()));
        return text.toString();
    }

    /** Returns the tally of such a word; nothing if it is another word. */
    static Optional<Tally> parse(String text) {
        String[] parts = text.split(",", -1);
        try {
            String[] sides = parts[0].split("x", 2);
            List<Count> counts = new ArrayList<>();
            for (int i = 1; i < parts.length; i++) {
                String[] count = parts[i].split(":", 2);
                counts.add(new Count(Integer.parseInt(count[0]), Long.parseLong(count[1])));
            }
            return Optional.of(new Tally(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]), List.copyOf(counts)));
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }
}

package io.github.segmentation4j.overlay.picture;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.LabelMap;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A line of a legend.
 *
 * @param label the label that it explains, or {@link #SEVERAL}
 * @param name what stands in it
 * @param share the part of all pixels of the map, above 0 up to 1
 */
record LegendEntry(int label, String name, double share) {
    /** In place of a label, for the classes that do not get a line of their own. */
    static final int SEVERAL = -1;

    /** A share that would be rounded to nothing. */
    private static final double LEAST = 0.0005;

    private static final double PERCENT = 100;

    /** Returns a line for each visible label of a map, the largest share first, of equals the lower label. */
    static List<LegendEntry> of(ClassNames names, LabelMap labels, Visibility visibility) {
        int[] present = labels.presentLabels();
        double[] shares = labels.shares(present[present.length - 1] + 1);
        return IntStream.of(present)
                .filter(visibility::shows)
                .mapToObj(label -> new LegendEntry(label, Naming.name(names, label), shares[label]))
                .sorted(Comparator.comparingDouble(LegendEntry::share).reversed())
                .toList();
    }

    /** Returns the line that stands for several. */
    static LegendEntry summing(List<LegendEntry> entries) {
        double share = entries.stream().mapToDouble(LegendEntry::share).sum();
        return new LegendEntry(SEVERAL, "and " + entries.size() + " more", share);
    }

    /** Returns the share in percent with one decimal, for example {@code 12.3 %}. */
    String percent() {
        return share < LEAST ? "< 0.1 %" : String.format(Locale.ROOT, "%.1f %%", PERCENT * share);
    }
}

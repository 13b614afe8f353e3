package io.github.segmentation4j.examples.segment.probe;

import io.github.segmentation4j.LabelMap;
import java.util.List;

/**
 * A convention in a ranking.
 *
 * @param convention how the network was fed
 * @param measures how much sense that made
 * @param firstShare in which share of draws from the photos it came first, from 0 to 1
 * @param labels the labels of each photo, on a small grid
 */
record RankedConvention(Convention convention, Measures measures, double firstShare, List<LabelMap> labels) {
    RankedConvention {
        labels = List.copyOf(labels);
    }
}

package io.github.segmentation4j.region;

import io.github.segmentation4j.ConfidenceMap;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.internal.Checks;
import io.github.segmentation4j.internal.map.IgnoredLabels;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The regions of a label map, which are its connected components: sets of pixels of one label that are neighbours of
 * neighbours. Two camels of one class that do not touch are two regions.
 *
 * <p>OpenCV finds and measures them with {@code connectedComponentsWithStats}, scikit-image with {@code regionprops}; here all
 * classes are done at once. Every pixel belongs to one region. One pass over the rows finds them.
 *
 * <p>Immutable; may be shared between threads.
 */
public final class Regions {
    private final Runs runs;

    /** The number of every run's region: its id less one. */
    private final int[] numbers;

    /** By number; null for a region that was filtered out. */
    private final @Nullable Region[] regions;

    private final List<Region> list;

    private Regions(Runs runs, int[] numbers, @Nullable Region[] regions, List<Region> list) {
        this.runs = runs;
        this.numbers = numbers;
        this.regions = regions;
        this.list = list;
    }

    /** Returns the regions of all labels. */
    public static Regions of(LabelMap labels, Connectivity connectivity) {
        return measured(Runs.of(labels, Runs.ALL, Objects.requireNonNull(connectivity, "connectivity")), null);
    }

    /**
     * Returns the regions of one label; they are numbered among themselves.
     *
     * @throws IllegalArgumentException if the label is not within 0 to 65,535
     */
    public static Regions ofLabel(LabelMap labels, int label, Connectivity connectivity) {
        Objects.requireNonNull(labels, "labels");
        if (label < 0 || label > LabelMap.MAX_LABEL) {
            throw new IllegalArgumentException(
                    "Regions of label " + label + " were asked for; labels are 0 to " + LabelMap.MAX_LABEL);
        }
        return measured(Runs.of(labels, label, Objects.requireNonNull(connectivity, "connectivity")), null);
    }

    private static Regions measured(Runs runs, @Nullable ConfidenceMap confidence) {
        int[] numbers = new int[runs.count()];
        int count = RegionTable.number(runs, numbers);
        List<Region> list = RegionTable.measure(runs, numbers, count, confidence);
        return new Regions(runs, numbers, list.toArray(new Region[0]), List.copyOf(list));
    }

    /**
     * Returns these regions with the mean confidence of each.
     *
     * @throws IllegalArgumentException if the map has another size than the labels
     */
    public Regions withConfidence(ConfidenceMap confidence) {
        if (confidence.width() != width() || confidence.height() != height()) {
            throw new IllegalArgumentException("The confidence is " + confidence.width() + "x" + confidence.height()
                    + " and the labels are " + width() + "x" + height() + ", but both must cover the same pixels");
        }
        Regions all = measured(runs, confidence);
        return all.where(region -> regions[region.id() - 1] != null);
    }

    /** Returns the width of the label map in pixels. */
    public int width() {
        return runs.width();
    }

    /** Returns the height of the label map in pixels. */
    public int height() {
        return runs.height();
    }

    /** Returns the regions by rising id: in the order in which a reader meets their first pixel, row by row. */
    public List<Region> list() {
        return list;
    }

    /** Returns how many regions there are. */
    public int count() {
        return list.size();
    }

    /**
     * Returns the region of a pixel, or nothing if it is not among these.
     *
     * @throws IndexOutOfBoundsException if the pixel lies outside the label map
     */
    public Optional<Region> regionAt(int x, int y) {
        Checks.pixel(x, y, width(), height());
        int run = runs.at(x, y);
        return run < 0 ? Optional.empty() : Optional.ofNullable(regions[numbers[run]]);
    }

    /** Returns those regions that a condition holds for. They keep their ids, so that there may be gaps between them. */
    public Regions where(Predicate<Region> condition) {
        @Nullable Region[] kept = new Region[regions.length];
        for (Region region : list) {
            if (condition.test(region)) {
                kept[region.id() - 1] = region;
            }
        }
        return new Regions(
                runs,
                numbers,
                kept,
                list.stream().filter(region -> kept[region.id() - 1] != null).toList());
    }

    /**
     * Returns the regions of at least this many pixels.
     *
     * @see #where
     */
    public Regions atLeast(long area) {
        return where(region -> region.area() >= area);
    }

    /**
     * Returns the regions of all labels but these, such as the background's.
     *
     * @param labels from 0 to 65,535
     * @throws IllegalArgumentException if a label is outside that range
     * @see #where
     */
    public Regions ignoring(int... labels) {
        BitSet ignored = IgnoredLabels.union(new BitSet(), labels);
        return where(region -> !ignored.get(region.label()));
    }

    /** Returns for every pixel the id of its region, and 0 where there is none. */
    public InstanceMap instances() {
        int[] ids = new int[width() * height()];
        for (int y = 0; y < height(); y++) {
            for (int run = runs.rowStart[y]; run < runs.rowStart[y + 1]; run++) {
                Region region = regions[numbers[run]];
                if (region != null) {
                    Arrays.fill(ids, y * width() + runs.from[run], y * width() + runs.to[run], region.id());
                }
            }
        }
        return new InstanceMap(width(), height(), ids);
    }

    /** Returns the number of regions and the size, for example {@code 12 regions in 640x480}. */
    @Override
    public String toString() {
        return count() + (count() == 1 ? " region in " : " regions in ") + width() + "x" + height();
    }
}

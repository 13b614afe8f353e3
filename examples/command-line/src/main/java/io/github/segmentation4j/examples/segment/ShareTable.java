package io.github.segmentation4j.examples.segment;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.LabelMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The share of each class that is present in a label map, largest first, as text. */
final class ShareTable {
    private static final String NOT_DRAWN = "not drawn";

    /** A share below this prints as 0.0 %. */
    private static final double SMALLEST_PRINTED = 0.0005;

    private final List<Row> rows;

    private record Row(int label, String name, double share) {}

    private ShareTable(List<Row> rows) {
        this.rows = rows;
    }

    /** Returns the table of a label map. */
    static ShareTable of(LabelMap labels, ClassNames classNames) {
        return of(labels.shares(classNames.size()), classNames);
    }

    /** Returns the table of shares, one for each class. */
    static ShareTable of(double[] shares, ClassNames classNames) {
        return new ShareTable(IntStream.range(0, shares.length)
                .filter(label -> shares[label] > 0)
                .mapToObj(label -> new Row(label, classNames.name(label), shares[label]))
                .sorted(Comparator.comparingDouble(Row::share).reversed().thenComparingInt(Row::label))
                .toList());
    }

    /**
     * Returns a heading and a line for each class: name, share, color.
     *
     * @param colors the color of a label as text, or nothing if it is not drawn
     */
    List<String> lines(IntFunction<Optional<String>> colors) {
        int width = rows.stream().mapToInt(row -> row.name.length()).max().orElse(0);
        String format = "%-" + Math.max(width, "class".length()) + "s  %7s  %s";
        List<String> lines = new ArrayList<>();
        lines.add(String.format(Locale.ROOT, format, "class", "share", "color"));
        for (Row row : rows) {
            String color = colors.apply(row.label).orElse(NOT_DRAWN);
            lines.add(String.format(Locale.ROOT, format, row.name, percent(row.share), color));
        }
        return lines;
    }

    /** Returns all classes and shares in one line. */
    String line() {
        return rows.stream().map(row -> row.name + " " + percent(row.share)).collect(Collectors.joining(", "));
    }

    private static String percent(double share) {
        return share < SMALLEST_PRINTED ? "< 0.1 %" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}

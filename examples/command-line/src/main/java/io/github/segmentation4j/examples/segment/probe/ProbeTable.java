package io.github.segmentation4j.examples.segment.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Puts the result of a probe into words and numbers. */
final class ProbeTable {
    private static final double PERCENT = 100;

    private ProbeTable() {}

    /** Returns the table, the conventions that did not run, and the suggestion. */
    static List<String> lines(ProbeResult result) {
        List<RankedConvention> ranked = result.ranked();
        int width = ranked.stream()
                .mapToInt(one -> one.convention().toString().length())
                .max()
                .orElse(0);
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%4s  %-" + width + "s  %9s  %7s  %10s  %5s  %5s",
                "rank",
                "convention",
                "agreement",
                "borders",
                "confidence",
                "total",
                "first"));
        for (int i = 0; i < ranked.size(); i++) {
            RankedConvention one = ranked.get(i);
            Measures measures = one.measures();
            lines.add(String.format(
                    Locale.ROOT,
                    "%4d  %-" + width + "s  %9.3f  %7.3f  %10.3f  %5.3f  %5s",
                    i + 1,
                    one.convention(),
                    measures.agreement(),
                    measures.borderFit(),
                    measures.confidence(),
                    measures.total(),
                    percent(one.firstShare())));
        }
        result.failures()
                .forEach((convention, reason) ->
                        lines.add("      " + convention + " does not run: " + reason.getMessage()));
        lines.add("");
        lines.addAll(suggestion(result));
        return lines;
    }

    private static List<String> suggestion(ProbeResult result) {
        Convention first = result.suggestion();
        List<String> lines = new ArrayList<>();
        lines.add("Suggested: " + first + ".");
        lines.add(String.format(
                Locale.ROOT,
                "It came first in %s of the draws from %d %s, its range of samples in %s, its channel order in %s.",
                percent(result.firstShare(first::feedsLike)),
                result.photos().size(),
                result.photos().size() == 1 ? "photo" : "photos",
                percent(result.firstShare(one -> one.range() == first.range())),
                percent(result.firstShare(one -> one.order() == first.order()))));
        result.ranked().stream()
                .filter(one -> !one.convention().feedsLike(first))
                .findFirst()
                .ifPresent(next -> lines.add(String.format(
                        Locale.ROOT,
                        "Next is %s, with a total of %.3f to %.3f.",
                        next.convention(),
                        next.measures().total(),
                        result.ranked().get(0).measures().total())));
        lines.add(advice(result));
        return lines;
    }

    private static String advice(ProbeResult result) {
        return switch (result.verdict()) {
            case CLEAR -> "A clear winner; a look at the contact sheet is still worth it.";
            case LIKELY ->
                "Likely, but not certain: compare the first rows of the contact sheet, or give more photos of"
                        + " what the model was trained on.";
            case UNCLEAR ->
                result.photos().size() < Verdict.FEWEST_PHOTOS
                        ? "Too few photos to tell: give ten or more of what the model was trained on."
                        : "No clear winner: compare the first rows of the contact sheet, or give more photos of what the"
                                + " model was trained on.";
            case NONE ->
                "No convention makes sense on these photos: give photos of what the model was trained on, or"
                        + " look for its own pre-processing.";
        };
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f%%", PERCENT * share);
    }
}

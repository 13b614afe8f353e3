package io.github.segmentation4j.examples.segment.evaluate;

import io.github.segmentation4j.LabelMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Labels that stand for others.
 *
 * @param targets the label for each that is replaced; {@link #IGNORE} for one that is left out
 */
public record Remap(Map<Integer, Integer> targets) {
    /** The target of labels that are left out. */
    static final int IGNORE = -1;

    private static final String IGNORE_WORD = "ignore";
    private static final Pattern RULE = Pattern.compile("(\\d{1,5})\\s*=\\s*(\\d{1,5}|" + IGNORE_WORD + ")");
    private static final String COMMENT = "#";

    /** Copies the table. */
    public Remap {
        targets = Map.copyOf(targets);
    }

    /** Returns a table that replaces nothing. */
    public static Remap none() {
        return new Remap(Map.of());
    }

    /**
     * Reads rules such as {@code 7=0} or {@code 0=ignore}; empty ones, and those that begin with a #, are passed over.
     *
     * @throws IllegalArgumentException if one is not a rule, or a label is replaced twice
     */
    public static Remap of(List<String> rules) {
        Map<Integer, Integer> targets = new HashMap<>();
        for (String line : rules) {
            String rule = line.strip();
            if (rule.isEmpty() || rule.startsWith(COMMENT)) {
                continue;
            }
            Matcher matcher = RULE.matcher(rule);
            if (!matcher.matches()) {
                throw new IllegalArgumentException("\"" + rule + "\" replaces no label: write LABEL=LABEL or LABEL="
                        + IGNORE_WORD + ", such as 7=0");
            }
            int from = label(matcher.group(1));
            int to = matcher.group(2).equals(IGNORE_WORD) ? IGNORE : label(matcher.group(2));
            if (targets.put(from, to) != null) {
                throw new IllegalArgumentException("Label " + from + " is replaced twice: say once by what");
            }
        }
        return new Remap(targets);
    }

    private static int label(String digits) {
        int label = Integer.parseInt(digits);
        if (label > LabelMap.MAX_LABEL) {
            throw new IllegalArgumentException(digits + " is not a label: give 0 to " + LabelMap.MAX_LABEL);
        }
        return label;
    }

    /** Returns whether some labels are left out. */
    boolean leavesOut() {
        return targets.containsValue(IGNORE);
    }

    /** Returns what stands for a label, which may be itself. */
    int target(int label, int ignored) {
        int target = targets.getOrDefault(label, label);
        return target == IGNORE ? ignored : target;
    }
}

package io.github.segmentation4j.examples.segment;

import io.github.segmentation4j.model.Decision;
import io.github.segmentation4j.model.MissingSetting;
import io.github.segmentation4j.model.ModelDescription;
import io.github.segmentation4j.model.file.SideCar;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What is known of a model, as text. */
final class DescriptionTable {
    /** Names of 150 classes would fill the screen; what is cut stands in the JSON. */
    private static final int LONGEST_VALUE = 90;

    private static final String CUT = " ...";

    private static final String MEAN = "input.mean";

    /** What stands for a value in a draft, in the form that a value has; read unchanged, each of them is an error. */
    private static final Map<String, String> BLANKS = Map.of(
            MEAN,
            "[\"RED\", \"GREEN\", \"BLUE\"]",
            "input.std",
            "[\"RED\", \"GREEN\", \"BLUE\"]",
            "input.normalization",
            "\"imagenet, plus_minus_one, unit or none\"",
            "input.scale",
            "\"FACTOR\"",
            "input.size",
            "{\"short_edge\": \"PIXELS\"}",
            "input.layout",
            "\"NCHW or NHWC\"",
            "output.kind",
            "\"logits or probabilities\"");

    private static final String ANY_BLANK = "\"NAME\"";

    private DescriptionTable() {}

    /** Returns the verdict, everything that was decided, and what is missing with a draft of the side-car that says it. */
    static List<String> lines(ModelDescription description) {
        List<String> lines = new ArrayList<>();
        lines.add(verdict(description));
        lines.add("");
        int width = description.decisions().stream()
                .mapToInt(decision -> decision.subject().length())
                .max()
                .orElse(0);
        String indent = " ".repeat(width + 2);
        for (Decision decision : description.decisions()) {
            String padding = " ".repeat(width - decision.subject().length() + 2);
            lines.add(decision.subject() + padding + cut(decision.value()));
            boolean assumed = decision.origin().startsWith("default");
            lines.add(indent + (assumed ? "by " : "from ") + inOptions(decision.origin()));
            if (!decision.alternatives().isEmpty()) {
                lines.add(indent + "else " + cut(inOptions(decision.alternatives())));
            }
        }
        if (!description.isComplete()) {
            lines.addAll(missing(description));
        }
        return lines;
    }

    private static String verdict(ModelDescription description) {
        int count = description.missing().size();
        if (count == 0) {
            return description.model() + " runs as it is";
        }
        return description.model() + " needs " + count + (count == 1 ? " setting: " : " settings: ")
                + description.missing().stream().map(MissingSetting::sideCarKey).collect(Collectors.joining(", "));
    }

    /** Returns a text of the library with its builder called by the options that feed it. */
    private static String inOptions(String text) {
        return text.replace("the builder's spec", "--spec").replace("the builder", "the command line");
    }

    private static String cut(String value) {
        return value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE - CUT.length()) + CUT;
    }

    private static List<String> missing(ModelDescription description) {
        List<String> lines = new ArrayList<>(List.of("", "Missing:"));
        for (MissingSetting setting : description.missing()) {
            lines.add("  " + setting.subject());
            lines.add("    in a side-car " + setting.sideCarKey() + ", in Java OnnxSegmenter.Builder."
                    + setting.builderCall());
        }
        lines.add("");
        lines.add("Fill this in and save it as " + SideCar.beside(Path.of(description.model())) + ":");
        lines.add("");
        lines.addAll(draft(description));
        if (description.missing().stream()
                .anyMatch(setting -> setting.sideCarKey().equals(MEAN))) {
            lines.add("");
            lines.add("Where nobody knows mean and deviation: segment inspect " + description.model()
                    + " --probe PHOTO... tries the common ones");
        }
        return lines;
    }

    /** Returns the keys of the missing settings; one of them stands for mean and deviation if both are missing. */
    private static List<String> keys(ModelDescription description) {
        List<String> keys = new ArrayList<>(
                description.missing().stream().map(MissingSetting::sideCarKey).toList());
        List<String> both = List.of(MEAN, "input.std");
        if (keys.containsAll(both)) {
            keys.set(keys.indexOf(MEAN), "input.normalization");
            keys.removeAll(both);
        }
        return keys;
    }

    private static List<String> draft(ModelDescription description) {
        Map<String, List<String>> sections = new TreeMap<>();
        for (String key : keys(description)) {
            String[] path = key.split("\\.", 2);
            String blank = BLANKS.getOrDefault(key, ANY_BLANK);
            sections.computeIfAbsent(path[0], section -> new ArrayList<>()).add("    \"" + path[1] + "\": " + blank);
        }
        List<String> members = new ArrayList<>();
        sections.forEach(
                (section, keys) -> members.add("  \"" + section + "\": {\n" + String.join(",\n", keys) + "\n  }"));
        return ("{\n  \"version\": 1,\n" + String.join(",\n", members) + "\n}")
                .lines()
                .toList();
    }
}

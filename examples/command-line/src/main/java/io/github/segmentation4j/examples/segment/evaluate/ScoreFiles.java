package io.github.segmentation4j.examples.segment.evaluate;

import com.grack.nanojson.JsonStringWriter;
import com.grack.nanojson.JsonWriter;
import io.github.segmentation4j.examples.segment.evaluate.Evaluation.Column;
import io.github.segmentation4j.examples.segment.evaluate.Evaluation.Total;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** The scores of a data set as a table for a terminal, as CSV and as JSON. */
public final class ScoreFiles {
    private static final String NONE = "-";

    private ScoreFiles() {}

    /** Returns a table: a line for each class that occurs, then the scores over all. */
    public static List<String> table(Evaluation evaluation) {
        List<Integer> classes = evaluation.classes();
        int width = classes.stream()
                .mapToInt(label -> evaluation.classNames().name(label).length())
                .max()
                .orElse(0);
        width = Math.max(width, "class".length());
        List<String> lines = new ArrayList<>();
        lines.add(row(
                "class", width, evaluation.columns(0).stream().map(Column::name).toList()));
        for (int label : classes) {
            lines.add(row(
                    evaluation.classNames().name(label),
                    width,
                    evaluation.columns(label).stream()
                            .map(column -> percent(column.score()))
                            .toList()));
        }
        lines.add("");
        int longest = evaluation.totals().stream()
                .mapToInt(total -> total.name().length())
                .max()
                .orElse(0);
        for (Total total : evaluation.totals()) {
            lines.add(row(total.name(), longest, List.of(percent(total.score()))));
        }
        return lines;
    }

    private static String row(String name, int width, List<String> cells) {
        return name
                + " ".repeat(width - name.length())
                + cells.stream()
                        .map(cell -> String.format(Locale.ROOT, "  %9s", cell))
                        .collect(Collectors.joining());
    }

    static String percent(OptionalDouble score) {
        return score.isPresent() ? String.format(Locale.ROOT, "%.2f %%", 100 * score.getAsDouble()) : NONE;
    }

    /** Returns a line of names, and one for each class that occurs; scores from 0 to 1, empty where there is none. */
    public static String csv(Evaluation evaluation) {
        StringBuilder text = new StringBuilder("id,class,true_pixels");
        evaluation.columns(0).forEach(column -> text.append(',').append(column.key()));
        text.append('\n');
        for (int label : evaluation.classes()) {
            text.append(label)
                    .append(',')
                    .append(quoted(evaluation.classNames().name(label)))
                    .append(',')
                    .append(evaluation.scores().truePixels(label));
            for (Column column : evaluation.columns(label)) {
                text.append(',');
                column.score().ifPresent(text::append);
            }
            text.append('\n');
        }
        return text.toString();
    }

    /** Quotes a field of CSV where RFC 4180 asks for it. */
    private static String quoted(String field) {
        return field.matches("(?s).*[\",\\n\\r].*") ? '"' + field.replace("\"", "\"\"") + '"' : field;
    }

    /** Returns all scores, the counts behind them and the scores of each image as JSON; null where there is none. */
    public static String json(Evaluation evaluation) {
        JsonStringWriter json = JsonWriter.indent("  ").string().object();
        json.value("images", evaluation.images().size())
                .value("pixels", evaluation.matrix().pixelCount());
        for (Total total : evaluation.totals()) {
            value(json, total.key(), total.score());
        }
        json.array("classes");
        for (int label : evaluation.classes()) {
            json.object()
                    .value("id", label)
                    .value("name", evaluation.classNames().name(label))
                    .value("true_pixels", evaluation.scores().truePixels(label));
            evaluation.columns(label).forEach(column -> value(json, column.key(), column.score()));
            json.end();
        }
        json.end().array("confusion");
        for (int truth : evaluation.classes()) {
            json.array();
            for (int prediction : evaluation.classes()) {
                json.value(evaluation.matrix().count(truth, prediction));
            }
            json.end();
        }
        json.end().array("by_image");
        for (Evaluation.Image image : evaluation.images()) {
            json.object().value("name", image.name());
            value(json, "mean_iou", image.meanIou());
            value(json, "pixel_accuracy", image.pixelAccuracy());
            json.end();
        }
        return json.end().end().done() + '\n';
    }

    private static void value(JsonStringWriter json, String key, OptionalDouble score) {
        if (score.isPresent()) {
            json.value(key, score.getAsDouble());
        } else {
            json.nul(key);
        }
    }
}

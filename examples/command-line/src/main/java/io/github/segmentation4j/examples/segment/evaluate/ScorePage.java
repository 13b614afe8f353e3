package io.github.segmentation4j.examples.segment.evaluate;

import io.github.segmentation4j.examples.segment.evaluate.Evaluation.Column;
import io.github.segmentation4j.examples.segment.evaluate.Evaluation.Image;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** The scores of a data set as one page of HTML that needs nothing else. */
public final class ScorePage {
    private static final int WORST_IMAGES = 20;

    private static final String STYLE = """
            :root { color-scheme: light dark; }
            body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
            table { border-collapse: collapse; width: 100%; margin: 1rem 0 2rem; }
            th, td { padding: .25rem .6rem; text-align: right; border-bottom: 1px solid #8884; }
            th:first-child, td:first-child { text-align: left; }
            meter { width: 8rem; vertical-align: middle; }
            .totals { display: flex; flex-wrap: wrap; gap: 1rem; }
            .totals div { border: 1px solid #8884; border-radius: .5rem; padding: .5rem 1rem; }
            .totals b { display: block; font-size: 1.5rem; }
            """;

    private ScorePage() {}

    /**
     * Returns the page.
     *
     * @param title what was evaluated
     */
    public static String of(Evaluation evaluation, String title) {
        StringBuilder page = new StringBuilder(
                        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
                .append(escaped(title))
                .append("</title>\n<style>\n")
                .append(STYLE)
                .append("</style>\n</head>\n<body>\n<h1>")
                .append(escaped(title))
                .append("</h1>\n<p>")
                .append(evaluation.images().size())
                .append(" images, ")
                .append(String.format(Locale.ROOT, "%,d", evaluation.matrix().pixelCount()))
                .append(" pixels</p>\n<div class=\"totals\">\n");
        evaluation
                .totals()
                .forEach(total -> page.append("<div>")
                        .append(escaped(total.name()))
                        .append("<b>")
                        .append(ScoreFiles.percent(total.score()))
                        .append("</b></div>\n"));
        page.append("</div>\n<h2>Classes</h2>\n<table>\n<tr><th>class</th><th>true pixels</th><th></th>");
        evaluation
                .columns(0)
                .forEach(column -> page.append("<th>").append(column.name()).append("</th>"));
        page.append("</tr>\n");
        evaluation.classes().forEach(label -> classRow(page, evaluation, label));
        page.append("</table>\n<h2>Images with the lowest mean IoU</h2>\n<table>\n")
                .append("<tr><th>image</th><th></th><th>mean IoU</th><th>pixel accuracy</th></tr>\n");
        worst(evaluation).forEach(image -> imageRow(page, image));
        return page.append("</table>\n</body>\n</html>\n").toString();
    }

    private static void classRow(StringBuilder page, Evaluation evaluation, int label) {
        page.append("<tr><td>")
                .append(escaped(evaluation.classNames().name(label)))
                .append("</td><td>")
                .append(String.format(Locale.ROOT, "%,d", evaluation.scores().truePixels(label)))
                .append("</td><td>")
                .append(meter(evaluation.scores().iou(label)))
                .append("</td>");
        for (Column column : evaluation.columns(label)) {
            page.append("<td>").append(ScoreFiles.percent(column.score())).append("</td>");
        }
        page.append("</tr>\n");
    }

    private static void imageRow(StringBuilder page, Image image) {
        page.append("<tr><td>")
                .append(escaped(image.name()))
                .append("</td><td>")
                .append(meter(image.meanIou()))
                .append("</td><td>")
                .append(ScoreFiles.percent(image.meanIou()))
                .append("</td><td>")
                .append(ScoreFiles.percent(image.pixelAccuracy()))
                .append("</td></tr>\n");
    }

    private static List<Image> worst(Evaluation evaluation) {
        return evaluation.images().stream()
                .filter(image -> image.meanIou().isPresent())
                .sorted(Comparator.comparingDouble(image -> image.meanIou().getAsDouble()))
                .limit(WORST_IMAGES)
                .toList();
    }

    private static String meter(OptionalDouble score) {
        return score.isPresent()
                ? String.format(Locale.ROOT, "<meter value=\"%.4f\"></meter>", score.getAsDouble())
                : "";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}

package io.github.segmentation4j.examples.benchmarks;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Turns files that JMH wrote into a table in Markdown: one row for each work, its medians in milliseconds, and how long
 * ours takes in terms of the quickest other way.
 */
public final class Table {
    private Table() {}

    /** Prints the table of the files that are named. */
    public static void main(String[] files) throws IOException, JsonParserException {
        for (String file : files) {
            JsonArray results = JsonParser.array().from(Files.readString(Path.of(file)));
            System.out.print(of(results));
        }
    }

    /** Returns the table of results. */
    static String of(JsonArray results) {
        Map<String, Map<String, Double>> works = new TreeMap<>();
        for (Object each : results) {
            JsonObject result = (JsonObject) each;
            String[] name = result.getString("benchmark").split("[.]", -1);
            String work = name[name.length - 2] + parameters(result.getObject("params"));
            works.computeIfAbsent(work, key -> new TreeMap<>()).put(name[name.length - 1], median(result));
        }
        StringBuilder table =
                new StringBuilder("| work | ours, ms | others, ms | ours / quickest other |\n|---|---|---|---|\n");
        works.forEach((work, times) -> table.append(row(work, times)));
        return table.toString();
    }

    private static String parameters(JsonObject parameters) {
        if (parameters == null) {
            return "";
        }
        List<String> values = new ArrayList<>();
        new TreeMap<>(parameters)
                .forEach((key, value) -> values.add(key.equals("threads") ? value + " thr" : "" + value));
        return " " + String.join(", ", values);
    }

    private static double median(JsonObject result) {
        JsonObject metric = result.getObject("primaryMetric");
        JsonObject percentiles = metric.getObject("scorePercentiles");
        return percentiles.getDouble("50.0");
    }

    private static String row(String work, Map<String, Double> times) {
        StringBuilder rows = new StringBuilder();
        for (Map.Entry<String, Double> time : times.entrySet()) {
            if (isOurs(time.getKey())) {
                String way = time.getKey().replaceFirst("segmentation4j|segment", "");
                Map<String, Double> others = others(times, isOfOneClass(way));
                double quickest = others.values().stream().min(Double::compare).orElse(Double.NaN);
                rows.append("| ")
                        .append(work)
                        .append(way.isEmpty() ? "" : " (" + way + ")")
                        .append(" | ")
                        .append(number(time.getValue()))
                        .append(" | ")
                        .append(named(others))
                        .append(" | ")
                        .append(others.isEmpty() ? "" : number(time.getValue() / quickest))
                        .append(" |\n");
            }
        }
        if (rows.length() == 0) {
            rows.append("| ").append(work).append(" | | ").append(named(times)).append(" | |\n");
        }
        return rows.toString();
    }

    /** Returns the other ways to do the same: one class and all classes are different work. */
    private static Map<String, Double> others(Map<String, Double> times, boolean ofOneClass) {
        Map<String, Double> others = new TreeMap<>(times);
        others.keySet().removeIf(name -> isOurs(name) || isOfOneClass(name) != ofOneClass);
        return others;
    }

    private static boolean isOfOneClass(String name) {
        return name.endsWith("OfOneClass");
    }

    private static String named(Map<String, Double> times) {
        List<String> named = new ArrayList<>();
        times.forEach((name, time) -> named.add(name + " " + number(time)));
        return String.join(", ", named);
    }

    private static boolean isOurs(String name) {
        return name.startsWith("segment");
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 0.1 ? "%.4f" : value < 10 ? "%.3f" : "%.1f", value);
    }
}

package io.github.segmentation4j.examples.segment;

import io.github.segmentation4j.ClassNames;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The share of each class in each photo as a table (CSV, RFC 4180): a line a photo, in their order, and a column a class. It is
 * written when all is known, whole or not at all; a line takes some hundred bytes of memory until then.
 */
final class ShareFile implements PhotoRecords {
    private static final String LINE_END = "\r\n";

    private final Path file;
    private final ClassNames names;
    private final Map<Path, String> lines = new HashMap<>();

    ShareFile(Path file, ClassNames names) {
        this.file = file;
        this.names = names;
    }

    @Override
    public void done(Outputs outputs, Tally tally, boolean earlier) {
        String[] shares = new String[names.size()];
        // Eight digits tell one pixel of an image of 100 megapixels.
        for (Tally.Count count : tally.counts()) {
            shares[count.label()] = String.format(Locale.ROOT, "%.8f", tally.share(count));
        }
        List<String> fields = new ArrayList<>(
                List.of(quoted(photo(outputs)), String.valueOf(tally.width()), String.valueOf(tally.height())));
        for (String share : shares) {
            fields.add(share == null ? "0" : share);
        }
        fields.add("");
        lines.put(outputs.photo().path(), String.join(",", fields));
    }

    @Override
    public void failed(Outputs outputs, String reason) {
        lines.put(
                outputs.photo().path(),
                quoted(photo(outputs)) + ",,".concat(",".repeat(names.size())) + "," + quoted(reason));
    }

    private static String photo(Outputs outputs) {
        return outputs.photo().path().toString();
    }

    /**
     * Writes the table.
     *
     * @param all the photos in their order; those of which nothing is known are left out
     * @throws CommandException if it cannot be written
     */
    void write(List<Outputs> all) {
        OutputFile.write(file, draft -> {
            try (Writer out = Files.newBufferedWriter(draft, StandardCharsets.UTF_8)) {
                List<String> heading = new ArrayList<>(List.of("photo", "width", "height"));
                names.names().forEach(name -> heading.add(quoted(name)));
                heading.add("error");
                out.append(String.join(",", heading)).append(LINE_END);
                for (Outputs outputs : all) {
                    String line = lines.get(outputs.photo().path());
                    if (line != null) {
                        out.append(line).append(LINE_END);
                    }
                }
            }
        });
    }

    private static String quoted(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }
}

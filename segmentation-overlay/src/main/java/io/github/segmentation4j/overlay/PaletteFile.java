package io.github.segmentation4j.overlay;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Reads the published color tables that lie beside this class as text.
 *
 * <p>A line that starts with a semicolon is a comment; every other line is a color, {@code #rrggbb}, and the name of its
 * class, in the order of the labels.
 */
final class PaletteFile {
    private static final String COMMENT = ";";
    private static final int COLOR_END = "#rrggbb".length();

    private PaletteFile() {}

    /** Returns the colors of a table as 0xRRGGBB, the first of them for label 0. */
    static int[] read(String resource) {
        try (InputStream stream = PaletteFile.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException(
                        "The color table " + resource + " is missing from the jar; build segmentation-overlay anew");
            }
            return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.startsWith(COMMENT))
                    .mapToInt(line -> Integer.decode(line.substring(0, COLOR_END)))
                    .toArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

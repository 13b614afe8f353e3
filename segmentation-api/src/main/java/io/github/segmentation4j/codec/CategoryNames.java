package io.github.segmentation4j.codec;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.internal.file.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The names of a picture's values in a file beside it, as GDAL keeps them (Persistent Auxiliary Metadata, {@code .aux.xml}). */
final class CategoryNames {
    private static final String SUFFIX = ".aux.xml";

    /** The first character that XML 1.0 has, besides the three below it that are blanks. */
    private static final char FIRST_PRINTABLE = ' ';

    private CategoryNames() {}

    /** Writes the names of the values of a picture's only band. */
    static void write(ClassNames names, Path picture) throws IOException {
        StringBuilder xml = new StringBuilder("<PAMDataset>\n  <PAMRasterBand band=\"1\">\n    <CategoryNames>\n");
        for (String name : names.names()) {
            xml.append("      <Category>").append(escaped(name)).append("</Category>\n");
        }
        xml.append("    </CategoryNames>\n  </PAMRasterBand>\n</PAMDataset>\n");
        Path file = picture.resolveSibling(picture.getFileName() + SUFFIX);
        WholeFile.write(file, out -> out.write(xml.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(point -> {
            switch (point) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                default -> escaped.appendCodePoint(isCharacter(point) ? point : '?');
            }
        });
        return escaped.toString();
    }

    /** Returns whether XML 1.0 has a character: no control characters, no halves of pairs, not U+FFFE and U+FFFF. */
    private static boolean isCharacter(int point) {
        boolean surrogate = Character.MIN_SURROGATE <= point && point <= Character.MAX_SURROGATE;
        return point >= FIRST_PRINTABLE && !surrogate && point != 0xFFFE && point != 0xFFFF;
    }
}

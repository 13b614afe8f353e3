package io.github.segmentation4j.codec;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.outline.Outline;
import io.github.segmentation4j.outline.Outlines;
import io.github.segmentation4j.outline.Ring;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Outlines as an SVG picture, see {@link OutlineFormat#svg(ClassNames, IntUnaryOperator)}. */
final class Svg implements OutlineFormat {
    /** How strongly paths cover a photo. */
    private static final String OPACITY_ON_PHOTO = "0.5";

    private static final int RGB = 0xFFFFFF;

    private final ClassNames names;
    private final IntUnaryOperator colors;
    private final @Nullable String photo;

    Svg(ClassNames names, IntUnaryOperator colors, @Nullable String photo) {
        this.names = Objects.requireNonNull(names, "names");
        this.colors = Objects.requireNonNull(colors, "colors");
        this.photo = photo;
    }

    @Override
    public void write(Outlines outlines, OutputStream out) throws IOException {
        List<Outline> named = NamedOutlines.of(outlines, names);
        String size = " width=\"" + outlines.width() + "\" height=\"" + outlines.height() + "\"";
        Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        text.write("<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"" + size
                + " viewBox=\"0 0 " + outlines.width() + " " + outlines.height() + "\">\n");
        if (photo != null) {
            // The attribute of SVG 1.1, which programs of either version read.
            text.write("<image xlink:href=\"" + escaped(photo) + "\"" + size + "/>\n");
        }
        text.write("<g fill-rule=\"evenodd\" shape-rendering=\"crispEdges\""
                + (photo == null ? "" : " fill-opacity=\"" + OPACITY_ON_PHOTO + "\"") + ">\n");
        for (Outline outline : named) {
            String color = Integer.toHexString((colors.applyAsInt(outline.label()) & RGB) | (RGB + 1));
            text.write("<path fill=\"#" + color.substring(1) + "\" data-label=\"" + outline.label() + "\" d=\"");
            writeRing(outline.outer(), text);
            for (Ring hole : outline.holes()) {
                writeRing(hole, text);
            }
            text.write("\"><title>" + escaped(names.name(outline.label())) + "</title></path>\n");
        }
        text.write("</g>\n</svg>\n");
        text.flush();
    }

    private static void writeRing(Ring ring, Writer text) throws IOException {
        text.write("M" + ring.x(0) + " " + ring.y(0));
        for (int corner = 1; corner < ring.size(); corner++) {
            int x = ring.x(corner);
            int y = ring.y(corner);
            if (y == ring.y(corner - 1)) {
                text.write("H" + x);
            } else if (x == ring.x(corner - 1)) {
                text.write("V" + y);
            } else {
                text.write("L" + x + " " + y);
            }
        }
        text.write('Z');
    }

    /** Returns a text for an attribute or between tags; letters that XML 1.0 has not become U+FFFD. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(letter -> {
            switch (letter) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                // Written as they are, they would be read as blanks.
                case '\t', '\n', '\r' -> escaped.append("&#").append(letter).append(';');
                default -> escaped.appendCodePoint(isXml(letter) ? letter : 0xFFFD);
            }
        });
        return escaped.toString();
    }

    /** The letters of XML 1.0 (fifth edition, production 2) but for tabs and line ends. */
    private static boolean isXml(int letter) {
        return letter >= ' '
                && Character.getType(letter) != Character.SURROGATE
                && letter != 0xFFFE
                && letter != 0xFFFF;
    }
}

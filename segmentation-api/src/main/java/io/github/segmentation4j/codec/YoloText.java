package io.github.segmentation4j.codec;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.outline.Outline;
import io.github.segmentation4j.outline.Outlines;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * Outlines as the text files of YOLO's segmentation data sets (Ultralytics): a line for each region with its label and x and y
 * of each corner, as fractions of the image's width and height with six decimals.
 *
 * <p>The format has no holes. A hole is joined to the ring round it by a cut without width, which the polygon takes there and
 * back, so that it covers the pixels of the region and no others.
 */
final class YoloText implements OutlineFormat {
    private static final int DECIMALS = 6;
    private static final long ONE = 1_000_000;

    private final ClassNames names;

    YoloText(ClassNames names) {
        this.names = Objects.requireNonNull(names, "names");
    }

    @Override
    public void write(Outlines outlines, OutputStream out) throws IOException {
        List<Outline> named = NamedOutlines.of(outlines, names);
        Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.US_ASCII));
        for (Outline outline : named) {
            text.write(Integer.toString(outline.label()));
            double[] points = SingleRing.of(outline);
            for (int i = 0; i < points.length; i += 2) {
                write(points[i] / outlines.width(), text);
                write(points[i + 1] / outlines.height(), text);
            }
            text.write('\n');
        }
        text.flush();
    }

    /** Writes a number from 0 to 1 behind a blank. */
    private static void write(double fraction, Writer text) throws IOException {
        long millionths = Math.round(fraction * ONE);
        String digits = Long.toString(ONE + millionths % ONE);
        text.write(' ');
        text.write(Long.toString(millionths / ONE));
        text.write('.');
        text.write(digits, 1, DECIMALS);
    }
}

package io.github.segmentation4j.examples.segment;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.ImageRegions;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.TiledSegmenter;
import io.github.segmentation4j.codec.LabelTiff;
import io.github.segmentation4j.codec.LabelTiffWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Segments an image that stays on disk, in tiles, and writes its labels to a TIFF file, neither of them ever whole in memory. What is
 * known when a run is stopped stays in a {@link PartFile}, from which the next one goes on.
 */
final class GiantRun {
    private static final List<String> SUFFIXES = List.of(".tif", ".tiff");

    /** The most colors that a palette of a TIFF file has. */
    private static final int MAX_COLORS = 256;

    private final TiledSegmenter segmenter;
    private final OverlayStyle style;
    private final int level;
    private final Report report;

    /**
     * Creates a run.
     *
     * @param level which version of the image is read, 0 for the image itself
     */
    GiantRun(TiledSegmenter segmenter, OverlayStyle style, int level, Report report) {
        this.segmenter = segmenter;
        this.style = style;
        this.level = level;
        this.report = report;
    }

    /** Returns whether a file is named like the labels of a giant. */
    static boolean isNamed(Path output) {
        String name = FileNames.name(output).toLowerCase(Locale.ROOT);
        return SUFFIXES.stream().anyMatch(name::endsWith);
    }

    /**
     * Runs, and prints the share of each class.
     *
     * @param digest what the labels are made of and with
     * @param force whether to begin anew whatever an earlier run has left
     * @param progress whether to show how many rows are done
     * @throws CommandException if something cannot be read or written
     */
    void run(Path photo, Path output, String digest, boolean force, boolean progress) {
        try {
            segment(photo, output, digest, force, progress);
        } catch (IOException e) {
            throw OutputFile.cannotWrite(output, e);
        }
    }

    private void segment(Path photo, Path output, String digest, boolean force, boolean progress) throws IOException {
        try (ImageRegions file = ImageRegions.open(photo)) {
            List<ImageRegions> levels = file.levels();
            if (level >= levels.size()) {
                throw CommandException.usage("--level " + level + " was given, but " + photo + " has "
                        + (levels.size() == 1
                                ? "the image alone: leave it out"
                                : "levels up to " + (levels.size() - 1)));
            }
            segment(levels.get(level), photo, output, digest, force, progress);
        }
    }

    private void segment(ImageRegions image, Path photo, Path output, String digest, boolean force, boolean progress)
            throws IOException {
        try (LabelTiffWriter writer = format(photo).begin(image.width(), image.height(), output)) {
            LabelCounts counts = new LabelCounts(segmenter.classNames().size());
            if (progress) {
                report.showProgress("rows", image.height());
            }
            try (PartFile part = PartFile.open(
                    output, digest, force, image.width(), image.height(), band -> take(band, writer, counts))) {
                int known = writer.rows();
                if (known > 0) {
                    report.print(List.of(
                            "Row " + known + " of " + image.height() + ", from an earlier run: --force begins anew"));
                }
                if (known < image.height()) {
                    segmenter.segment(image, known, band -> {
                        part.append(band);
                        take(band, writer, counts);
                    });
                }
                writer.finish();
                part.delete();
            }
            List<String> lines =
                    new ArrayList<>(counts.table(segmenter.classNames()).lines(style::color));
            lines.add("");
            lines.add("Labels:  " + output);
            report.print(lines);
        }
    }

    private void take(LabelMap band, LabelTiffWriter writer, LabelCounts counts) throws IOException {
        writer.append(band);
        counts.add(band);
        report.steps(band.height());
    }

    private LabelTiff format(Path photo) throws IOException {
        ClassNames names = segmenter.classNames();
        LabelTiff format = names.size() > MAX_COLORS
                ? LabelTiff.gray()
                : LabelTiff.palette(
                        IntStream.range(0, names.size()).map(style::rgb).toArray());
        // What the file says of its place on a map holds for the pixels of the image itself.
        return level == 0 ? format.named(names).placedLike(photo) : format.named(names);
    }

    /** How many pixels each class has. */
    private static final class LabelCounts {
        private final long[] counts;
        private long pixels;

        LabelCounts(int classes) {
            counts = new long[classes];
        }

        void add(LabelMap band) {
            long[] found = band.histogram(counts.length);
            for (int label = 0; label < found.length; label++) {
                counts[label] += found[label];
            }
            pixels += band.pixelCount();
        }

        ShareTable table(ClassNames names) {
            double[] shares = new double[counts.length];
            for (int label = 0; label < shares.length; label++) {
                shares[label] = (double) counts[label] / pixels;
            }
            return ShareTable.of(shares, names);
        }
    }
}

package io.github.segmentation4j.examples.segment;

import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.Segmentation;
import io.github.segmentation4j.SegmentationException;
import io.github.segmentation4j.Segmenter;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Segments photos one after the other; a photo that fails is reported and the next one is taken. */
final class SegmentationRun {
    private static final long MEBIBYTE = 1 << 20;

    private final Segmenter segmenter;
    private final OverlayStyle style;
    private final Optional<PageFile> page;
    private final Report report;

    SegmentationRun(Segmenter segmenter, OverlayStyle style, Optional<PageFile> page, Report report) {
        this.segmenter = segmenter;
        this.style = style;
        this.page = page;
        this.report = report;
    }

    /** Segments one photo and prints a table; returns how many photos were segmented. */
    int single(Outputs outputs) {
        return attempt(outputs, labels -> {
                    List<String> lines = new ArrayList<>(table(labels).lines(style::color));
                    lines.add("");
                    lines.add("Overlay: " + outputs.overlay());
                    outputs.labels().ifPresent(file -> lines.add("Labels:  " + file));
                    return lines;
                })
                ? 1
                : 0;
    }

    /** Segments photos and prints a line for each; returns how many photos were segmented. */
    int several(List<Outputs> photos) {
        int width = photos.stream()
                .mapToInt(outputs -> outputs.photo().path().toString().length())
                .max()
                .orElse(0);
        int done = 0;
        for (Outputs outputs : photos) {
            String name = outputs.photo().path().toString();
            String padding = " ".repeat(width - name.length());
            if (attempt(
                    outputs,
                    labels -> List.of(name + padding + "  " + table(labels).line()))) {
                done++;
            }
            report.step();
        }
        return done;
    }

    private ShareTable table(LabelMap labels) {
        return ShareTable.of(labels, segmenter.classNames());
    }

    /** What is printed for a photo. */
    private interface Lines {
        List<String> of(LabelMap labels);
    }

    private boolean attempt(Outputs outputs, Lines lines) {
        Path photo = outputs.photo().path();
        try {
            report.print(lines.of(segment(outputs)));
            return true;
        } catch (SegmentationException | CommandException e) {
            report.error(e);
        } catch (OutOfMemoryError e) {
            // Only this photo is given up: what it took is free again once it is left.
            report.error(photo + " needs more memory than the "
                    + Runtime.getRuntime().maxMemory() / MEBIBYTE
                    + " MiB that Java may use here: scale it down first, or set JAVA_OPTS=-Xmx8g");
        }
        return false;
    }

    private LabelMap segment(Outputs outputs) {
        long start = System.nanoTime();
        BufferedImage photo = outputs.photo().read();
        long read = System.nanoTime();
        Optional<Segmentation> sure =
                page.filter(PageFile::wantsConfidence).map(file -> segmenter.segmentWithConfidence(photo));
        LabelMap labels = sure.map(Segmentation::labels).orElseGet(() -> segmenter.segment(photo));
        long segmented = System.nanoTime();
        outputs.format().write(style.draw(photo, labels), outputs.overlay());
        outputs.labels()
                .ifPresent(file -> PngFile.writeLabels(
                        LabelImage.of(labels, segmenter.classNames().size()), file));
        page.ifPresent(file -> file.add(outputs.photo().path(), photo, labels, sure.map(Segmentation::confidence)));
        long written = System.nanoTime();
        report.detail(outputs.photo().path() + ": " + photo.getWidth() + "x" + photo.getHeight() + ", read in "
                + millis(read - start) + ", segmented in " + millis(segmented - read) + ", drawn and written in "
                + millis(written - segmented));
        return labels;
    }

    private static String millis(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos) + " ms";
    }
}

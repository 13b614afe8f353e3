package io.github.segmentation4j.examples.segment;

import io.github.segmentation4j.ConfidenceMap;
import io.github.segmentation4j.InvalidImageException;
import io.github.segmentation4j.InvalidImageException.Kind;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.Segmentation;
import io.github.segmentation4j.SegmentationException;
import io.github.segmentation4j.Segmenter;
import io.github.segmentation4j.bulk.BulkSegmentation;
import io.github.segmentation4j.bulk.ImageResult;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Segments photos, several at a time, and reports them in their order; a photo that fails is reported and the others are done.
 *
 * <p>Photos for which there was no memory beside the others are done again at the end, one after the other.
 */
final class SegmentationRun {
    private static final long MEBIBYTE = 1 << 20;

    private final Segmenter segmenter;
    private final OverlayStyle style;
    private final Optional<PageFile> page;
    private final Optional<RunDigest> digest;
    private final List<PhotoRecords> records;
    private final Report report;

    /**
     * Creates a run.
     *
     * @param digest what the outputs say of their making, if they say anything
     * @param records take what came of each photo
     */
    SegmentationRun(
            Segmenter segmenter,
            OverlayStyle style,
            Optional<PageFile> page,
            Optional<RunDigest> digest,
            List<PhotoRecords> records,
            Report report) {
        this.segmenter = segmenter;
        this.style = style;
        this.page = page;
        this.digest = digest;
        this.records = records;
        this.report = report;
    }

    /** Segments one photo and prints a table; returns how many photos were segmented. */
    int single(Outputs outputs) {
        return run(List.of(outputs), (each, labels) -> {
            List<String> lines = new ArrayList<>(table(labels).lines(style::color));
            lines.add("");
            lines.add("Overlay: " + each.overlay());
            each.labels().ifPresent(file -> lines.add("Labels:  " + file));
            return lines;
        });
    }

    /** Segments photos and prints a line for each; returns how many photos were segmented. */
    int several(List<Outputs> photos) {
        int width = photos.stream()
                .mapToInt(outputs -> outputs.photo().path().toString().length())
                .max()
                .orElse(0);
        return run(photos, (outputs, labels) -> {
            String name = outputs.photo().path().toString();
            return List.of(name + " ".repeat(width - name.length()) + "  "
                    + table(labels).line());
        });
    }

    private ShareTable table(LabelMap labels) {
        return ShareTable.of(labels, segmenter.classNames());
    }

    /** What is printed for a photo. */
    private interface Lines {
        List<String> of(Outputs outputs, LabelMap labels);
    }

    /** A photo on its way; handed from thread to thread. */
    private static final class Task {
        private final Outputs outputs;
        private final Optional<String> digest;
        private long readNanos;

        Task(Outputs outputs, Optional<String> digest) {
            this.outputs = outputs;
            this.digest = digest;
        }

        Path photo() {
            return outputs.photo().path();
        }
    }

    /**
     * What came of a photo.
     *
     * @param times how long it took, in words
     * @param unwritten why its outputs could not be written, if they could not
     */
    private record Made(
            LabelMap labels, Optional<ConfidenceMap> confidence, String times, Optional<CommandException> unwritten) {}

    private int run(List<Outputs> photos, Lines lines) {
        BulkSegmentation<Task, Made> bulk = BulkSegmentation.of(this::read, this::make);
        List<Outputs> left = new ArrayList<>();
        int[] done = new int[1];
        bulk.run(tasks(photos), result -> {
            if (photos.size() > 1 && isForWantOfMemory(result)) {
                left.add(result.source().outputs);
            } else {
                done[0] += use(result, lines);
            }
        });
        bulk.withReaders(1).withCalls(1).withImagesHeld(1).run(tasks(left), result -> done[0] += use(result, lines));
        return done[0];
    }

    /** Returns the photos with their digests, which are taken before the photos are read. */
    private Iterable<Task> tasks(List<Outputs> photos) {
        return () -> photos.stream()
                .map(outputs -> new Task(
                        outputs, digest.flatMap(run -> run.of(outputs.photo().path()))))
                .iterator();
    }

    private static boolean isForWantOfMemory(ImageResult<Task, Made> result) {
        return result instanceof ImageResult.Failed<Task, Made> failed
                && failed.reason() instanceof InvalidImageException reason
                && reason.kind() == Kind.OUT_OF_MEMORY;
    }

    private BufferedImage read(Task task) {
        long start = System.nanoTime();
        try {
            BufferedImage photo = task.outputs.photo().read();
            ShrinkNote.of(segmenter, photo, task.photo()).ifPresent(report::hint);
            return photo;
        } catch (OutOfMemoryError e) {
            throw tooLarge(task, e);
        } finally {
            task.readNanos = System.nanoTime() - start;
        }
    }

    private InvalidImageException tooLarge(Task task, OutOfMemoryError e) {
        return new InvalidImageException(
                Kind.OUT_OF_MEMORY,
                task.photo() + " needs more memory than the "
                        + Runtime.getRuntime().maxMemory() / MEBIBYTE
                        + " MiB that Java may use here: scale it down first, or set JAVA_OPTS=-Xmx8g",
                e);
    }

    /** Segments a photo and writes its overlay and its labels. */
    private Made make(Task task, BufferedImage photo) {
        long start = System.nanoTime();
        try {
            Optional<Segmentation> sure =
                    page.filter(PageFile::wantsConfidence).map(file -> segmenter.segmentWithConfidence(photo));
            LabelMap labels = sure.map(Segmentation::labels).orElseGet(() -> segmenter.segment(photo));
            long segmented = System.nanoTime();
            Optional<CommandException> unwritten = write(task, photo, labels);
            String times = photo.getWidth() + "x" + photo.getHeight() + ", read in " + millis(task.readNanos)
                    + ", segmented in " + millis(segmented - start) + ", drawn and written in "
                    + millis(System.nanoTime() - segmented);
            return new Made(labels, sure.map(Segmentation::confidence), times, unwritten);
        } catch (OutOfMemoryError e) {
            throw tooLarge(task, e);
        }
    }

    private Optional<CommandException> write(Task task, BufferedImage photo, LabelMap labels) {
        try {
            Optional<String> mark = task.digest.map(own -> RunDigest.mark(own, Tally.of(labels)));
            task.outputs.format().write(style.draw(photo, labels), task.outputs.overlay(), mark);
            task.outputs
                    .labels()
                    .ifPresent(file -> PngFile.writeLabels(
                            LabelImage.of(labels, segmenter.classNames().size()), file, mark));
            return Optional.empty();
        } catch (CommandException e) {
            return Optional.of(e);
        }
    }

    private static String millis(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos) + " ms";
    }

    /** Reports a photo and puts it on the page; returns how many photos were segmented. */
    private int use(ImageResult<Task, Made> result, Lines lines) {
        Task task = result.source();
        try {
            if (result instanceof ImageResult.Segmented<Task, Made> segmented) {
                use(task, segmented, lines);
                return 1;
            }
            fail(task, ((ImageResult.Failed<Task, Made>) result).reason());
        } catch (SegmentationException | CommandException e) {
            fail(task, e);
        } catch (OutOfMemoryError e) {
            fail(task, tooLarge(task, e));
        } finally {
            report.step();
        }
        return 0;
    }

    private void fail(Task task, Throwable reason) {
        report.error(reason);
        records.forEach(each -> each.failed(task.outputs, Report.reason(reason)));
    }

    private void use(Task task, ImageResult.Segmented<Task, Made> segmented, Lines lines) {
        Made made = segmented.result();
        if (made.unwritten().isPresent()) {
            throw made.unwritten().get();
        }
        page.ifPresent(file -> file.add(task.photo(), segmented.image(), made.labels(), made.confidence()));
        report.detail(task.photo() + ": " + made.times());
        report.print(lines.of(task.outputs, made.labels()));
        if (!records.isEmpty()) {
            Tally tally = Tally.of(made.labels());
            records.forEach(each -> each.done(task.outputs, tally, false));
        }
    }
}

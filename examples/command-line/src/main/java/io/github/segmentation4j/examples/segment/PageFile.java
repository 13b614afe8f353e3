package io.github.segmentation4j.examples.segment;

import io.github.segmentation4j.ConfidenceMap;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.examples.segment.page.PageClass;
import io.github.segmentation4j.examples.segment.page.PageWriter;
import java.awt.image.BufferedImage;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The page of a run: a draft to which photos are added as they are done, and which takes its name at the end.
 *
 * <p>A draft that could not be written once is given up: it takes no more photos and never takes its name.
 */
final class PageFile implements AutoCloseable {
    private final OutputFile.Draft draft;
    private final PageWriter writer;
    private final boolean confidence;
    private int photos;
    private boolean broken;

    private PageFile(OutputFile.Draft draft, PageWriter writer, boolean confidence) {
        this.draft = draft;
        this.writer = writer;
        this.confidence = confidence;
    }

    /**
     * Begins a page.
     *
     * @param confidence whether the page tells confidences
     * @param alpha the opacity of the colors at first, from 0 to 1
     * @throws CommandException if it cannot be written
     */
    static PageFile begin(Path file, boolean confidence, List<PageClass> classes, double alpha) {
        return begin(file, confidence, classes, alpha, path -> new BufferedOutputStream(Files.newOutputStream(path)));
    }

    /** What opens a file to be written; an interface, so that tests can put a full disk in its place. */
    interface Opener {
        OutputStream open(Path file) throws IOException;
    }

    static PageFile begin(Path file, boolean confidence, List<PageClass> classes, double alpha, Opener opener) {
        OutputFile.Draft draft = OutputFile.draft(file);
        try {
            PageWriter writer = PageWriter.begin(opener.open(draft.path()), classes, alpha);
            return new PageFile(draft, writer, confidence);
        } catch (IOException e) {
            draft.close();
            throw OutputFile.cannotWrite(file, e);
        }
    }

    /** Returns whether photos should come with confidences. */
    boolean wantsConfidence() {
        return confidence;
    }

    /**
     * Adds a photo, unless the page is given up.
     *
     * @throws CommandException if it cannot be written; the page is given up then
     */
    void add(Path photo, BufferedImage image, LabelMap labels, Optional<ConfidenceMap> confidences) {
        if (broken) {
            return;
        }
        try {
            writer.add(FileNames.name(photo), image, labels, confidences);
            photos++;
        } catch (IOException e) {
            broken = true;
            throw OutputFile.cannotWrite(draft.file(), e);
        }
    }

    /**
     * Ends the page and gives it its name, unless it is given up or has no photo.
     *
     * @return whether there is a page now
     * @throws CommandException if it cannot be written
     */
    boolean finish() {
        if (broken || photos == 0) {
            return false;
        }
        try {
            writer.finish();
            writer.close();
            draft.keep();
            return true;
        } catch (IOException e) {
            throw OutputFile.cannotWrite(draft.file(), e);
        }
    }

    /** Takes away what was not finished. */
    @Override
    public void close() {
        try {
            writer.close();
        } catch (IOException e) {
            // What could not be written was said when it could not, and a finished page is closed already.
            broken = true;
        }
        draft.close();
    }
}

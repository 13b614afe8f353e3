package io.github.segmentation4j.examples.segment.page;

import io.github.segmentation4j.ConfidenceMap;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.overlay.Overlay;
import io.github.segmentation4j.overlay.Palette;
import java.awt.image.BufferedImage;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Writes a page photo by photo, so that it takes no more memory for a thousand of them than for one.
 *
 * <p>The page is one file in UTF-8 that asks for no other. Photos are embedded as JPEG files, labels and confidences at
 * their full size and exactly, the latter in steps of 1/255. Not to be used by two threads at once.
 */
public final class PageWriter implements Closeable {
    private final OutputStream out;
    private final int classCount;

    private PageWriter(OutputStream out, int classCount) {
        this.out = out;
        this.classCount = classCount;
    }

    /**
     * Begins a page.
     *
     * @param out where the page goes; it is closed with the writer, or here if it takes no bytes
     * @param classes what is known of each label, from 0 on; at least one
     * @param alpha the opacity of the colors at first, from 0 to 1
     * @throws IllegalArgumentException if there is no class, or alpha is not within 0 to 1
     * @throws IOException if the stream takes no bytes
     */
    public static PageWriter begin(OutputStream out, List<PageClass> classes, double alpha) throws IOException {
        if (classes.isEmpty()) {
            throw new IllegalArgumentException("A page was begun without classes, but needs at least one");
        }
        if (!(alpha >= 0 && alpha <= 1)) {
            throw new IllegalArgumentException("Alpha " + alpha + " was given, but a number from 0 to 1 is needed");
        }
        PageWriter writer = new PageWriter(out, classes.size());
        try {
            writer.write(Template.read().head());
            writer.write("<script type=\"application/json\" id=\"settings\">{\"alpha\":" + alpha + ",\"classes\":["
                    + classes.stream().map(PageClass::json).collect(Collectors.joining(",\n")) + "]}</script>\n");
        } catch (IOException e) {
            out.close();
            throw e;
        }
        return writer;
    }

    /**
     * Adds a photo.
     *
     * <p>All that can go wrong with the photo does so before its first byte is written.
     *
     * @param name what the photo is called in the page
     * @param photo an image of any type
     * @param labels the class of every pixel
     * @param confidence for every pixel the probability of its label, if the page should tell it
     * @throws IllegalArgumentException if the sizes differ, or there is no class for a label
     * @throws IOException if the stream takes no bytes; what it took before is not a whole page then
     */
    public void add(String name, BufferedImage photo, LabelMap labels, Optional<ConfidenceMap> confidence)
            throws IOException {
        checkLabels(labels);
        confidence.ifPresent(map -> checkSize(labels, map));
        byte[] jpeg = PhotoJpeg.encode(asSeen(photo, labels));
        List<byte[]> parts = new ArrayList<>();
        parts.add(bytes("<script type=\"application/json\" class=\"photo\" data-name=\"" + Escapes.attribute(name)
                + "\">{\"name\":" + Escapes.json(name) + ",\"width\":" + labels.width() + ",\"height\":"
                + labels.height() + ",\n\"jpeg\":\""));
        parts.add(Base64.getEncoder().encode(jpeg));
        parts.add(bytes("\",\n\"labels\":\""));
        parts.add(Base64.getEncoder().encode(LabelRuns.encode(labels)));
        confidence.ifPresent(map -> {
            parts.add(bytes("\",\n\"confidence\":\""));
            parts.add(Base64.getEncoder().encode(ConfidenceBytes.encode(map)));
        });
        parts.add(bytes("\"}</script>\n"));
        for (byte[] part : parts) {
            out.write(part);
        }
    }

    /**
     * Ends the page; without this it is not whole.
     *
     * @throws IOException if the stream takes no bytes
     */
    public void finish() throws IOException {
        write(Template.read().tail());
        out.flush();
    }

    /** Closes the stream. */
    @Override
    public void close() throws IOException {
        out.close();
    }

    /** Returns the photo as the library reads it, whatever its color model: an overlay that draws no label. */
    private static BufferedImage asSeen(BufferedImage photo, LabelMap labels) {
        return Overlay.of(Palette.of(0)).showing().draw(photo, labels);
    }

    private void checkLabels(LabelMap labels) {
        int highest = labels.maxLabel();
        if (highest >= classCount) {
            throw new IllegalArgumentException("Label " + highest + " is in the map, but the page was begun with "
                    + classCount + " classes: begin it with at least " + (highest + 1));
        }
    }

    private static void checkSize(LabelMap labels, ConfidenceMap confidence) {
        if (labels.width() != confidence.width() || labels.height() != confidence.height()) {
            throw new IllegalArgumentException("The labels are " + labels.width() + "x" + labels.height()
                    + " and the confidence is " + confidence.width() + "x" + confidence.height()
                    + ", but both must cover the same pixels");
        }
    }

    private void write(String text) throws IOException {
        out.write(bytes(text));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

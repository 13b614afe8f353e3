package io.github.segmentation4j.examples.segment.probe;

import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.overlay.Overlay;
import io.github.segmentation4j.overlay.Palette;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;

/**
 * One picture of everything that a probe saw: a row for each convention, best first, and a column for each photo, the
 * labels drawn over it. Draws without a display; needs a font on the machine.
 */
public final class ContactSheet {
    /** The longest side of a photo on the sheet. */
    private static final int THUMBNAIL = 160;

    static final int GAP = 8;
    private static final int TEXT_WIDTH = 400;
    private static final int FONT_SIZE = 13;
    private static final int LINE = 17;
    static final int HEADING = LINE + GAP;

    /** Beyond these, a sheet would be too wide to be looked at; they are taken evenly from all photos. */
    private static final int MAX_PHOTOS = 12;

    private static final double OPACITY = 0.6;

    private final ProbeResult result;
    private final Overlay overlay;
    private final int[] photos;
    private final int rowHeight;
    private final BufferedImage sheet;
    private final Graphics2D graphics;

    private ContactSheet(ProbeResult result, Palette palette) {
        this.result = result;
        this.overlay = Overlay.of(palette).withAlpha(OPACITY).ignoring(0);
        this.photos = shown(result.photos().size());
        this.rowHeight = tallest() + GAP;
        this.sheet = new BufferedImage(
                TEXT_WIDTH + photos.length * (THUMBNAIL + GAP),
                HEADING + (1 + result.ranked().size()) * rowHeight,
                BufferedImage.TYPE_3BYTE_BGR);
        this.graphics = sheet.createGraphics();
    }

    /**
     * Draws a sheet.
     *
     * @param palette the colors of the model's classes
     */
    public static BufferedImage draw(ProbeResult result, Palette palette) {
        ContactSheet sheet = new ContactSheet(result, palette);
        try {
            sheet.draw();
        } finally {
            sheet.graphics.dispose();
        }
        return sheet.sheet;
    }

    /** Returns the indices of the photos on the sheet. */
    private static int[] shown(int count) {
        int columns = Math.min(count, MAX_PHOTOS);
        int[] shown = new int[columns];
        for (int i = 0; i < columns; i++) {
            shown[i] = i * count / columns;
        }
        return shown;
    }

    private int tallest() {
        int tallest = 5 * LINE;
        for (int photo : photos) {
            tallest = Math.max(tallest, thumbnailHeight(result.photos().get(photo)));
        }
        return tallest;
    }

    private static int thumbnailWidth(ProbePhoto photo) {
        return scaled(photo.edges().width(), photo.edges());
    }

    private static int thumbnailHeight(ProbePhoto photo) {
        return scaled(photo.edges().height(), photo.edges());
    }

    private static int scaled(int side, EdgeRanks grid) {
        int longest = Math.max(grid.width(), grid.height());
        return Math.max(1, side * THUMBNAIL / longest);
    }

    private void draw() {
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
        graphics.setColor(Color.BLACK);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, FONT_SIZE));
        List<RankedConvention> ranked = result.ranked();
        for (int column = 0; column < photos.length; column++) {
            drawColumn(column, ranked);
        }
        for (int row = 0; row < ranked.size(); row++) {
            write(row + 1, text(row + 1, ranked.get(row)));
        }
    }

    private void drawColumn(int column, List<RankedConvention> ranked) {
        ProbePhoto photo = result.photos().get(photos[column]);
        int left = TEXT_WIDTH + column * (THUMBNAIL + GAP);
        BufferedImage thumbnail = thumbnail(photo);
        drawClipped(photo.name(), left, LINE);
        graphics.drawImage(thumbnail, left, HEADING, null);
        for (int row = 0; row < ranked.size(); row++) {
            LabelMap labels =
                    ranked.get(row).labels().get(photos[column]).resize(thumbnail.getWidth(), thumbnail.getHeight());
            graphics.drawImage(overlay.draw(thumbnail, labels), left, HEADING + (row + 1) * rowHeight, null);
        }
    }

    /** Writes text into a column, cut off at its right end. */
    private void drawClipped(String text, int left, int baseline) {
        graphics.setClip(left, 0, THUMBNAIL, sheet.getHeight());
        graphics.drawString(text, left, baseline);
        graphics.setClip(null);
    }

    private static BufferedImage thumbnail(ProbePhoto photo) {
        BufferedImage thumbnail =
                new BufferedImage(thumbnailWidth(photo), thumbnailHeight(photo), BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D canvas = thumbnail.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        canvas.drawImage(photo.image(), 0, 0, thumbnail.getWidth(), thumbnail.getHeight(), null);
        canvas.dispose();
        return thumbnail;
    }

    private static List<String> text(int rank, RankedConvention one) {
        Measures measures = one.measures();
        String size = one.convention().size().map(Object::toString).orElse("");
        return List.of(
                rank + ". " + one.convention().range().title() + ", "
                        + one.convention().order(),
                size,
                String.format(Locale.ROOT, "total %.3f", measures.total()),
                String.format(Locale.ROOT, "agreement %.3f, borders %.3f", measures.agreement(), measures.borderFit()),
                String.format(Locale.ROOT, "confidence %.3f", measures.confidence()));
    }

    private void write(int row, List<String> lines) {
        int baseline = HEADING + row * rowHeight + LINE;
        graphics.setClip(0, 0, TEXT_WIDTH - GAP, sheet.getHeight());
        for (String line : lines) {
            if (!line.isEmpty()) {
                graphics.drawString(line, GAP, baseline);
                baseline += LINE;
            }
        }
        graphics.setClip(null);
    }
}

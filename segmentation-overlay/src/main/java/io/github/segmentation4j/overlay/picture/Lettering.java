package io.github.segmentation4j.overlay.picture;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Optional;

/**
 * A line of text at a size, ready to be drawn: for each pixel of its box the distance to the middle of the nearest
 * stroke, so that letters and the rim around them are made of the same numbers.
 */
final class Lettering {
    /** How thin a stroke may get, in pixels; thinner ones turn gray. */
    private static final double THINNEST = 1.3;

    /** The rim around letters, in the thickness of a stroke. */
    private static final double RIM = 1.0;

    /** Half a pixel: an edge that runs through the middle of a pixel covers half of it. */
    private static final double HALF = 0.5;

    /** How far straight pieces may lie from the curve they stand for, in pixels. */
    private static final double FLATNESS = 0.05;

    private final double halfStroke;
    private final double textWidth;

    /** What lies around the letters' strokes on each side, for their thickness and rim. */
    private final int margin;

    /** What lies above capitals, for their marks. */
    private final int ascent;

    private final int width;
    private final int height;
    private final float[] distances;

    private Lettering(double halfStroke, double textWidth, double ascent, double capHeight, double descent) {
        this.halfStroke = halfStroke;
        this.textWidth = textWidth;
        this.margin = (int) Math.ceil(halfStroke * (1 + 2 * RIM) + 1);
        this.ascent = (int) Math.ceil(ascent);
        this.width = (int) Math.ceil(textWidth) + 2 * margin;
        this.height = this.ascent + (int) Math.ceil(capHeight + descent) + 2 * margin;
        this.distances = new float[Math.multiplyExact(width, height)];
        Arrays.fill(distances, Float.MAX_VALUE);
    }

    private static Lettering ofStrokes(String text, double capHeight) {
        StrokeFont.Line line = StrokeFont.lay(text);
        double scale = capHeight / StrokeFont.CAP_HEIGHT;
        Lettering lettering = new Lettering(
                halfStroke(capHeight),
                line.width() * scale,
                StrokeFont.LIFT * scale,
                capHeight,
                StrokeFont.DESCENT * scale);
        for (StrokeFont.Placed placed : line.glyphs()) {
            lettering.mark(placed, scale);
        }
        return lettering;
    }

    /**
     * Returns letters that are areas. Their edges are where the edges of strokes would be, so that both are drawn alike.
     *
     * @param outline the letters, filled by the nonzero rule; the base line is y = 0, and y grows downwards
     * @param textWidth from the beginning of the text at x = 0 to its end
     */
    static Lettering ofAreas(Shape outline, double textWidth, double capHeight) {
        Rectangle2D bounds = outline.getBounds2D();
        double scale = capHeight / StrokeFont.CAP_HEIGHT;
        Lettering lettering = new Lettering(
                halfStroke(capHeight),
                Math.max(textWidth, bounds.getMaxX()),
                Math.max(StrokeFont.LIFT * scale, -bounds.getMinY() - capHeight),
                capHeight,
                Math.max(StrokeFont.DESCENT * scale, bounds.getMaxY()));
        lettering.markAreas(outline, capHeight);
        return lettering;
    }

    private static double halfStroke(double capHeight) {
        return Math.max(THINNEST, StrokeFont.STROKE * capHeight / StrokeFont.CAP_HEIGHT) / 2;
    }

    private void mark(StrokeFont.Placed placed, double scale) {
        double x = margin + placed.x() * scale;
        double y = margin + ascent + placed.y() * scale;
        double[] segments = placed.glyph().segments();
        for (int i = 0; i < segments.length; i += 4) {
            mark(
                    x + segments[i] * scale,
                    y + segments[i + 1] * scale,
                    x + segments[i + 2] * scale,
                    y + segments[i + 3] * scale);
        }
    }

    private void markAreas(Shape outline, double capHeight) {
        int[] turns = new int[distances.length];
        AffineTransform place = AffineTransform.getTranslateInstance(margin, margin + ascent + capHeight);
        double[] point = new double[6];
        double startX = 0;
        double startY = 0;
        double x = 0;
        double y = 0;
        for (PathIterator path = outline.getPathIterator(place, FLATNESS); !path.isDone(); path.next()) {
            int kind = path.currentSegment(point);
            double toX = kind == PathIterator.SEG_CLOSE ? startX : point[0];
            double toY = kind == PathIterator.SEG_CLOSE ? startY : point[1];
            if (kind == PathIterator.SEG_MOVETO) {
                startX = toX;
                startY = toY;
            } else {
                mark(x, y, toX, toY);
                turn(turns, x, y, toX, toY);
            }
            x = toX;
            y = toY;
        }
        for (int row = 0; row < height; row++) {
            int winding = 0;
            for (int i = row * width; i < (row + 1) * width; i++) {
                winding += turns[i];
                distances[i] = (float) ((winding == 0 ? distances[i] : -distances[i]) + halfStroke);
            }
        }
    }

    /** Counts an edge, in every row whose middle it crosses, at the first pixel whose middle lies behind it. */
    private void turn(int[] turns, double x1, double y1, double x2, double y2) {
        int fromRow = (int) Math.ceil(Math.min(y1, y2) - HALF);
        int toRow = (int) Math.ceil(Math.max(y1, y2) - HALF);
        for (int row = Math.max(0, fromRow); row < Math.min(height, toRow); row++) {
            double x = x1 + (row + HALF - y1) * (x2 - x1) / (y2 - y1);
            int column = (int) Math.ceil(x - HALF);
            if (column < width) {
                turns[row * width + Math.max(0, column)] += y1 < y2 ? 1 : -1;
            }
        }
    }

    /** Returns a line of text whose capitals are this many pixels high. */
    static Lettering of(String text, double capHeight) {
        return bySystem(text, capHeight)
                .map(line -> ofAreas(line.outline(), line.width(), capHeight))
                .orElseGet(() -> ofStrokes(text, capHeight));
    }

    /** Returns text that has no strokes as letters of the system, if that has them. */
    private static Optional<SystemFont.Line> bySystem(String text, double capHeight) {
        return StrokeFont.covers(text) ? Optional.empty() : SystemFont.lay(text, capHeight);
    }

    /**
     * Returns a line of text that takes no more than a width: as much of its beginning as fits before two dots, or
     * nothing where not even a letter does.
     */
    static Lettering fitting(String text, double capHeight, int width) {
        String whole = Normalizer.normalize(text, Normalizer.Form.NFC);
        if (width(whole, capHeight) <= width) {
            return of(whole, capHeight);
        }
        int kept = whole.length() - 1;
        while (kept > 0 && width(shortened(whole, kept), capHeight) > width) {
            kept--;
        }
        return of(kept <= 0 ? "" : shortened(whole, kept), capHeight);
    }

    private static String shortened(String text, int kept) {
        boolean cutsPair = Character.isLowSurrogate(text.charAt(kept));
        return text.substring(0, cutsPair ? kept - 1 : kept).stripTrailing() + "..";
    }

    /** Returns the width that text takes, in pixels. */
    static int width(String text, double capHeight) {
        double scale = capHeight / StrokeFont.CAP_HEIGHT;
        return (int) Math.ceil(bySystem(text, capHeight)
                .map(SystemFont.Line::width)
                .orElseGet(() -> StrokeFont.lay(text).width() * scale));
    }

    /** Returns the width from the first letter to the last, in pixels. */
    int width() {
        return (int) Math.ceil(textWidth);
    }

    /** Takes the distances to a segment where they are less than those so far. */
    private void mark(double x1, double y1, double x2, double y2) {
        int left = Math.max(0, (int) Math.floor(Math.min(x1, x2)) - margin);
        int right = Math.min(width, (int) Math.ceil(Math.max(x1, x2)) + margin);
        int top = Math.max(0, (int) Math.floor(Math.min(y1, y2)) - margin);
        int bottom = Math.min(height, (int) Math.ceil(Math.max(y1, y2)) + margin);
        double dx = x2 - x1;
        double dy = y2 - y1;
        double square = dx * dx + dy * dy;
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                double px = x + HALF - x1;
                double py = y + HALF - y1;
                double along = square == 0 ? 0 : Math.min(Math.max((px * dx + py * dy) / square, 0), 1);
                double ex = px - along * dx;
                double ey = py - along * dy;
                int place = y * width + x;
                distances[place] = Math.min(distances[place], (float) Math.sqrt(ex * ex + ey * ey));
            }
        }
    }

    /**
     * Draws the text.
     *
     * @param left where the first letter begins
     * @param top the top of capitals
     */
    void draw(Sheet sheet, int left, int top, int rgb) {
        draw(sheet, left, top, rgb, halfStroke);
    }

    /** Draws the text with a rim of another color around its letters. */
    void drawWithRim(Sheet sheet, int left, int top, int rgb, int rimRgb) {
        draw(sheet, left, top, rimRgb, halfStroke * (1 + 2 * RIM));
        draw(sheet, left, top, rgb, halfStroke);
    }

    private void draw(Sheet sheet, int left, int top, int rgb, double reach) {
        int fromX = left - margin;
        int fromY = top - margin - ascent;
        for (int y = Math.max(0, -fromY); y < Math.min(height, sheet.height() - fromY); y++) {
            for (int x = Math.max(0, -fromX); x < Math.min(width, sheet.width() - fromX); x++) {
                double covered = reach + HALF - distances[y * width + x];
                if (covered > 0) {
                    sheet.blend(fromX + x, fromY + y, rgb, Sheet.coverage(covered));
                }
            }
        }
    }
}

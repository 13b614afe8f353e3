package io.github.segmentation4j.overlay.picture;

import io.github.segmentation4j.ConfidenceMap;
import java.awt.image.BufferedImage;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Shows numbers, such as how sure a network is of each pixel, as colors from dark violet (low) to yellow (high).
 *
 * <p>{@code HeatMap.create().draw(confidence)} shows the numbers alone, {@code HeatMap.create().withAlpha(0.6).draw(photo,
 * confidence)} over a photo, which is drawn in gray so that the colors keep their meaning. The scale is viridis (Stéfan
 * van der Walt and Nathaniel Smith, CC0), on which equal steps look equal, also to people with color blindness and in
 * gray prints.
 */
public final class HeatMap {
    private static final double DEFAULT_ALPHA = 0.6;

    private final float low;
    private final float high;
    private final double alpha;
    private final Optional<String> scale;

    private HeatMap(float low, float high, double alpha, Optional<String> scale) {
        this.low = low;
        this.high = high;
        this.alpha = alpha;
        this.scale = scale;
    }

    /** Returns a heat map of the numbers from 0 to 1, with alpha 0.6 over photos and without a scale. */
    public static HeatMap create() {
        return new HeatMap(0, 1, DEFAULT_ALPHA, Optional.empty());
    }

    /**
     * Returns this heat map for other numbers; those beyond get the color of the nearer end.
     *
     * @param low the number for the darkest color
     * @param high the number for the brightest color
     * @throws IllegalArgumentException if they are not finite, or high is not above low
     */
    public HeatMap withRange(float low, float high) {
        if (!(low < high) || Float.isInfinite(low) || Float.isInfinite(high)) {
            throw new IllegalArgumentException(
                    "A range from " + low + " to " + high + " was given; give two finite numbers, the lower one first");
        }
        return new HeatMap(low, high, alpha, scale);
    }

    /**
     * Returns this heat map with another opacity over photos.
     *
     * @param alpha from 0, the gray photo alone, to 1, the colors alone
     * @throws IllegalArgumentException if alpha is not within 0 to 1
     */
    public HeatMap withAlpha(double alpha) {
        if (!(alpha >= 0 && alpha <= 1)) {
            throw new IllegalArgumentException("Alpha " + alpha
                    + " is not an opacity; give a number from 0 (gray photo alone) to 1 (colors alone)");
        }
        return new HeatMap(low, high, alpha, scale);
    }

    /**
     * Returns this heat map with a scale below, which shows the colors and the numbers at its ends and in its middle.
     *
     * @param caption what is measured, such as "confidence"; may be empty
     */
    public HeatMap withScale(String caption) {
        return new HeatMap(low, high, alpha, Optional.of(Objects.requireNonNull(caption, "caption")));
    }

    /** Returns a new image of the colors alone. */
    public BufferedImage draw(ConfidenceMap numbers) {
        Sheet sheet = sheet(numbers);
        float[] row = new float[numbers.width()];
        for (int y = 0; y < numbers.height(); y++) {
            numbers.copyRow(y, row, 0);
            for (int x = 0; x < row.length; x++) {
                sheet.recolor(x, y, color(row[x]));
            }
        }
        return sheet.image();
    }

    /**
     * Returns a new image of the colors over the photo in gray.
     *
     * @param photo an image of any type; its alpha is dropped
     * @param numbers of the size of the photo
     * @throws IllegalArgumentException if the sizes differ
     */
    public BufferedImage draw(BufferedImage photo, ConfidenceMap numbers) {
        Sizes.check(photo, "map of numbers", numbers.width(), numbers.height());
        Sheet sheet = sheet(numbers);
        Grays grays = new Grays(photo);
        float[] row = new float[numbers.width()];
        for (int y = 0; y < numbers.height(); y++) {
            numbers.copyRow(y, row, 0);
            int[] gray = grays.row(y);
            for (int x = 0; x < row.length; x++) {
                sheet.recolor(x, y, ColorScale.mix(gray[x] * Grays.TO_RGB, color(row[x]), alpha));
            }
        }
        return sheet.image();
    }

    private int color(float number) {
        double place = ((double) number - low) / ((double) high - low);
        return ColorScale.viridis((int) Math.round(Math.min(Math.max(place, 0), 1) * (ColorScale.COLORS - 1)));
    }

    /** Returns a sheet for the map, and the scale drawn below it if there is one. */
    private Sheet sheet(ConfidenceMap numbers) {
        int width = numbers.width();
        int height = numbers.height();
        if (scale.isEmpty()) {
            return Sheet.opaque(width, height);
        }
        Style style = Style.of(width, height);
        int padding = style.padding();
        int bar = (int) Math.ceil(style.capHeight());
        int captionHeight = scale.get().isEmpty() ? 0 : style.lineHeight();
        int margin = padding + captionHeight + bar + style.lineHeight() + padding;
        Sheet sheet = Sheet.opaque(width, (long) height + margin);
        sheet.fill(0, height, width, margin, Style.PAPER, Sheet.OPAQUE);
        int inner = Math.max(1, width - 2 * padding);
        int top = height + padding;
        Lettering.fitting(scale.get(), style.capHeight(), inner).draw(sheet, padding, top, Style.INK);
        drawBar(sheet, padding, top + captionHeight, inner, bar);
        drawNumbers(sheet, padding, top + captionHeight + bar + padding, inner, style);
        return sheet;
    }

    private static void drawBar(Sheet sheet, int left, int top, int width, int height) {
        for (int x = 0; x < width; x++) {
            int place = (int) Math.round((x + 0.5) / width * (ColorScale.COLORS - 1));
            sheet.fill(left + x, top, 1, height, ColorScale.viridis(place), Sheet.OPAQUE);
        }
    }

    private void drawNumbers(Sheet sheet, int left, int top, int width, Style style) {
        int ends = 2;
        for (int mark = 0; mark <= ends; mark++) {
            double number = low + (double) (high - low) * mark / ends;
            Lettering text = Lettering.fitting(number(number), style.capHeight(), width / (ends + 1));
            text.draw(sheet, left + (width - text.width()) * mark / ends, top, Style.INK);
        }
    }

    /** Returns a number with two decimals at most. */
    private static String number(double number) {
        return String.format(Locale.ROOT, "%.2f", number).replaceAll("\\.?0+$", "");
    }

    /** Returns the range, on one line. */
    @Override
    public String toString() {
        return "heat map from " + low + " to " + high;
    }
}

package io.github.segmentation4j.overlay.picture;

import io.github.segmentation4j.overlay.Palette;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The lines of a legend, laid out.
 *
 * @param entries the lines, column by column
 * @param shares whether their shares are told
 * @param columns the number of columns
 * @param style the sizes
 */
record LegendPanel(List<LegendEntry> entries, boolean shares, int columns, Style style) {
    /** The longest name that is written out, in heights of capitals. */
    private static final int LONGEST_NAME = 16;

    private static final int SWATCH_RIM = Sheet.OPAQUE / 3;

    static LegendPanel of(List<LegendEntry> entries, boolean shares, Style style) {
        return new LegendPanel(entries, shares, 1, style);
    }

    /** Returns this panel with no more lines than a number; the last one then stands for all that are left out. */
    LegendPanel limitedTo(int lines) {
        if (entries.size() <= lines) {
            return this;
        }
        List<LegendEntry> fewer = new ArrayList<>(entries.subList(0, lines - 1));
        fewer.add(LegendEntry.summing(entries.subList(lines - 1, entries.size())));
        return new LegendPanel(List.copyOf(fewer), shares, columns, style);
    }

    /** Returns this panel in as many columns, or in fewer if there are not as many lines. */
    LegendPanel inColumns(int number) {
        return new LegendPanel(entries, shares, Math.max(1, Math.min(number, entries.size())), style);
    }

    /** Returns the number of lines that a height has room for, 0 or more. */
    int linesWithin(int height) {
        return Math.max(0, (height - 2 * padding() + lineGap()) / style.lineHeight());
    }

    /** Returns the number of columns that a width has room for, 1 or more. */
    int columnsWithin(int width) {
        return Math.max(1, (width - padding()) / (columnWidth() + 2 * padding()));
    }

    int padding() {
        return style.padding();
    }

    int width() {
        return columns * (columnWidth() + 2 * padding());
    }

    int height() {
        return lines() * style.lineHeight() - lineGap() + 2 * padding();
    }

    private int lines() {
        return (entries.size() + columns - 1) / columns;
    }

    private int swatch() {
        return (int) Math.ceil(style.capHeight() * 1.2);
    }

    /** Returns what lies between the swatches of two lines. */
    private int lineGap() {
        return style.lineHeight() - swatch();
    }

    private int columnWidth() {
        int share = shares ? 2 * padding() + widest(LegendEntry::percent) : 0;
        return swatch() + padding() + nameWidth() + share;
    }

    private int nameWidth() {
        return Math.min(widest(LegendEntry::name), (int) (LONGEST_NAME * style.capHeight()));
    }

    private int widest(Function<LegendEntry, String> text) {
        return entries.stream()
                .map(text)
                .mapToInt(each -> Lettering.width(each, style.capHeight()))
                .max()
                .orElse(0);
    }

    /** Draws the lines; what is not on the sheet is left out. */
    void draw(Sheet sheet, int left, int top, Palette palette) {
        int stride = columnWidth() + 2 * padding();
        int lines = lines();
        for (int i = 0; i < entries.size(); i++) {
            int x = left + padding() + i / lines * stride;
            int y = top + padding() + i % lines * style.lineHeight();
            draw(sheet, x, y, entries.get(i), palette);
        }
    }

    private void draw(Sheet sheet, int left, int top, LegendEntry entry, Palette palette) {
        int swatch = swatch();
        if (entry.label() != LegendEntry.SEVERAL) {
            sheet.fill(left, top, swatch, swatch, palette.rgb(entry.label()), Sheet.OPAQUE);
            drawRim(sheet, left, top, swatch);
        }
        int textTop = top + (int) Math.round((swatch - style.capHeight()) / 2);
        Lettering name = Lettering.fitting(entry.name(), style.capHeight(), nameWidth());
        name.draw(sheet, left + swatch + padding(), textTop, Style.INK);
        if (shares) {
            Lettering share = Lettering.of(entry.percent(), style.capHeight());
            share.draw(sheet, left + columnWidth() - share.width(), textTop, Style.INK);
        }
    }

    /** Draws the thin line that keeps a pale swatch apart from the paper. */
    private static void drawRim(Sheet sheet, int left, int top, int side) {
        sheet.fill(left, top, side, 1, Style.INK, SWATCH_RIM);
        sheet.fill(left, top + side - 1, side, 1, Style.INK, SWATCH_RIM);
        sheet.fill(left, top + 1, 1, side - 2, Style.INK, SWATCH_RIM);
        sheet.fill(left + side - 1, top + 1, 1, side - 2, Style.INK, SWATCH_RIM);
    }
}

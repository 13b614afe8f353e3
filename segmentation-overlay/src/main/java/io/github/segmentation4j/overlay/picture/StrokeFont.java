package io.github.segmentation4j.overlay.picture;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The letters that come with the library: strokes with round ends, at any size.
 *
 * <p>Java draws text only where the system has fonts, which many servers and containers have not, and draws it a little
 * differently on each. These letters are the same everywhere.
 */
final class StrokeFont {
    /** The height of capitals in the units of the strokes. */
    static final double CAP_HEIGHT = 20;

    /** How far descenders hang below the base line. */
    static final double DESCENT = 6;

    /** The width of a stroke. */
    static final double STROKE = 2.6;

    /** What lies between the rightmost point of a letter and the leftmost of the next. */
    private static final double TRACKING = 5.4;

    /** How far marks are lifted over a capital. */
    static final double LIFT = 6;

    private static final char SPACE = ' ';
    private static final char DOTLESS_I = '\u0131';
    private static final String COMMENT = "// ";

    /** The marks that hang below their letter. */
    private static final char CEDILLA = '\u0327';

    private static final char OGONEK = '\u0328';
    private static final Glyph BLANK = new Glyph(2.5, new double[0]);

    /** Stands for every character without strokes of its own. */
    private static final Glyph BOX = Glyph.parse("o0,0 10,0 10,20 0,20");

    private static final Map<Character, Glyph> GLYPHS = read();

    private StrokeFont() {}

    private static Map<Character, Glyph> read() {
        Map<Character, Glyph> glyphs = new HashMap<>();
        glyphs.put(SPACE, BLANK);
        InputStream in = Objects.requireNonNull(StrokeFont.class.getResourceAsStream("strokes.txt"), "strokes.txt");
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.startsWith(COMMENT)).forEach(line -> {
                int space = line.indexOf(SPACE);
                glyphs.put(character(line.substring(0, space)), Glyph.parse(line.substring(space + 1)));
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.copyOf(glyphs);
    }

    /** Returns the character that stands at the beginning of a line, as itself or, for marks, as {@code U+0301}. */
    private static char character(String text) {
        return text.length() == 1 ? text.charAt(0) : (char) Integer.parseInt(text.substring(2), 16);
    }

    /**
     * Strokes at their place in a line of text.
     *
     * @param x where the glyph's own x is 0, in the units of the strokes from the left end of the line
     * @param y the same from the top of capitals
     */
    record Placed(Glyph glyph, double x, double y) {}

    /**
     * A line of text, laid out.
     *
     * @param glyphs its letters and marks
     * @param width from its leftmost to its rightmost point, without the thickness of strokes
     */
    record Line(List<Placed> glyphs, double width) {}

    /** Lays out a line of text. Marks go to the letter before them; those without strokes are dropped. */
    static Line lay(String text) {
        int[] characters =
                Normalizer.normalize(text, Normalizer.Form.NFD).codePoints().toArray();
        List<Placed> glyphs = new ArrayList<>();
        double next = 0;
        double middle = 0;
        double lift = 0;
        for (int i = 0; i < characters.length; i++) {
            int character = characters[i];
            if (isMark(character)) {
                Glyph mark = find(character);
                if (mark != null) {
                    glyphs.add(new Placed(mark, middle, isBelow(character) ? 0 : -lift));
                }
                continue;
            }
            boolean marked = i + 1 < characters.length && isMark(characters[i + 1]);
            Glyph found = find(marked && character == 'i' ? DOTLESS_I : character);
            Glyph glyph = found == null ? BOX : found;
            glyphs.add(new Placed(glyph, next, 0));
            middle = next + glyph.width() / 2;
            lift = Character.isUpperCase(character) ? LIFT : 0;
            next += glyph.width() + TRACKING;
        }
        return new Line(glyphs, Math.max(0, next - TRACKING));
    }

    /** Returns the strokes of a character or mark, or null if it has none. */
    private static @Nullable Glyph find(int character) {
        return character <= Character.MAX_VALUE ? GLYPHS.get((char) character) : null;
    }

    private static boolean isMark(int character) {
        int type = Character.getType(character);
        return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
    }

    private static boolean isBelow(int mark) {
        return mark == CEDILLA || mark == OGONEK;
    }

    /** Tells whether every letter of a text has strokes. */
    static boolean covers(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .codePoints()
                .allMatch(character -> isMark(character) || find(character) != null);
    }

    /** Tells whether a character has strokes of its own. */
    static boolean has(char character) {
        return GLYPHS.containsKey(character);
    }
}

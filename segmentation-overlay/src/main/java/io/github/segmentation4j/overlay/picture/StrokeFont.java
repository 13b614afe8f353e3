package io.github.segmentation4j.overlay.picture;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

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

    private static final char SPACE = ' ';
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
            lines.lines()
                    .filter(line -> line.charAt(1) == SPACE)
                    .forEach(line -> glyphs.put(line.charAt(0), Glyph.parse(line.substring(2))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.copyOf(glyphs);
    }

    /** Returns text as it is drawn: accents, which these letters do not have, are taken off. */
    static String drawable(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{Mn}+", "");
    }

    /** Tells whether a character has strokes of its own. */
    static boolean has(char character) {
        return GLYPHS.containsKey(character);
    }

    /** Returns the strokes of a character, those of a box if it has none. */
    static Glyph glyph(int character) {
        Glyph glyph = character <= Character.MAX_VALUE ? GLYPHS.get((char) character) : null;
        return glyph == null ? BOX : glyph;
    }

    /** Returns where the letter after one with this glyph begins. */
    static double advance(Glyph glyph) {
        return glyph.width() + TRACKING;
    }

    /** Returns the width of text from its leftmost to its rightmost point, without the thickness of strokes. */
    static double width(String drawable) {
        double width = drawable.codePoints()
                .mapToDouble(character -> advance(glyph(character)))
                .sum();
        return Math.max(0, width - TRACKING);
    }
}

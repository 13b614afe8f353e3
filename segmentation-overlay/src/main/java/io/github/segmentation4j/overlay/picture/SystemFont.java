package io.github.segmentation4j.overlay.picture;

import java.awt.Font;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The sans-serif letters of the system, for text that {@link StrokeFont} has no strokes for: Chinese, Arabic or Greek
 * names, where some font of the machine has them.
 */
final class SystemFont {
    private static final float SIZE = 100;

    /** A letter that is as high as capitals are. */
    private static final String CAPITAL = "H";

    private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

    private static final @Nullable Font FONT = find();

    private SystemFont() {}

    /**
     * A line of text, laid out.
     *
     * @param outline its letters; the text begins at x = 0, its base line is y = 0, and y grows downwards
     * @param width from its beginning to its end
     */
    record Line(Shape outline, double width) {}

    /** Lays out a line of text whose capitals are this high; empty where the system has no letters for all of it. */
    static Optional<Line> lay(String text, double capHeight) {
        if (FONT == null || text.isEmpty() || FONT.canDisplayUpTo(text) >= 0) {
            return Optional.empty();
        }
        TextLayout capital = new TextLayout(CAPITAL, FONT, CONTEXT);
        double scale = capHeight / -capital.getOutline(null).getBounds2D().getMinY();
        TextLayout layout = new TextLayout(text, FONT, CONTEXT);
        return Optional.of(new Line(
                layout.getOutline(AffineTransform.getScaleInstance(scale, scale)), layout.getAdvance() * scale));
    }

    // A JDK without a library for fonts, or a system without fonts, fails in one of these ways when it is first asked.
    private static @Nullable Font find() {
        try {
            Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 1).deriveFont(SIZE);
            boolean drawsCapitals = new TextLayout(CAPITAL, font, CONTEXT)
                            .getOutline(null)
                            .getBounds2D()
                            .getMinY()
                    < 0;
            return drawsCapitals ? font : null;
        } catch (RuntimeException | LinkageError | InternalError e) {
            return null;
        }
    }
}

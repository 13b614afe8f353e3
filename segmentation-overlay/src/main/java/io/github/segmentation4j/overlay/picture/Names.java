package io.github.segmentation4j.overlay.picture;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.LabelMap;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.List;

/** Writes the names of regions where these have the most room, the roomiest first; names never cover each other. */
final class Names {
    private static final int TEXT = 0xFFFFFF;
    private static final int RIM = 0x101010;

    /** How wide a name may be, in radii of the largest circle in its region. */
    private static final double WIDEST = 2.8;

    /** How high capitals may be, in the same radii. */
    private static final double HIGHEST = 1.2;

    /** Capitals are never lower than this share of their usual height. */
    private static final double SMALLEST = 0.7;

    private final ClassNames names;
    private final Style style;

    Names(ClassNames names, Style style) {
        this.names = names;
        this.style = style;
    }

    /** Draws the names of the visible regions on a picture that begins at the top left of a sheet. */
    void draw(Sheet sheet, LabelMap labels, Visibility visibility) {
        List<Rectangle> taken = new ArrayList<>();
        Rectangle frame = new Rectangle(labels.width(), labels.height());
        for (Pole pole : Pole.of(visibility.merge(labels))) {
            if (style.capHeight() * SMALLEST > HIGHEST * pole.radius()) {
                return;
            }
            if (visibility.shows(pole.label())) {
                draw(sheet, pole, frame, taken);
            }
        }
    }

    private void draw(Sheet sheet, Pole pole, Rectangle frame, List<Rectangle> taken) {
        String name = Naming.name(names, pole.label());
        double usual = Math.min(style.capHeight(), HIGHEST * pole.radius());
        double capHeight = usual * Math.min(1, WIDEST * pole.radius() / Lettering.width(name, usual));
        if (capHeight < style.capHeight() * SMALLEST) {
            return;
        }
        Lettering text = Lettering.of(name, capHeight);
        int height = (int) Math.ceil(capHeight);
        Rectangle box = new Rectangle(pole.x() - text.width() / 2, pole.y() - height / 2, text.width(), height);
        Rectangle room = new Rectangle(box);
        room.grow(style.padding() / 2, style.padding() / 2);
        if (frame.contains(room) && taken.stream().noneMatch(room::intersects)) {
            text.drawWithRim(sheet, box.x, box.y, TEXT, RIM);
            taken.add(room);
        }
    }
}

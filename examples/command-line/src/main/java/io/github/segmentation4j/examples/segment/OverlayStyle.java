package io.github.segmentation4j.examples.segment;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.examples.segment.page.PageClass;
import io.github.segmentation4j.overlay.Overlay;
import io.github.segmentation4j.overlay.Palette;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Which classes of a model are drawn, how strongly and in which colors. */
final class OverlayStyle {
    private static final Set<String> BACKGROUND_NAMES = Set.of("background", "__background__");

    private final Palette palette;
    private final Set<Integer> drawn;
    private final double alpha;
    private final Overlay overlay;

    private OverlayStyle(Palette palette, Set<Integer> drawn, double alpha) {
        this.palette = palette;
        this.drawn = drawn;
        this.alpha = alpha;
        this.overlay = Overlay.of(palette)
                .withAlpha(alpha)
                .showing(drawn.stream().mapToInt(Integer::intValue).toArray());
    }

    /**
     * Returns the style for a model.
     *
     * @param classNames the model's classes
     * @param alpha the opacity of the colors, from 0 to 1
     * @param palette the choice of the user; without one, that which fits the classes
     * @param shown names or ids of the classes to draw; empty for all but the background, which is class 0 if it is
     *     called so
     * @throws CommandException if a class is unknown or the palette is too small
     */
    static OverlayStyle of(ClassNames classNames, double alpha, Optional<PaletteChoice> palette, List<String> shown) {
        Palette colors =
                palette.map(choice -> choice.palette(classNames.size())).orElseGet(() -> Palette.of(classNames));
        Set<Integer> drawn = shown.isEmpty() ? allButBackground(classNames) : labels(classNames, shown);
        return new OverlayStyle(colors, drawn, alpha);
    }

    /** Draws the photo with colored classes. */
    BufferedImage draw(BufferedImage photo, LabelMap labels) {
        return overlay.draw(photo, labels);
    }

    /** Returns the opacity of the colors, from 0 to 1. */
    double alpha() {
        return alpha;
    }

    /** Returns the color of a class as {@code #rrggbb}, or nothing if it is not drawn. */
    Optional<String> color(int label) {
        return drawn.contains(label)
                ? Optional.of(String.format(Locale.ROOT, "#%06x", palette.rgb(label)))
                : Optional.empty();
    }

    /** Returns the color of a class as {@code 0xRRGGBB}, whether or not it is drawn. */
    int rgb(int label) {
        return palette.rgb(label);
    }

    /** Returns the classes as a page shows them, by label. */
    List<PageClass> pageClasses(ClassNames classNames) {
        return IntStream.range(0, classNames.size())
                .mapToObj(label -> new PageClass(classNames.name(label), palette.rgb(label), drawn.contains(label)))
                .toList();
    }

    private static Set<Integer> allButBackground(ClassNames classNames) {
        int first = BACKGROUND_NAMES.contains(classNames.name(0)) ? 1 : 0;
        return IntStream.range(first, classNames.size()).boxed().collect(Collectors.toSet());
    }

    private static Set<Integer> labels(ClassNames classNames, List<String> shown) {
        Set<Integer> labels = new TreeSet<>();
        for (String each : shown) {
            labels.add(label(classNames, each.strip()));
        }
        return labels;
    }

    private static int label(ClassNames classNames, String nameOrId) {
        OptionalInt byName = classNames.findLabel(nameOrId);
        if (byName.isPresent()) {
            return byName.getAsInt();
        }
        for (int label = 0; label < classNames.size(); label++) {
            if (nameOrId.equals(String.valueOf(label)) || nameOrId.equalsIgnoreCase(classNames.name(label))) {
                return label;
            }
        }
        throw CommandException.usage("--show " + nameOrId + " is not a class of the model: choose from "
                + String.join(", ", classNames.names()) + ", or ids from 0 to " + (classNames.size() - 1));
    }
}

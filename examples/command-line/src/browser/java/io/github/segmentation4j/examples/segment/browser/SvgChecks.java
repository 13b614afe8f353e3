package io.github.segmentation4j.examples.segment.browser;

import static io.github.segmentation4j.examples.segment.browser.Checks.equal;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.codec.LabelFormat;
import io.github.segmentation4j.codec.OutlineFormat;
import io.github.segmentation4j.outline.Outlines;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.IntStream;

/** Whether the browser paints an SVG picture of labels pixel by pixel as they are. */
final class SvgChecks {
    private static final int[] COLORS = {0x000000, 0xE69F00, 0x56B4E9, 0x009E73, 0xF0E442, 0x0072B2, 0xD55E00, 0xCC79A7
    };
    private static final int DRAWN_WIDTH = 200;
    private static final int DRAWN_HEIGHT = 150;
    private static final int RGB = 0xFFFFFF;

    private final Tab tab;
    private final Path folder;

    SvgChecks(Tab tab, Path folder) {
        this.tab = tab;
        this.folder = folder;
    }

    void run(Checks checks, Path photoLabels) throws IOException {
        checks.check(
                "an SVG picture of a photo's labels has every pixel",
                () -> paints(LabelFormat.png().read(photoLabels)));
        checks.check("an SVG picture of noise has every pixel, holes in holes too", () -> paints(noise()));
    }

    private static LabelMap noise() {
        int[] labels = new Random(11)
                .ints(DRAWN_WIDTH * DRAWN_HEIGHT, 0, COLORS.length)
                .toArray();
        return LabelMap.copyOf(DRAWN_WIDTH, DRAWN_HEIGHT, labels);
    }

    private void paints(LabelMap labels) throws IOException {
        ClassNames names = ClassNames.of(IntStream.rangeClosed(0, labels.maxLabel())
                .mapToObj(label -> "<class> & " + label)
                .toList());
        Path file = folder.resolve("labels.svg");
        OutlineFormat.svg(names, label -> COLORS[label % COLORS.length]).write(Outlines.of(labels), file);
        tab.desktop(labels.width(), labels.height());
        tab.openPicture(file);
        equal("<class> & " + labels.labelAt(0, 0), tab.text("title"));
        BufferedImage painted = tab.screenshot();
        int[] expected = new int[labels.width()];
        int[] found = new int[labels.width()];
        for (int y = 0; y < labels.height(); y++) {
            for (int x = 0; x < expected.length; x++) {
                expected[x] = COLORS[labels.labelAt(x, y) % COLORS.length];
                found[x] = painted.getRGB(x, y) & RGB;
            }
            equal(expected, found);
        }
    }
}

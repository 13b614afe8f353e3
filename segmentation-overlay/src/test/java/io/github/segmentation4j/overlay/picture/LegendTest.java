package io.github.segmentation4j.overlay.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.overlay.Palette;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LegendTest {
    private static final ClassNames NAMES = ClassNames.of("sky", "road", "tree").ignoring(255);
    private static final Palette PALETTE = Samples.palette(3);

    @Property(tries = 200)
    void sharesSumToAHundredPercentWithinRounding(
            @ForAll @IntRange(min = 1, max = 40) int width,
            @ForAll @IntRange(min = 1, max = 40) int height,
            @ForAll @IntRange(min = 1, max = 300) int classes,
            @ForAll @IntRange(min = 1, max = 20) int lines,
            @ForAll Random random) {
        LabelMap labels = Samples.labels(width, height, classes, random);
        List<LegendEntry> entries = LegendEntry.of(NAMES, labels, Visibility.ALL);
        assertSumsToAll(entries);
        LegendPanel panel = LegendPanel.of(entries, true, Style.of(100, 100)).limitedTo(lines);
        assertTrue(panel.entries().size() <= lines);
        assertSumsToAll(panel.entries());
        for (LegendEntry entry : entries) {
            assertEquals(labels.share(entry.label()), entry.share());
        }
    }

    private static void assertSumsToAll(List<LegendEntry> entries) {
        double percent = entries.stream()
                .mapToDouble(entry -> Double.parseDouble(entry.percent().replaceAll("[^0-9.]", "")))
                .sum();
        assertEquals(100, percent, 0.05 * entries.size() + 1e-9 + 0.05 * small(entries));
    }

    /** Lines that say "less than 0.1 %". */
    private static long small(List<LegendEntry> entries) {
        return entries.stream().filter(entry -> entry.percent().startsWith("<")).count();
    }

    @Test
    void theLargestShareComesFirstAndHiddenLabelsAreLeftOut() {
        LabelMap labels = LabelMap.copyOf(5, 2, new int[] {0, 1, 1, 2, 2, 2, 2, 255, 7, 1});
        List<LegendEntry> entries = LegendEntry.of(NAMES, labels, Visibility.ALL.ignoring(0));
        assertEquals(
                List.of("tree", "road", "label 7", "void"),
                entries.stream().map(LegendEntry::name).toList());
        assertEquals("40.0 %", entries.get(0).percent());
        assertEquals("< 0.1 %", new LegendEntry(1, "road", 0.0004).percent());
        assertEquals("0.1 %", new LegendEntry(1, "road", 0.0005).percent());
    }

    @Test
    void theLastLineSumsUpWhatDoesNotFit() {
        LabelMap labels = LabelMap.copyOf(5, 2, new int[] {0, 0, 0, 0, 1, 1, 1, 2, 2, 7});
        LegendPanel panel = LegendPanel.of(LegendEntry.of(NAMES, labels, Visibility.ALL), true, Style.of(9, 9));
        List<LegendEntry> limited = panel.limitedTo(2).entries();
        assertEquals("and 3 more", limited.get(1).name());
        assertEquals(0.6, limited.get(1).share(), 1e-12);
        assertEquals("and 4 more", panel.limitedTo(1).entries().get(0).name());
        assertEquals(panel, panel.limitedTo(4));
    }

    @Test
    void besideAndBelowKeepThePicture() {
        BufferedImage photo = Samples.photo(120, 60, new Random(1));
        LabelMap labels = Samples.labels(120, 60, 3, new Random(2));
        for (Legend legend : List.of(
                Legend.of(NAMES), Legend.of(NAMES).below(), Legend.of(NAMES).withoutShares())) {
            BufferedImage picture = legend.drawOn(photo, PALETTE, labels);
            assertArrayEquals(Samples.argb(photo), Samples.argb(picture, 0, 0, 120, 60), legend.toString());
        }
        assertTrue(Legend.of(NAMES).drawOn(photo, PALETTE, labels).getWidth() > 120);
        assertTrue(Legend.of(NAMES).below().drawOn(photo, PALETTE, labels).getHeight() > 60);
    }

    private enum Corner {
        TOP_LEFT(10, 10),
        TOP_RIGHT(389, 10),
        BOTTOM_LEFT(10, 289),
        BOTTOM_RIGHT(389, 289);

        /** A pixel of a picture of 400x300. */
        final int x;

        final int y;

        Corner(int x, int y) {
            this.x = x;
            this.y = y;
        }

        Legend inside(Legend legend) {
            return switch (this) {
                case TOP_LEFT -> legend.insideTopLeft();
                case TOP_RIGHT -> legend.insideTopRight();
                case BOTTOM_LEFT -> legend.insideBottomLeft();
                case BOTTOM_RIGHT -> legend.insideBottomRight();
            };
        }
    }

    @ParameterizedTest
    @EnumSource(Corner.class)
    void aLegendInsideStandsInItsCorner(Corner corner) {
        BufferedImage photo = new BufferedImage(400, 300, BufferedImage.TYPE_3BYTE_BGR);
        LabelMap labels = Samples.manyClasses(400, 300, 3);
        BufferedImage picture = corner.inside(Legend.of(NAMES)).drawOn(photo, PALETTE, labels);
        for (Corner other : Corner.values()) {
            assertEquals(other == corner, (picture.getRGB(other.x, other.y) & 0xFF) > 0x80, other.toString());
        }
    }

    @Test
    void eachSwatchHasTheColorOfItsLabel() {
        LabelMap labels = Samples.manyClasses(300, 300, 3);
        BufferedImage legend = Legend.of(NAMES).draw(PALETTE, labels);
        for (int label = 0; label < 3; label++) {
            int color = 0xFF000000 | PALETTE.rgb(label);
            assertTrue(Arrays.stream(Samples.argb(legend))
                            .filter(rgb -> rgb == color)
                            .count()
                    > 30);
        }
        assertTrue(legend.getWidth()
                > Legend.of(NAMES).withoutShares().draw(PALETTE, labels).getWidth());
    }

    @Test
    void aLegendOfNothingLeavesThePictureAsItIs() {
        BufferedImage photo = Samples.photo(40, 30, new Random(1));
        LabelMap labels = Samples.labels(40, 30, 3, new Random(2));
        for (Legend legend : List.of(
                Legend.of(NAMES), Legend.of(NAMES).below(), Legend.of(NAMES).insideTopLeft())) {
            Picture picture = Picture.of(PALETTE).showing().withLegend(legend);
            assertArrayEquals(Samples.argb(photo), Samples.argb(picture.draw(photo, labels)));
        }
    }

    @Test
    void wrongArgumentsAreRefused() {
        BufferedImage photo = Samples.photo(2, 1, new Random(1));
        LabelMap labels = LabelMap.copyOf(1, 2, new int[2]);
        Legend legend = Legend.of(NAMES);
        assertThrows(IllegalArgumentException.class, () -> legend.drawOn(photo, PALETTE, labels));
        LabelMap beyond = LabelMap.copyOf(2, 1, new int[] {0, 9});
        assertThrows(IndexOutOfBoundsException.class, () -> legend.drawOn(photo, PALETTE, beyond));
        assertThrows(NullPointerException.class, () -> Legend.of(null));
    }
}

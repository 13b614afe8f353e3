package io.github.segmentation4j.overlay.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.overlay.Palette;
import java.awt.image.BufferedImage;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LinesTest {
    private static final int CLASSES = 4;
    private static final Palette PALETTE = Samples.palette(CLASSES);

    /** Every pixel measured against every other: its cover, and the colors that its line may have. */
    @Property(tries = 200)
    void equalTheSlowTwin(
            @ForAll @IntRange(min = 1, max = 16) int width,
            @ForAll @IntRange(min = 1, max = 16) int height,
            @ForAll @DoubleRange(min = 0.25, max = 6) double lineWidth,
            @ForAll @IntRange(max = CLASSES - 1) int hidden,
            @ForAll Random random) {
        BufferedImage photo = Samples.photo(width, height, random);
        LabelMap labels = Samples.labels(width, height, CLASSES, random);
        BufferedImage picture = Picture.of(PALETTE)
                .ignoring(hidden, (hidden + 1) % CLASSES)
                .withOutlines(lineWidth)
                .draw(photo, labels);
        LabelMap merged = labels.remap(label -> label == (hidden + 1) % CLASSES ? hidden : label);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double distance = SlowDistances.toOtherLabel(merged, x, y);
                double cover = Math.min(Math.max(lineWidth / 2 + 0.5 - distance, 0), 1);
                int drawn = picture.getRGB(x, y);
                int below = photo.getRGB(x, y);
                assertTrue(
                        cover == 0
                                ? drawn == below
                                : colors(merged, hidden, x, y, distance).stream()
                                        .anyMatch(color -> near(drawn, below, color, cover)),
                        () -> Integer.toHexString(drawn) + " over " + Integer.toHexString(below) + ", cover " + cover);
            }
        }
    }

    /** As above, with a rim half as wide as the line but at least 1.2 pixels, that lies below the line. */
    @Property(tries = 200)
    void withHaloEqualTheSlowTwin(
            @ForAll @IntRange(min = 1, max = 14) int width,
            @ForAll @IntRange(min = 1, max = 14) int height,
            @ForAll @DoubleRange(min = 0.25, max = 5) double lineWidth,
            @ForAll Random random) {
        BufferedImage photo = Samples.photo(width, height, random);
        LabelMap labels = Samples.labels(width, height, CLASSES, random);
        BufferedImage picture =
                Picture.of(PALETTE).withOutlines(lineWidth).withHalo().draw(photo, labels);
        double rim = Math.max(1.2, lineWidth / 2);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double distance = SlowDistances.toOtherLabel(labels, x, y);
                int color = PALETTE.rgb(labels.labelAt(x, y));
                double below = Math.min(Math.max(lineWidth / 2 + rim + 0.5 - distance, 0), 1);
                double above = Math.min(Math.max(lineWidth / 2 + 0.5 - distance, 0), 1);
                for (int shift = 0; shift < 24; shift += 8) {
                    double expected = photo.getRGB(x, y) >> shift & 0xFF;
                    expected += ((Contrast.blackOrWhite(color) >> shift & 0xFF) - expected) * below;
                    expected += ((color >> shift & 0xFF) - expected) * above;
                    assertEquals(expected, picture.getRGB(x, y) >> shift & 0xFF, 2);
                }
            }
        }
    }

    /** The color of the label itself, or of all nearest ones where it is hidden. */
    private static Set<Integer> colors(LabelMap labels, int hidden, int x, int y, double distance) {
        Set<Integer> colors = new HashSet<>();
        int label = labels.labelAt(x, y);
        if (label != hidden) {
            return Set.of(PALETTE.rgb(label));
        }
        for (int otherY = 0; otherY < labels.height(); otherY++) {
            for (int otherX = 0; otherX < labels.width(); otherX++) {
                int other = labels.labelAt(otherX, otherY);
                if (other != label && SlowDistances.toSquare(x, y, otherX, otherY) <= distance + 1e-9) {
                    colors.add(PALETTE.rgb(other));
                }
            }
        }
        return colors;
    }

    private static boolean near(int drawn, int below, int color, double cover) {
        for (int shift = 0; shift < 24; shift += 8) {
            double expected = (color >> shift & 0xFF) * cover + (below >> shift & 0xFF) * (1 - cover);
            if (Math.abs((drawn >> shift & 0xFF) - expected) > 1.5) {
                return false;
            }
        }
        return true;
    }

    @Property(tries = 50)
    void noLineRunsWhereThereIsOneLabelOrAllAreHidden(@ForAll Random random) {
        BufferedImage photo = Samples.photo(9, 7, random);
        Picture lines = Picture.of(PALETTE).withOutlines(5).withHalo();
        LabelMap one = LabelMap.copyOf(9, 7, new int[63]);
        assertArrayEquals(Samples.argb(photo), Samples.argb(lines.draw(photo, one)));
        LabelMap several = Samples.labels(9, 7, CLASSES, random);
        assertArrayEquals(
                Samples.argb(photo), Samples.argb(lines.ignoring(0, 1, 2, 3).draw(photo, several)));
    }

    @Test
    void aLineOfTwoPixelsCoversThePixelOnEachSide() {
        BufferedImage photo = new BufferedImage(6, 1, BufferedImage.TYPE_3BYTE_BGR);
        LabelMap halves = LabelMap.copyOf(6, 1, new int[] {1, 1, 1, 2, 2, 2});
        BufferedImage picture = Picture.of(PALETTE).withOutlines(2).draw(photo, halves);
        int black = 0xFF000000;
        assertArrayEquals(
                new int[] {black, black, black | PALETTE.rgb(1), black | PALETTE.rgb(2), black, black},
                Samples.argb(picture));
    }

    @Test
    void aHaloIsBlackAroundBrightLinesAndWhiteAroundDarkOnes() {
        Palette palette = Palette.of(0xFFFF00, 0x000080);
        LabelMap halves =
                LabelMap.copyOf(20, 1, new int[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1});
        BufferedImage photo = Samples.photo(20, 1, new Random(1));
        BufferedImage picture = Picture.of(palette).withOutlines(4).withHalo().draw(photo, halves);
        assertEquals(0xFFFFFF00, picture.getRGB(9, 0));
        assertEquals(0xFF000000, picture.getRGB(7, 0));
        assertEquals(0xFF000080, picture.getRGB(10, 0));
        assertEquals(0xFFFFFFFF, picture.getRGB(12, 0));
        assertEquals(photo.getRGB(4, 0), picture.getRGB(4, 0));
    }

    @Test
    void contrastFollowsLuminance() {
        assertEquals(0x000000, Contrast.blackOrWhite(0xFFFFFF));
        assertEquals(0xFFFFFF, Contrast.blackOrWhite(0x000000));
        assertEquals(0x000000, Contrast.blackOrWhite(0x767676)); // contrast 4.54 to white, 4.62 to black
        assertEquals(0xFFFFFF, Contrast.blackOrWhite(0x747474));
    }
}

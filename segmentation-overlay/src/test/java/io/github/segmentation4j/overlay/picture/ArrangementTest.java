package io.github.segmentation4j.overlay.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.overlay.Palette;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Images set next to each other or into each other keep their pixels. */
class ArrangementTest {
    @Property(tries = 100)
    void bothSidesEqualTheirSources(
            @ForAll @IntRange(min = 1, max = 30) int width,
            @ForAll @IntRange(min = 1, max = 30) int height,
            @ForAll @IntRange(max = 7) int divider,
            @ForAll @IntRange(max = 4) int type,
            @ForAll Random random) {
        BufferedImage left = Samples.photo(width, height, Samples.TYPES[type], random);
        BufferedImage right = Samples.photo(width + 3, height, random);
        BufferedImage both = SideBySide.of().withDivider(divider, 0x123456).draw(left, right);
        assertEquals(2 * width + 3 + divider, both.getWidth());
        assertEquals(height, both.getHeight());
        assertArrayEquals(Samples.read(left), Samples.argb(both, 0, 0, width, height));
        assertArrayEquals(Samples.argb(right), Samples.argb(both, width + divider, 0, width + 3, height));
        int[] between = Samples.argb(both, width, 0, divider, height);
        assertTrue(Arrays.stream(between).allMatch(rgb -> rgb == 0xFF123456));
        BufferedImage same =
                SideBySide.of().withDivider(divider, new Color(0x123456)).draw(left, right);
        assertArrayEquals(Samples.argb(both), Samples.argb(same));
    }

    @Test
    void captionsStandAboveTheirImages() {
        BufferedImage photo = new BufferedImage(90, 50, BufferedImage.TYPE_3BYTE_BGR);
        BufferedImage both = SideBySide.of("one", "").withDivider(4, 0xFF0000).draw(photo, photo);
        int top = both.getHeight() - 50;
        assertTrue(top > 0);
        assertArrayEquals(Samples.argb(photo), Samples.argb(both, 94, top, 90, 50));
        assertTrue(Arrays.stream(Samples.argb(both, 0, 0, 90, top)).anyMatch(rgb -> (rgb & 0xFF) < 0x60));
        assertTrue(Arrays.stream(Samples.argb(both, 94, 0, 90, top)).allMatch(rgb -> rgb == 0xFFFFFFFF));
    }

    @Test
    void sideBySideRefusesWrongArguments() {
        BufferedImage photo = Samples.photo(2, 2, new Random(1));
        assertThrows(IllegalArgumentException.class, () -> SideBySide.of().draw());
        assertThrows(IllegalArgumentException.class, () -> SideBySide.of("one").draw(photo, photo));
        assertThrows(IllegalArgumentException.class, () -> SideBySide.of().withDivider(-1, 0));
        assertThrows(IllegalArgumentException.class, () -> SideBySide.of().withDivider(1, 0x1000000));
        assertThrows(IllegalArgumentException.class, () -> SideBySide.of().withDivider(1, new Color(0, 0, 0, 9)));
        assertThrows(NullPointerException.class, () -> SideBySide.of("one", null));
    }

    @Property(tries = 100)
    void squaresOfACheckerboardComeFromBothInTurns(
            @ForAll @IntRange(min = 1, max = 20) int width,
            @ForAll @IntRange(min = 1, max = 20) int height,
            @ForAll @IntRange(min = 1, max = 25) int side,
            @ForAll Random random) {
        BufferedImage first = Samples.photo(width, height, random);
        BufferedImage second = Samples.photo(width, height, BufferedImage.TYPE_INT_ARGB, random);
        BufferedImage board = Checkerboard.of(side).draw(first, second);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                boolean even = Math.floorDiv(x, side) % 2 == Math.floorDiv(y, side) % 2;
                assertEquals(even ? first.getRGB(x, y) : second.getRGB(x, y), board.getRGB(x, y));
            }
        }
    }

    @Test
    void aCheckerboardRefusesWrongArguments() {
        assertThrows(IllegalArgumentException.class, () -> Checkerboard.of(0));
        BufferedImage photo = Samples.photo(2, 3, new Random(1));
        BufferedImage other = Samples.photo(3, 2, new Random(1));
        assertThrows(IllegalArgumentException.class, () -> Checkerboard.of(1).draw(photo, other));
    }

    @Property(tries = 30)
    void aComparisonHoldsBothPicturesAndTheDifferences(@ForAll Random random) {
        BufferedImage photo = Samples.photo(40, 30, random);
        LabelMap truth = Samples.labels(40, 30, 3, random);
        LabelMap prediction = Samples.labels(40, 30, 3, random);
        Picture picture = Picture.of(Palette.generated(3)).withFill(0.4).withOutlines();
        Disagreement disagreement = Disagreement.create().withColor(0x00FF00);
        BufferedImage all =
                Comparison.of(picture).withDisagreement(disagreement).draw(photo, truth, prediction);
        int top = all.getHeight() - 30;
        int divider = (all.getWidth() - 120) / 2;
        assertArrayEquals(Samples.argb(picture.draw(photo, truth)), Samples.argb(all, 0, top, 40, 30));
        assertArrayEquals(Samples.argb(picture.draw(photo, prediction)), Samples.argb(all, 40 + divider, top, 40, 30));
        assertArrayEquals(
                Samples.argb(disagreement.draw(photo, truth, prediction)),
                Samples.argb(all, 80 + 2 * divider, top, 40, 30));
    }
}

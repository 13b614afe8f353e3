package io.github.segmentation4j.overlay.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.segmentation4j.LabelMap;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DistanceFieldTest {
    @Property(tries = 300)
    void equalsTheSlowTwin(
            @ForAll @IntRange(min = 1, max = 24) int width,
            @ForAll @IntRange(min = 1, max = 24) int height,
            @ForAll @IntRange(min = 1, max = 4) int classes,
            @ForAll Random random) {
        LabelMap labels = Samples.labels(width, height, classes, random);
        int[] borders = DistanceField.toBorders(labels);
        int[] framed = DistanceField.toBordersAndFrame(labels);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int pixel = y * width + x;
                assertEquals(SlowDistances.toOtherLabel(labels, x, y), pixels(borders[pixel]), 1e-9);
                assertEquals(SlowDistances.toOtherLabelOrFrame(labels, x, y), pixels(framed[pixel]), 1e-9);
            }
        }
    }

    @Property(tries = 100)
    void noiseEqualsTheSlowTwin(@ForAll @IntRange(min = 1, max = 16) int side, @ForAll Random random) {
        int[] noise = random.ints((long) side * side, 0, 2).toArray();
        LabelMap labels = LabelMap.copyOf(side, side, noise);
        int[] borders = DistanceField.toBorders(labels);
        for (int i = 0; i < noise.length; i++) {
            assertEquals(SlowDistances.toOtherLabel(labels, i % side, i / side), pixels(borders[i]), 1e-9);
        }
    }

    @Test
    void oneLabelHasNoBorder() {
        LabelMap one = LabelMap.copyOf(3, 1, new int[] {7, 7, 7});
        assertArrayEquals(
                new int[] {DistanceField.NONE, DistanceField.NONE, DistanceField.NONE}, DistanceField.toBorders(one));
        assertArrayEquals(new int[] {1, 1, 1}, DistanceField.toBordersAndFrame(one));
    }

    private static double pixels(int square) {
        return square == DistanceField.NONE ? Double.POSITIVE_INFINITY : Math.sqrt(square) / DistanceField.UNITS;
    }
}

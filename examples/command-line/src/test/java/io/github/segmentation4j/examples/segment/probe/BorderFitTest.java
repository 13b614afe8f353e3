package io.github.segmentation4j.examples.segment.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BorderFitTest {
    private static EdgeRanks edges(int width, int height, long seed) {
        Random random = new Random(seed);
        float[] ranks = new float[width * height];
        for (int i = 0; i < ranks.length; i++) {
            ranks[i] = random.nextFloat();
        }
        return new EdgeRanks(width, height, ranks);
    }

    @Property
    void isTheMeanRankUnderTheBorders(
            @ForAll @IntRange(min = 1, max = 9) int width,
            @ForAll @IntRange(min = 1, max = 9) int height,
            @ForAll long seed) {
        SampledLabels labels = Samples.random(5, width, height, seed);
        EdgeRanks edges = edges(width, height, seed);
        double strength = 0;
        double ranked = 0;
        for (int one = 0; one < width * height; one++) {
            for (int other = one + 1; other < width * height; other++) {
                boolean beside = other == one + 1 && other % width != 0;
                if (beside || other == one + width) {
                    strength += labels.distance(one, other);
                    ranked += labels.distance(one, other) * edges.ranks()[one];
                }
            }
        }

        assertEquals(
                strength == 0 ? BorderFit.CHANCE : ranked / strength,
                BorderFit.of(labels, edges).value(),
                1e-9);
    }

    @Test
    void bordersOnTheStrongestEdgesAreBest() {
        EdgeRanks edges = new EdgeRanks(4, 1, new float[] {0.25f, 1, 0.25f, 0.5f});

        assertEquals(1, BorderFit.of(Samples.of(2, 1, "0011"), edges).value(), 1e-9);
        assertEquals(0.25, BorderFit.of(Samples.of(2, 1, "0001"), edges).value(), 1e-9);
        assertEquals(
                (1 + 0.25) / 2, BorderFit.of(Samples.of(3, 1, "0012"), edges).value(), 1e-9);
    }

    @Test
    void labelsWithoutBordersAreAsGoodAsChance() {
        EdgeRanks edges = edges(3, 2, 7);

        assertEquals(
                BorderFit.CHANCE,
                BorderFit.of(Samples.of(2, 1, "000", "000"), edges).value());
    }

    @Test
    void photosCountByTheirBorders() {
        BorderFit strong = new BorderFit(0.3, 0.3);
        BorderFit weak = new BorderFit(0.1, 0);

        assertEquals(0.75, strong.plus(weak).value(), 1e-9);
    }
}

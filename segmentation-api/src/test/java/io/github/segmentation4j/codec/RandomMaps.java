package io.github.segmentation4j.codec;

import io.github.segmentation4j.LabelMap;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Label maps to hold the formats against: noise, blocks, checkerboards and rings within rings. */
final class RandomMaps {
    private RandomMaps() {}

    /** Maps of up to 24x24 pixels with a few labels, anywhere from 0 to the highest given. */
    static Arbitrary<LabelMap> upTo(int highestLabel) {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 24),
                        Arbitraries.integers().between(1, 24),
                        Arbitraries.integers().between(1, 6),
                        Arbitraries.of(Pattern.values()),
                        Arbitraries.randomValue(Random::nextLong))
                .as((width, height, classes, pattern, seed) ->
                        map(width, height, classes, highestLabel, pattern, new Random(seed)));
    }

    /** How labels are laid out. */
    private enum Pattern {
        NOISE,
        BLOCKS,
        CHECKERBOARD,
        NESTED
    }

    private static LabelMap map(int width, int height, int classes, int highest, Pattern pattern, Random random) {
        int[] palette = random.ints(classes, 0, highest + 1).toArray();
        int[] labels = new int[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int choice = switch (pattern) {
                    case NOISE -> random.nextInt(classes);
                    case BLOCKS -> x / 3 * 7 + y / 4 * 5;
                    case CHECKERBOARD -> x + y;
                    case NESTED -> Math.min(Math.min(x, width - 1 - x), Math.min(y, height - 1 - y));
                };
                labels[y * width + x] = palette[choice % classes];
            }
        }
        return LabelMap.copyOf(width, height, labels);
    }
}

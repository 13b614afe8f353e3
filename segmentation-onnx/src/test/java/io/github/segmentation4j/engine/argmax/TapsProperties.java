package io.github.segmentation4j.engine.argmax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Two resizes as one set of taps do what the two do, one after the other. */
class TapsProperties {
    @Property
    void combinedTapsDoBoth(
            @ForAll Random random,
            @ForAll @IntRange(min = 1, max = 20) int length,
            @ForAll @IntRange(min = 1, max = 60) int middle,
            @ForAll @IntRange(min = 1, max = 60) int part,
            @ForAll @IntRange(min = -9, max = 9) int offset,
            @ForAll @IntRange(min = 1, max = 80) int target) {
        Taps inner = Taps.bilinear(length, middle);
        Taps outer = Taps.bilinear(part, target);
        Optional<Taps> both = outer.after(inner, offset);
        assertTrue(
                both.isPresent() || length > 2 * middle,
                "only a resize that shrinks by more than two cannot be combined");
        if (both.isEmpty()) {
            return;
        }
        double[] samples = random.doubles(length, -1, 1).toArray();
        double[] resized = resized(inner, samples);
        double[] cut = new double[part];
        for (int i = 0; i < part; i++) {
            cut[i] = resized[Math.max(0, Math.min(middle - 1, i + offset))];
        }
        double[] expected = resized(outer, cut);
        double[] found = resized(both.get(), samples);
        for (int i = 0; i < target; i++) {
            assertEquals(expected[i], found[i], 1e-6);
        }
    }

    private static double[] resized(Taps taps, double[] samples) {
        double[] result = new double[taps.length()];
        for (int target = 0; target < result.length; target++) {
            for (int k = 0; k < taps.count[target]; k++) {
                assertTrue(taps.weight(target, k) >= 0);
                result[target] += samples[taps.sample(target, k)] * taps.weight(target, k);
            }
        }
        return result;
    }

    @Test
    void nothingIsAddedByNoResize() {
        Taps taps = Taps.bilinear(65, 520);
        assertSame(taps, taps.after(Taps.identity(65), 0).orElseThrow());
        assertSame(taps, Taps.identity(520).after(taps, 0).orElseThrow());
    }

    @Property
    void cellsAreMadeOfTheSameSamples(
            @ForAll @IntRange(min = 1, max = 40) int source, @ForAll @IntRange(min = 1, max = 90) int target) {
        Taps taps = Taps.bilinear(source, target);
        Cells cells = Cells.of(taps);
        assertEquals(0, cells.start[0]);
        assertEquals(target, cells.start[cells.count()]);
        for (int cell = 0; cell < cells.count(); cell++) {
            assertTrue(cells.start[cell] < cells.start[cell + 1]);
            for (int i = cells.start[cell]; i < cells.start[cell + 1]; i++) {
                assertEquals(cells.from[cell], taps.sample(i, 0));
                assertEquals(cells.to[cell], taps.last(i));
            }
        }
    }
}

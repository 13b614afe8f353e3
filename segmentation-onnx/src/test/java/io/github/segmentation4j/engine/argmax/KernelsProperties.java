package io.github.segmentation4j.engine.argmax;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The kernels of this Java virtual machine, SIMD where it has the module, equal the plain ones bit for bit. */
class KernelsProperties {
    private static final Kernels PLAIN = new ScalarKernels();

    /** Room behind the samples, as blocks have it. */
    private static final int ROOM = 64;

    @Property
    void ranks(@ForAll Random random, @ForAll @IntRange(min = 1, max = 200) int count) {
        int[][] found = new int[4][count + ROOM];
        int[][] expected = new int[4][count + ROOM];
        for (int label = 0; label < 20; label++) {
            int[] bits = random.ints(count + ROOM).toArray();
            KernelChoice.BEST.rankThree(
                    bits, found[0], found[1], found[2], found[3], count, 31 - label, ~31, -0x3F400000);
            PLAIN.rankThree(
                    bits, expected[0], expected[1], expected[2], expected[3], count, 31 - label, ~31, -0x3F400000);
            check(expected, found, count);
        }
    }

    private static void check(int[][] expected, int[][] found, int count) {
        for (int i = 0; i < expected.length; i++) {
            assertArrayEquals(Arrays.copyOf(expected[i], count), Arrays.copyOf(found[i], count));
        }
    }

    @Property
    void findsTheHighestOfPairs(
            @ForAll Random random,
            @ForAll @IntRange(min = 1, max = 100) int count,
            @ForAll @IntRange(min = 1, max = 30) int classes,
            @ForAll boolean isTame) {
        float[][] above = new float[classes][];
        float[][] below = new float[classes][];
        float[][] scores = new float[classes][count];
        for (int label = 0; label < classes; label++) {
            above[label] = isTame ? tame(random, count) : floats(random, count);
            below[label] = isTame ? tame(random, count) : floats(random, count);
            for (int i = 0; i < count; i++) {
                scores[label][i] = Math.fma(above[label][i], 0.25f, below[label][i] * 0.75f);
            }
        }
        for (Kernels kernels : new Kernels[] {PLAIN, KernelChoice.BEST}) {
            float[] best = new float[count];
            int[] labels = new int[count];
            kernels.highestOfPairs(above, 0.25f, below, 0.75f, classes, count, best, labels, new float[count]);
            for (int i = 0; i < count; i++) {
                int winner = winner(scores, i);
                assertEquals(winner, labels[i]);
                assertEquals(scores[winner][i] + 0f, best[i]);
            }
        }
    }

    @Property
    void keysFindTheHighest(
            @ForAll Random random,
            @ForAll @IntRange(min = 1, max = 300) int count,
            @ForAll @IntRange(min = 1, max = 30) int classes,
            @ForAll Values values) {
        float[][] scores = new float[classes][];
        ByteBuffer planes =
                ByteBuffer.allocateDirect(classes * count * Float.BYTES).order(ByteOrder.nativeOrder());
        for (int label = 0; label < classes; label++) {
            scores[label] = values.draw(random, count);
            planes.asFloatBuffer().put(label * count, scores[label]);
        }
        KeyedArgmax keyed = new KeyedArgmax();
        int[] labels = keyed.run(FloatGrid.planar(planes, classes, count, 1), 0, count);
        float[] best = new float[count];
        keyed.copyBest(best, count);
        for (int i = 0; i < count; i++) {
            int winner = winner(scores, i);
            assertEquals(winner, labels[i]);
            assertEquals(scores[winner][i] + 0f, best[i]);
        }
    }

    /** What scores are drawn from. */
    enum Values {
        TAME,
        WILD,
        ANY_BITS;

        float[] draw(Random random, int count) {
            return switch (this) {
                case TAME -> tame(random, count);
                case WILD -> floats(random, count);
                case ANY_BITS -> anyBits(random, count);
            };
        }
    }

    /** Floats of every kind, among them NaN with and without a sign, and subnormal numbers. */
    private static float[] anyBits(Random random, int count) {
        float[] values = new float[count];
        int[] kinds = {0x7F800000, 0x7FC00000, 0x7F800001, 0x7F7FFFFF, 0x00800000, 0x007FFFFF, 1, 0};
        for (int i = 0; i < count; i++) {
            int bits = random.nextBoolean() ? random.nextInt() : kinds[random.nextInt(kinds.length)];
            values[i] = Float.intBitsToFloat(random.nextBoolean() ? bits : bits | 0x80000000);
        }
        return values;
    }

    /** The rule itself: a NaN before a number, a higher before a lower one, of two zeros and of equals the first. */
    private static int winner(float[][] scores, int i) {
        int winner = 0;
        for (int label = 1; label < scores.length; label++) {
            float best = scores[winner][i];
            if (!Float.isNaN(best) && (Float.isNaN(scores[label][i]) || scores[label][i] > best)) {
                winner = label;
            }
        }
        return winner;
    }

    /** Finite scores, many of them equal. */
    private static float[] tame(Random random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = switch (random.nextInt(8)) {
                case 0 -> -0f;
                case 1 -> Float.MIN_VALUE * random.nextInt(3);
                case 2 -> -Float.MAX_VALUE;
                case 3 -> Math.nextUp(1f);
                default -> random.nextInt(3) - 1;
            };
        }
        return values;
    }

    private static float[] floats(Random random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = switch (random.nextInt(20)) {
                case 0 -> Float.NaN;
                case 1 -> Float.POSITIVE_INFINITY;
                case 2 -> Float.NEGATIVE_INFINITY;
                case 3 -> 0f;
                case 4 -> -0f;
                case 5 -> Float.MIN_VALUE;
                case 6 -> -Float.MAX_VALUE;
                case 7, 8, 9 -> random.nextInt(3);
                default -> (float) random.nextGaussian();
            };
        }
        return values;
    }
}

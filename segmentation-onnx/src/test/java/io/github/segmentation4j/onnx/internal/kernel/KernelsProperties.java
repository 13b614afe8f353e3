package io.github.segmentation4j.onnx.internal.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

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
            KernelChoice.BEST.rankTwo(bits, found[2], found[1], found[3], count, 31 - label, ~31, -0x3F400000);
            PLAIN.rankTwo(bits, expected[2], expected[1], expected[3], count, 31 - label, ~31, -0x3F400000);
            check(expected, found, count);
        }
    }

    private static void check(int[][] expected, int[][] found, int count) {
        for (int i = 0; i < expected.length; i++) {
            assertArrayEquals(Arrays.copyOf(expected[i], count), Arrays.copyOf(found[i], count));
        }
    }

    @Property
    void scales(@ForAll Random random, @ForAll @IntRange(min = 1, max = 200) int count) {
        float[] source = floats(random, 50);
        int[] left = random.ints(count, 0, 50).toArray();
        int[] right = random.ints(count, 0, 50).toArray();
        float[] leftWeight = floats(random, count);
        float[] rightWeight = floats(random, count);
        float[] found = new float[count + 7];
        float[] expected = new float[count + 7];
        KernelChoice.BEST.scale(source, left, right, leftWeight, rightWeight, found, 5, count);
        PLAIN.scale(source, left, right, leftWeight, rightWeight, expected, 5, count);
        assertArrayEquals(bits(expected), bits(found));
    }

    @Property
    void findsTheHighest(
            @ForAll Random random,
            @ForAll @IntRange(min = 1, max = 100) int count,
            @ForAll @IntRange(min = 1, max = 30) int classes) {
        float[] above = floats(random, count * classes);
        float[] below = floats(random, count * classes);
        float[] found = new float[count];
        float[] expected = new float[count];
        int[] foundLabels = new int[count];
        int[] expectedLabels = new int[count];
        KernelChoice.BEST.highestOfPairs(above, 0.3f, below, 0.7f, classes, count, found, foundLabels);
        PLAIN.highestOfPairs(above, 0.3f, below, 0.7f, classes, count, expected, expectedLabels);
        assertArrayEquals(expectedLabels, foundLabels);
        assertArrayEquals(bits(expected), bits(found));
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

    /** Bits with one pattern for every NaN, since nothing tells them apart. */
    private static int[] bits(float[] values) {
        int[] bits = new int[values.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Float.floatToIntBits(values[i]);
        }
        return bits;
    }
}

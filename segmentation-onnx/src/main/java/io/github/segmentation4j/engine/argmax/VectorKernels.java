package io.github.segmentation4j.engine.argmax;

import java.nio.ByteBuffer;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's Vector API on heap arrays, in lanes of the processor's preferred width; a lane is a sample or a pixel, so that
 * no sum is split. What is left over at the end of an array is left to {@link ScalarKernels}.
 */
final class VectorKernels implements Kernels {
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = INTS.length();

    /**
     * Classes compared in one pass. The highest scores go through an array from pass to pass: kept in a loop over classes,
     * C2 boxes them in some runs (docs/decisions.md).
     */
    private static final int AT_ONCE = 4;

    /** With fewer lanes than this the plain loops are as good. */
    private static final int FEWEST_LANES = 4;

    private static final int SIGN_BIT = 31;
    private static final int ALL_BUT_SIGN = 0x7FFFFFFF;

    private VectorKernels() {}

    /** Returns these kernels, or others where the processor has too short vectors. */
    static Kernels orElse(Kernels others) {
        return LANES >= FEWEST_LANES && FLOATS.length() == LANES ? new VectorKernels() : others;
    }

    @Override
    public String description() {
        return "SIMD of " + LANES + " lanes";
    }

    private static IntVector key(int[] bits, int i, int mask, int code) {
        IntVector score = IntVector.fromArray(INTS, bits, i);
        IntVector sorted =
                score.lanewise(VectorOperators.ASHR, SIGN_BIT).and(ALL_BUT_SIGN).lanewise(VectorOperators.XOR, score);
        return sorted.lanewise(VectorOperators.ASHR, 1).and(mask).or(code);
    }

    @Override
    public void rankThree(
            int[] bits, int[] high, int[] middle, int[] low, int[] tooLow, int count, int code, int mask, int lowest) {
        // Arrays are blocks of a length that is a multiple of any vector's, so that the last lanes may go beyond count.
        for (int i = 0; i < count; i += LANES) {
            IntVector key = key(bits, i, mask, code);
            IntVector a = IntVector.fromArray(INTS, high, i);
            IntVector b = IntVector.fromArray(INTS, middle, i);
            IntVector c = IntVector.fromArray(INTS, low, i);
            IntVector rest = a.min(key);
            IntVector last = b.min(rest);
            a.max(key).intoArray(high, i);
            b.max(rest).intoArray(middle, i);
            c.max(last).intoArray(low, i);
            IntVector.fromArray(INTS, tooLow, i).or(key.sub(lowest)).intoArray(tooLow, i);
        }
    }

    @Override
    public void highestOfPairs(
            float[][] above,
            float topWeight,
            float[][] below,
            float bottomWeight,
            int classes,
            int count,
            float[] best,
            int[] labels,
            float[] spare) {
        int whole = count / LANES * LANES;
        for (int i = 0; i < whole; i += LANES) {
            FloatVector.fromArray(FLOATS, above[0], i)
                    .fma(
                            FloatVector.broadcast(FLOATS, topWeight),
                            FloatVector.fromArray(FLOATS, below[0], i).mul(bottomWeight))
                    .intoArray(best, i);
            FloatVector.zero(FLOATS).intoArray(spare, i);
        }
        int label = 1;
        for (; label <= classes - AT_ONCE; label += AT_ONCE) {
            fourPairs(above, topWeight, below, bottomWeight, label, whole, best, spare);
        }
        for (; label < classes; label++) {
            onePair(above[label], topWeight, below[label], bottomWeight, label, whole, best, spare);
        }
        for (int i = 0; i < whole; i++) {
            best[i] += 0f;
            labels[i] = (int) spare[i];
        }
        ScalarKernels.eachInTurn(above, topWeight, below, bottomWeight, classes, whole, count, best, labels);
    }

    private static void fourPairs(
            float[][] above,
            float topWeight,
            float[][] below,
            float bottomWeight,
            int label,
            int count,
            float[] best,
            float[] found) {
        float[] aboveA = above[label];
        float[] aboveB = above[label + 1];
        float[] aboveC = above[label + 2];
        float[] aboveD = above[label + 3];
        float[] belowA = below[label];
        float[] belowB = below[label + 1];
        float[] belowC = below[label + 2];
        float[] belowD = below[label + 3];
        FloatVector top = FloatVector.broadcast(FLOATS, topWeight);
        FloatVector bottom = FloatVector.broadcast(FLOATS, bottomWeight);
        for (int i = 0; i < count; i += LANES) {
            FloatVector a = FloatVector.fromArray(FLOATS, aboveA, i)
                    .fma(top, FloatVector.fromArray(FLOATS, belowA, i).mul(bottom));
            FloatVector b = FloatVector.fromArray(FLOATS, aboveB, i)
                    .fma(top, FloatVector.fromArray(FLOATS, belowB, i).mul(bottom));
            FloatVector c = FloatVector.fromArray(FLOATS, aboveC, i)
                    .fma(top, FloatVector.fromArray(FLOATS, belowC, i).mul(bottom));
            FloatVector d = FloatVector.fromArray(FLOATS, aboveD, i)
                    .fma(top, FloatVector.fromArray(FLOATS, belowD, i).mul(bottom));
            FloatVector highest = FloatVector.fromArray(FLOATS, best, i);
            FloatVector winner = FloatVector.fromArray(FLOATS, found, i);
            VectorMask<Float> wins =
                    a.compare(VectorOperators.LE, highest).not().and(highest.compare(VectorOperators.EQ, highest));
            highest = highest.blend(a, wins);
            winner = winner.blend((float) label, wins);
            wins = b.compare(VectorOperators.LE, highest).not().and(highest.compare(VectorOperators.EQ, highest));
            highest = highest.blend(b, wins);
            winner = winner.blend((float) (label + 1), wins);
            wins = c.compare(VectorOperators.LE, highest).not().and(highest.compare(VectorOperators.EQ, highest));
            highest = highest.blend(c, wins);
            winner = winner.blend((float) (label + 2), wins);
            wins = d.compare(VectorOperators.LE, highest).not().and(highest.compare(VectorOperators.EQ, highest));
            highest.blend(d, wins).intoArray(best, i);
            winner.blend((float) (label + 3), wins).intoArray(found, i);
        }
    }

    private static void onePair(
            float[] above,
            float topWeight,
            float[] below,
            float bottomWeight,
            int label,
            int count,
            float[] best,
            float[] found) {
        FloatVector top = FloatVector.broadcast(FLOATS, topWeight);
        FloatVector bottom = FloatVector.broadcast(FLOATS, bottomWeight);
        for (int i = 0; i < count; i += LANES) {
            FloatVector score = FloatVector.fromArray(FLOATS, above, i)
                    .fma(top, FloatVector.fromArray(FLOATS, below, i).mul(bottom));
            FloatVector highest = FloatVector.fromArray(FLOATS, best, i);
            VectorMask<Float> wins =
                    score.compare(VectorOperators.LE, highest).not().and(highest.compare(VectorOperators.EQ, highest));
            highest.blend(score, wins).intoArray(best, i);
            FloatVector.fromArray(FLOATS, found, i).blend((float) label, wins).intoArray(found, i);
        }
    }

    static VectorMask<Float> wins(FloatVector score, FloatVector highest) {
        return score.compare(VectorOperators.LE, highest).not().and(highest.compare(VectorOperators.EQ, highest));
    }

    @Override
    public @Nullable PlanesInPlace inPlace(ByteBuffer scores) {
        return VectorMemory.of(scores);
    }

    @Override
    public boolean comparesQuickly() {
        return true;
    }
}

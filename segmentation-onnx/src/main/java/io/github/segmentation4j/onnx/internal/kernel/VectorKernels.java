package io.github.segmentation4j.onnx.internal.kernel;

import java.nio.ByteBuffer;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's Vector API on heap arrays, in lanes of the processor's preferred width; a lane is a sample or a pixel, so that
 * no sum is split. What is left over at the end of an array is done by {@link ScalarKernels}' arithmetic, lane by lane.
 */
final class VectorKernels implements Kernels {
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = INTS.length();

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
    public void rankTwo(int[] bits, int[] high, int[] middle, int[] tooLow, int count, int code, int mask, int lowest) {
        for (int i = 0; i < count; i += LANES) {
            IntVector key = key(bits, i, mask, code);
            IntVector a = IntVector.fromArray(INTS, high, i);
            IntVector b = IntVector.fromArray(INTS, middle, i);
            a.max(key).intoArray(high, i);
            b.max(a.min(key)).intoArray(middle, i);
            IntVector.fromArray(INTS, tooLow, i).or(key.sub(lowest)).intoArray(tooLow, i);
        }
    }

    @Override
    public void scale(
            float[] source,
            int[] left,
            int[] right,
            float[] leftWeight,
            float[] rightWeight,
            float[] target,
            int count) {
        int i = 0;
        for (; i <= count - LANES; i += LANES) {
            FloatVector atLeft = FloatVector.fromArray(FLOATS, source, 0, left, i);
            FloatVector atRight = FloatVector.fromArray(FLOATS, source, 0, right, i);
            atLeft.fma(
                            FloatVector.fromArray(FLOATS, leftWeight, i),
                            atRight.mul(FloatVector.fromArray(FLOATS, rightWeight, i)))
                    .intoArray(target, i);
        }
        for (; i < count; i++) {
            target[i] = Math.fma(source[left[i]], leftWeight[i], source[right[i]] * rightWeight[i]);
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
        FloatVector top = FloatVector.broadcast(FLOATS, topWeight);
        int i = 0;
        for (; i <= count - LANES; i += LANES) {
            FloatVector highest = pair(above[0], top, below[0], bottomWeight, i);
            FloatVector winner = FloatVector.zero(FLOATS);
            for (int label = 1; label < classes; label++) {
                FloatVector score = pair(above[label], top, below[label], bottomWeight, i);
                VectorMask<Float> wins = wins(score, highest);
                highest = highest.blend(score, wins);
                winner = winner.blend((float) label, wins);
            }
            highest.add(0f).intoArray(best, i);
            winner.convert(VectorOperators.F2I, 0).reinterpretAsInts().intoArray(labels, i);
        }
        for (; i < count; i++) {
            best[i] = Math.fma(above[0][i], topWeight, below[0][i] * bottomWeight);
            labels[i] = 0;
            for (int label = 1; label < classes; label++) {
                float score = Math.fma(above[label][i], topWeight, below[label][i] * bottomWeight);
                if (RunningArgmax.wins(score, best[i])) {
                    best[i] = score;
                    labels[i] = label;
                }
            }
            best[i] += 0f;
        }
    }

    private static FloatVector pair(float[] above, FloatVector top, float[] below, float bottomWeight, int at) {
        return FloatVector.fromArray(FLOATS, above, at)
                .fma(top, FloatVector.fromArray(FLOATS, below, at).mul(bottomWeight));
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

    @Override
    public void highest(float[][] scores, int label, int classes, int count, float[] best, float[] found) {
        // Arrays are blocks of a length that is a multiple of any vector's, so that the last lanes may go beyond count.
        for (int i = 0; i < count; i += LANES) {
            FloatVector highest = FloatVector.fromArray(FLOATS, label == 0 ? scores[0] : best, i);
            FloatVector winner = label == 0 ? FloatVector.zero(FLOATS) : FloatVector.fromArray(FLOATS, found, i);
            for (int k = label == 0 ? 1 : 0; k < classes; k++) {
                FloatVector score = FloatVector.fromArray(FLOATS, scores[k], i);
                VectorMask<Float> wins = wins(score, highest);
                highest = highest.blend(score, wins);
                winner = winner.blend((float) (label + k), wins);
            }
            highest.intoArray(best, i);
            winner.intoArray(found, i);
        }
    }
}

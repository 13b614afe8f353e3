package io.github.segmentation4j.onnx.internal.kernel;

/**
 * Plain Java. The loops over keys have no branch and touch each array at one index, all reads before all writes, which
 * lets the compilers of JDK 17 and 25 make SIMD code of them; the larger of two is
 * {@code a ^ ((a ^ b) & ((a - b) >> 31))}.
 */
final class ScalarKernels implements Kernels {
    private static final int SIGN_BIT = 31;
    private static final int ALL_BUT_SIGN = 0x7FFFFFFF;

    @Override
    public String description() {
        return "plain Java";
    }

    @Override
    public void rankThree(
            int[] bits, int[] high, int[] middle, int[] low, int[] tooLow, int count, int code, int mask, int lowest) {
        for (int i = 0; i < count; i++) {
            int score = bits[i];
            int a = high[i];
            int b = middle[i];
            int c = low[i];
            int flag = tooLow[i];
            int key = (((score ^ ((score >> SIGN_BIT) & ALL_BUT_SIGN)) >> 1) & mask) | code;
            int changeA = (a ^ key) & ((a - key) >> SIGN_BIT);
            int rest = key ^ changeA;
            int changeB = (b ^ rest) & ((b - rest) >> SIGN_BIT);
            int last = rest ^ changeB;
            int changeC = (c ^ last) & ((c - last) >> SIGN_BIT);
            high[i] = a ^ changeA;
            middle[i] = b ^ changeB;
            low[i] = c ^ changeC;
            tooLow[i] = flag | (key - lowest);
        }
    }

    @Override
    public void rankTwo(int[] bits, int[] high, int[] middle, int[] tooLow, int count, int code, int mask, int lowest) {
        for (int i = 0; i < count; i++) {
            int score = bits[i];
            int a = high[i];
            int b = middle[i];
            int flag = tooLow[i];
            int key = (((score ^ ((score >> SIGN_BIT) & ALL_BUT_SIGN)) >> 1) & mask) | code;
            int changeA = (a ^ key) & ((a - key) >> SIGN_BIT);
            int rest = key ^ changeA;
            int changeB = (b ^ rest) & ((b - rest) >> SIGN_BIT);
            high[i] = a ^ changeA;
            middle[i] = b ^ changeB;
            tooLow[i] = flag | (key - lowest);
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
            int base,
            int count) {
        for (int i = 0; i < count; i++) {
            target[base + i] = Math.fma(source[left[i]], leftWeight[i], source[right[i]] * rightWeight[i]);
        }
    }

    @Override
    public void highestOfPairs(
            float[] above,
            float topWeight,
            float[] below,
            float bottomWeight,
            int classes,
            int count,
            float[] best,
            int[] labels) {
        for (int i = 0; i < count; i++) {
            best[i] = Math.fma(above[i], topWeight, below[i] * bottomWeight);
            labels[i] = 0;
        }
        for (int label = 1; label < classes; label++) {
            int base = label * count;
            for (int i = 0; i < count; i++) {
                float score = Math.fma(above[base + i], topWeight, below[base + i] * bottomWeight);
                if (RunningArgmax.wins(score, best[i])) {
                    best[i] = score;
                    labels[i] = label;
                }
            }
        }
    }
}

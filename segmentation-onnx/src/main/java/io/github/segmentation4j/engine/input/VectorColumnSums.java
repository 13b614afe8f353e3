package io.github.segmentation4j.engine.input;

import java.util.Locale;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The horizontal pass by SIMD: the lanes are target columns, their pixels gathered by one instruction. */
final class VectorColumnSums extends ColumnSums {
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;

    /** The shortest vectors for which processors of the x86 line gather, those with AVX2. */
    private static final int GATHERING_BITS = 256;

    /** True on processors that gather; on others the Vector API would do it lane by lane, slower than a plain loop. */
    static boolean pays() {
        String processor = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        return INTS.vectorBitSize() >= GATHERING_BITS && (processor.equals("amd64") || processor.equals("x86_64"));
    }

    @Override
    void add(int[] pixels, IntColumns columns, int start, int[][] sums, int[] column) {
        int width = columns.windows().width();
        int lanes = INTS.length();
        if (width < lanes) {
            super.add(pixels, columns, start, sums, column);
            return;
        }
        for (int x = 0; x <= width - lanes; x += lanes) {
            addLanes(pixels, columns, start, sums, x);
        }
        // The last lanes again, wherever the width ends.
        addLanes(pixels, columns, start, sums, width - lanes);
    }

    private static void addLanes(int[] pixels, IntColumns columns, int start, int[][] sums, int x) {
        int[] first = columns.windows().columns()[0];
        int[][] weights = columns.weights();
        IntVector red = IntVector.broadcast(INTS, start);
        IntVector green = red;
        IntVector blue = red;
        for (int i = 0; i < weights.length; i++) {
            IntVector pixel = IntVector.fromArray(INTS, pixels, i, first, x);
            IntVector weight = IntVector.fromArray(INTS, weights[i], x);
            red = red.add(sample(pixel, SampleRow.RED_SHIFT).mul(weight));
            green = green.add(sample(pixel, SampleRow.GREEN_SHIFT).mul(weight));
            blue = blue.add(sample(pixel, SampleRow.BLUE_SHIFT).mul(weight));
        }
        red.intoArray(sums[0], x);
        green.intoArray(sums[1], x);
        blue.intoArray(sums[2], x);
    }

    private static IntVector sample(IntVector pixel, int shift) {
        return pixel.lanewise(VectorOperators.LSHR, shift).and(MASK);
    }
}

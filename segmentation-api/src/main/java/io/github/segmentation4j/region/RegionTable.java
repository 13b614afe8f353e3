package io.github.segmentation4j.region;

import io.github.segmentation4j.ConfidenceMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** The measures of all regions, summed run by run. */
final class RegionTable {
    private static final int EDGES_OF_A_PIXEL = 4;

    private final int[] label;
    private final long[] area;
    private final int[] left;
    private final int[] right;
    private final int[] top;
    private final int[] bottom;

    /** Twice the sums of the places of pixel centres. */
    private final long[] twiceX;

    private final long[] twiceY;

    /** Pairs of neighbours within a region, each of which hides two edges. */
    private final long[] pairs;

    private RegionTable(int count) {
        label = new int[count];
        area = new long[count];
        left = new int[count];
        right = new int[count];
        top = new int[count];
        bottom = new int[count];
        twiceX = new long[count];
        twiceY = new long[count];
        pairs = new long[count];
        Arrays.fill(left, Integer.MAX_VALUE);
    }

    /** Numbers the regions from 0 in the order of their first runs and writes the number of each run. */
    static int number(Runs runs, int[] numbers) {
        int count = 0;
        for (int run = 0; run < runs.count(); run++) {
            int root = runs.find(run);
            numbers[run] = root == run ? count++ : numbers[root];
        }
        return count;
    }

    static List<Region> measure(Runs runs, int[] numbers, int count, @Nullable ConfidenceMap confidence) {
        RegionTable table = new RegionTable(count);
        for (int y = 0; y < runs.height(); y++) {
            for (int run = runs.rowStart[y]; run < runs.rowStart[y + 1]; run++) {
                table.add(runs, run, numbers[run], y);
            }
        }
        double[] sums = confidence == null ? new double[0] : confidences(runs, numbers, count, confidence);
        List<Region> regions = new ArrayList<>(count);
        for (int number = 0; number < count; number++) {
            OptionalDouble mean =
                    confidence == null ? OptionalDouble.empty() : OptionalDouble.of(sums[number] / table.area[number]);
            regions.add(table.region(number, runs.width(), runs.height(), mean));
        }
        return regions;
    }

    private void add(Runs runs, int run, int number, int y) {
        int from = runs.from[run];
        int to = runs.to[run];
        int length = to - from;
        if (area[number] == 0) {
            label[number] = runs.label[run];
            top[number] = y;
        }
        area[number] += length;
        left[number] = Math.min(left[number], from);
        right[number] = Math.max(right[number], to);
        bottom[number] = y + 1;
        twiceX[number] += (long) length * (from + to);
        twiceY[number] += (long) length * (2L * y + 1);
        pairs[number] += length - 1 + runs.shared[run];
    }

    private Region region(int number, int width, int height, OptionalDouble meanConfidence) {
        Box bounds = new Box(left[number], top[number], right[number] - left[number], bottom[number] - top[number]);
        boolean touchesBorder =
                left[number] == 0 || top[number] == 0 || right[number] == width || bottom[number] == height;
        return new Region(
                number + 1,
                label[number],
                area[number],
                bounds,
                twiceX[number] / 2.0 / area[number],
                twiceY[number] / 2.0 / area[number],
                EDGES_OF_A_PIXEL * area[number] - 2 * pairs[number],
                touchesBorder,
                meanConfidence);
    }

    private static double[] confidences(Runs runs, int[] numbers, int count, ConfidenceMap confidence) {
        double[] sums = new double[count];
        float[] row = new float[runs.width()];
        for (int y = 0; y < runs.height(); y++) {
            confidence.copyRow(y, row, 0);
            for (int run = runs.rowStart[y]; run < runs.rowStart[y + 1]; run++) {
                double sum = 0;
                for (int x = runs.from[run]; x < runs.to[run]; x++) {
                    sum += row[x];
                }
                sums[numbers[run]] += sum;
            }
        }
        return sums;
    }
}

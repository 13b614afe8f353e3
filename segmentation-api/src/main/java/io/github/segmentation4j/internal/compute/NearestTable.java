package io.github.segmentation4j.internal.compute;

/**
 * Which source sample each target sample of a nearest-neighbor resize takes along one axis, as Pillow's nearest filter does
 * ({@code ImagingScaleAffine} in {@code src/libImaging/Geometry.c}, Pillow 9.4).
 *
 * <p>With {@code step = sourceLength / targetLength}, sample 0 looks at {@code step / 2} and each further one {@code step}
 * beyond the one before. The sum is kept in double precision and cut to an integer; its rounding errors are part of the
 * result, so that a product in its place would choose another sample where a center lies on a border.
 */
public final class NearestTable {
    private NearestTable() {}

    /**
     * Returns the source sample of every target sample.
     *
     * @param sourceLength samples there are, at least 1
     * @param targetLength samples wanted, at least 1
     */
    public static int[] of(int sourceLength, int targetLength) {
        double step = (double) sourceLength / targetLength;
        double position = step * 0.5;
        int[] table = new int[targetLength];
        for (int i = 0; i < targetLength; i++) {
            table[i] = Math.min((int) position, sourceLength - 1);
            position += step;
        }
        return table;
    }
}

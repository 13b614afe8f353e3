package io.github.segmentation4j.engine.input;

/**
 * Which source sample each target sample of OpenCV's {@code INTER_NEAREST} takes along one axis: {@code floor(target * scale)}
 * ({@code resizeNN} in {@code modules/imgproc/src/resize.cpp}, OpenCV 4.6).
 */
public final class OpenCvNearest {
    private OpenCvNearest() {}

    /**
     * Returns the source sample of every target sample.
     *
     * @param sourceLength samples there are, at least 1
     * @param targetLength samples wanted, at least 1
     */
    public static int[] table(int sourceLength, int targetLength) {
        double scale = OpenCvTaps.scale(sourceLength, targetLength);
        int[] table = new int[targetLength];
        for (int i = 0; i < targetLength; i++) {
            table[i] = Math.min((int) Math.floor(i * scale), sourceLength - 1);
        }
        return table;
    }
}

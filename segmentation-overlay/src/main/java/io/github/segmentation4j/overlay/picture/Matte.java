package io.github.segmentation4j.overlay.picture;

import io.github.segmentation4j.ConfidenceMap;
import io.github.segmentation4j.Mask;
import java.util.Arrays;

/** How much of each pixel belongs to a subject, from 0 to {@value Sheet#OPAQUE}. */
sealed interface Matte {
    int width();

    int height();

    /** Returns what a matte was made of, for sentences. */
    String name();

    /** Writes the shares of a row to its first elements. */
    void copyRow(int y, int[] shares);

    /** Returns whether a pixel belongs to the subject in part. */
    boolean isSoft();

    /** Whole pixels. */
    record Hard(Mask pixels) implements Matte {
        @Override
        public int width() {
            return pixels.width();
        }

        @Override
        public int height() {
            return pixels.height();
        }

        @Override
        public String name() {
            return "mask of the subject";
        }

        @Override
        public void copyRow(int y, int[] shares) {
            boolean[] inside = new boolean[width()];
            pixels.copyRow(y, inside, 0);
            Arrays.setAll(shares, x -> inside[x] ? Sheet.OPAQUE : 0);
        }

        @Override
        public boolean isSoft() {
            return false;
        }

        @Override
        public String toString() {
            return pixels.toString();
        }
    }

    /** The share of a pixel is its probability. */
    record Soft(ConfidenceMap probabilities) implements Matte {
        @Override
        public int width() {
            return probabilities.width();
        }

        @Override
        public int height() {
            return probabilities.height();
        }

        @Override
        public String name() {
            return "map of the subject";
        }

        @Override
        public void copyRow(int y, int[] shares) {
            float[] row = new float[width()];
            probabilities.copyRow(y, row, 0);
            Arrays.setAll(shares, x -> Sheet.coverage(row[x]));
        }

        @Override
        public boolean isSoft() {
            int[] shares = new int[width()];
            for (int y = 0; y < height(); y++) {
                copyRow(y, shares);
                for (int share : shares) {
                    if (share != 0 && share != Sheet.OPAQUE) {
                        return true;
                    }
                }
            }
            return false;
        }

        @Override
        public String toString() {
            return probabilities.toString();
        }
    }
}

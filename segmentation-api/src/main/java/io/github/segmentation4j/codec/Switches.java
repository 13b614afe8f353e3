package io.github.segmentation4j.codec;

import java.util.Arrays;

/**
 * The places between outside and inside, as numbers of pixels counted down the columns of an image from left to right. They
 * come in any order; once they are sorted, they are the ends of COCO's runs. Not safe for use by two threads at once.
 */
final class Switches {
    private static final int FIRST_CAPACITY = 64;

    private int[] places = new int[FIRST_CAPACITY];
    private int size;

    /** Adds a place; added twice, it goes out and in again, and no run ends there. */
    void add(long place) {
        if (size == places.length) {
            places = Arrays.copyOf(places, Math.multiplyExact(2, size));
        }
        places[size++] = Math.toIntExact(place);
    }

    /** Sorts the places and drops the pairs. */
    void sort() {
        Arrays.sort(places, 0, size);
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (kept > 0 && places[kept - 1] == places[i]) {
                kept--;
            } else {
                places[kept++] = places[i];
            }
        }
        size = kept;
    }

    /** Returns the number of places. */
    int size() {
        return size;
    }

    /** Returns the place with this index. */
    int at(int index) {
        return places[index];
    }

    /**
     * Returns the lengths of the runs between sorted places, the first outside and perhaps 0, the last up to the end of the
     * image.
     */
    int[] counts(int pixels) {
        boolean endsInside = size > 0 && places[size - 1] == pixels;
        int[] counts = new int[endsInside ? size : size + 1];
        int begin = 0;
        for (int run = 0; run < counts.length; run++) {
            int end = run < size ? places[run] : pixels;
            counts[run] = end - begin;
            begin = end;
        }
        return counts;
    }
}

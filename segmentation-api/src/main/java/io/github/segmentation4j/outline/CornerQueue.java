package io.github.segmentation4j.outline;

import java.util.Arrays;

/** Points waiting to be left out, the one with the smallest triangle first, of equal ones that with the lowest number. */
final class CornerQueue {
    private static final int ABSENT = -1;

    /** A binary heap of points. */
    private final int[] heap;

    /** The place of each point in the heap. */
    private final int[] places;

    private final long[] areas;
    private int size;

    CornerQueue(int points) {
        heap = new int[points];
        places = new int[points];
        areas = new long[points];
        Arrays.fill(places, ABSENT);
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Adds a point, or changes its area. */
    void put(int point, long area) {
        areas[point] = area;
        if (places[point] == ABSENT) {
            set(size++, point);
        }
        rise(places[point]);
        sink(places[point]);
    }

    /** Takes a point out if it waits. */
    void remove(int point) {
        int place = places[point];
        if (place == ABSENT) {
            return;
        }
        places[point] = ABSENT;
        size--;
        if (place < size) {
            int moved = heap[size];
            set(place, moved);
            rise(place);
            sink(places[moved]);
        }
    }

    /** Takes the first point out. */
    int poll() {
        int point = heap[0];
        remove(point);
        return point;
    }

    private void set(int place, int point) {
        heap[place] = point;
        places[point] = place;
    }

    private boolean isBefore(int a, int b) {
        return areas[a] < areas[b] || (areas[a] == areas[b] && a < b);
    }

    private void rise(int from) {
        int point = heap[from];
        int place = from;
        while (place > 0 && isBefore(point, heap[(place - 1) / 2])) {
            set(place, heap[(place - 1) / 2]);
            place = (place - 1) / 2;
        }
        set(place, point);
    }

    private void sink(int from) {
        int point = heap[from];
        int place = from;
        while (true) {
            int child = 2 * place + 1;
            if (child + 1 < size && isBefore(heap[child + 1], heap[child])) {
                child++;
            }
            if (child >= size || !isBefore(heap[child], point)) {
                break;
            }
            set(place, heap[child]);
            place = child;
        }
        set(place, point);
    }
}

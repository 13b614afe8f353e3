package io.github.segmentation4j.overlay.picture;

import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.internal.Maps;

final class Components {
    private Components() {}

    static int[] of(LabelMap labels) {
        int w = labels.width();
        int h = labels.height();
        int[] ids = new int[w * h];
        int[] stack = new int[w * h];
        Object array = Maps.labels(labels);
        int next = 0;
        for (int start = 0; start < ids.length; start++) {
            if (ids[start] != 0) {
                continue;
            }
            int depth = 0;
            stack[depth++] = start;
            ids[start] = ++next;
            while (depth > 0) {
                int p = stack[--depth];
                for (int dy = -1; dy <= 1; dy++) {
                    for (int dx = -1; dx <= 1; dx++) {
                        int x = p % w + dx;
                        int y = p / w + dy;
                        if (x >= 0
                                && x < w
                                && y >= 0
                                && y < h
                                && ids[y * w + x] == 0
                                && at(array, y * w + x) == at(array, p)) {
                            ids[y * w + x] = next;
                            stack[depth++] = y * w + x;
                        }
                    }
                }
            }
        }
        return ids;
    }

    private static int at(Object array, int i) {
        return array instanceof byte[] b ? b[i] : ((short[]) array)[i];
    }
}

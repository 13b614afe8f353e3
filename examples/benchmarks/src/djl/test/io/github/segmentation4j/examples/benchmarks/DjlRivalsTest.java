package io.github.segmentation4j.examples.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.LabelMap;
import org.junit.jupiter.api.Test;

/** DJL first, since it opens ONNX Runtime itself. */
class DjlRivalsTest {
    @Test
    void djlFindsNearlyTheSameLabels() throws Exception {
        DjlRivals rivals = new DjlRivals();
        DjlRivals.Djl djl = new DjlRivals.Djl();
        djl.threads = 2;
        djl.prepare();
        int[][] theirs = rivals.djl(djl).getMask();
        DjlRivals.Library library = new DjlRivals.Library();
        library.threads = 2;
        library.prepare();
        LabelMap ours = rivals.segment(library).resize(theirs[0].length, theirs.length);
        int different = 0;
        for (int y = 0; y < theirs.length; y++) {
            for (int x = 0; x < theirs[y].length; x++) {
                different += ours.labelAt(x, y) == theirs[y][x] ? 0 : 1;
            }
        }
        assertEquals(520, theirs.length);
        assertTrue(different < ours.pixelCount() / 20, different + " labels differ");
        library.close();
        djl.close();
    }
}

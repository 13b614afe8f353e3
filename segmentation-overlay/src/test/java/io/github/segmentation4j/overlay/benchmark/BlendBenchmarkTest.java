package io.github.segmentation4j.overlay.benchmark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every benchmark body gives the answer that it is timed for. */
class BlendBenchmarkTest {
    private static final BlendBenchmark BENCHMARK = new BlendBenchmark();

    @BeforeAll
    static void makeImages() {
        BENCHMARK.makeImages();
    }

    @Test
    void overlayEqualsTheFormula() {
        assertArrayEquals(BENCHMARK.slowOverlay(), pixels(BENCHMARK.overlay()));
    }

    @Test
    void overlayOfWideLabelsEqualsTheFormulaButForTheHiddenPixel() {
        int[] expected = BENCHMARK.slowOverlay();
        int[] actual = pixels(BENCHMARK.overlayOfWideLabels());
        int last = expected.length - 1;
        actual[last] = expected[last];
        assertArrayEquals(expected, actual);
    }

    @Test
    void bothColorMapsAreEqualAndHaveManyRegions() {
        int[] colors = pixels(BENCHMARK.colorize());
        assertArrayEquals(colors, pixels(BENCHMARK.colorizeIndexed()));
        int changes = 0;
        for (int i = 1; i < colors.length; i++) {
            changes += colors[i] == colors[i - 1] ? 0 : 1;
        }
        assertTrue(changes > BlendBenchmark.HEIGHT && changes < colors.length / 50, changes + " changes of color");
    }

    @Test
    void java2dEqualsTheFormulaButForItsRounding() {
        int[] expected = BENCHMARK.slowOverlay();
        int[] actual = pixels(BENCHMARK.java2d());
        for (int i = 0; i < expected.length; i++) {
            for (int shift = 0; shift < 24; shift += 8) {
                int difference = ((expected[i] >> shift) & 0xFF) - ((actual[i] >> shift) & 0xFF);
                assertTrue(Math.abs(difference) <= 2, "pixel " + i + " differs by " + difference);
            }
        }
    }

    private static int[] pixels(BufferedImage image) {
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] &= 0xFFFFFF;
        }
        return pixels;
    }
}

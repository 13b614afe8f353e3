package io.github.segmentation4j.overlay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Generated colors stay apart, by the distance they are chosen by and by another that the code does not know. */
class DistinctColorsTest {
    /** Viénot, Brettel and Mollon, "Digital video colourmaps for checking the legibility of displays", 1999. */
    private static final double[][] VIENOT_PROTANOPIA = {
        {0.11238, 0.88762, 0}, {0.11238, 0.88762, 0}, {0.00401, -0.00401, 1}
    };

    private static final double[][] VIENOT_DEUTERANOPIA = {
        {0.29275, 0.70725, 0}, {0.29275, 0.70725, 0}, {-0.02234, 0.02234, 1}
    };
    private static final double[][] NORMAL = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};

    @ParameterizedTest
    @CsvSource({"2,0.42", "4,0.27", "8,0.25", "12,0.20", "21,0.14", "32,0.12", "64,0.09", "150,0.06", "256,0.05"})
    void generatedColorsKeepADistanceInOkLab(int count, double distance) {
        double least = leastDistance(DistinctColors.vivid(count), ColorVision.TRICHROMACY);
        assertTrue(least >= distance, "the nearest two are only " + least + " apart");
    }

    @ParameterizedTest
    @CsvSource({"2,55", "8,45", "21,20", "64,10", "150,6", "256,5"})
    void generatedColorsKeepADistanceInCieLab(int count, double distance) {
        double least = leastLabDistance(DistinctColors.vivid(count), NORMAL);
        assertTrue(least >= distance, "the nearest two are only " + least + " apart");
    }

    @Test
    void generatedColorsAreNeitherDarkNorPaleNorGray() {
        for (int rgb : DistinctColors.vivid(256)) {
            double[] lab = lab(rgb, NORMAL);
            assertTrue(lab[0] > 25 && lab[0] < 95, String.format("%06X has the lightness %f", rgb, lab[0]));
            assertTrue(Math.hypot(lab[1], lab[2]) > 5, String.format("%06X is gray", rgb));
        }
    }

    @ParameterizedTest
    @CsvSource({"2,0.72", "4,0.11", "8,0.076", "12,0.076", "21,0.076", "32,0.059", "64,0.04", "150,0.024", "256,0.018"})
    void colorBlindSafeColorsKeepADistanceForEveryVision(int count, double distance) {
        int[] colors = DistinctColors.colorBlindSafe(count);
        for (ColorVision vision : ColorVision.values()) {
            double least = leastDistance(colors, vision);
            assertTrue(least >= distance, vision + ": the nearest two are only " + least + " apart");
        }
    }

    @ParameterizedTest
    @CsvSource({"8,10", "12,10", "21,7"})
    void colorBlindSafeColorsKeepADistanceByAnotherSimulation(int count, double distance) {
        int[] colors = DistinctColors.colorBlindSafe(count);
        for (double[][] vision : new double[][][] {NORMAL, VIENOT_PROTANOPIA, VIENOT_DEUTERANOPIA}) {
            double least = leastLabDistance(colors, vision);
            assertTrue(least >= distance, "the nearest two are only " + least + " apart");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 9, 1024, 1025, 5000, 65_536})
    void allColorsDiffer(int count) {
        assertEquals(
                count, Arrays.stream(DistinctColors.vivid(count)).distinct().count());
        assertEquals(
                count,
                Arrays.stream(DistinctColors.colorBlindSafe(count)).distinct().count());
    }

    @Test
    void aClassKeepsItsColorWhenMoreAreAdded() {
        assertArrayEquals(DistinctColors.vivid(21), Arrays.copyOf(DistinctColors.vivid(1500), 21));
        assertArrayEquals(DistinctColors.colorBlindSafe(21), Arrays.copyOf(DistinctColors.colorBlindSafe(1500), 21));
    }

    @Test
    void colorBlindSafeColorsStartWithThoseOfOkabeAndIto() {
        // Given in bytes, as the authors' table has them.
        int[][] okabeIto = {
            {0, 0, 0},
            {230, 159, 0},
            {86, 180, 233},
            {0, 158, 115},
            {240, 228, 66},
            {0, 114, 178},
            {213, 94, 0},
            {204, 121, 167}
        };
        Palette palette = Palette.colorBlindSafe(10);
        for (int label = 0; label < okabeIto.length; label++) {
            int[] rgb = okabeIto[label];
            assertEquals((rgb[0] * 256 + rgb[1]) * 256 + rgb[2], palette.rgb(label));
        }
    }

    @Test
    void bitsAreInterleavedFromTheHighest() {
        assertEquals(0x800000, DistinctColors.bitInterleaved(0b001));
        assertEquals(0x008000, DistinctColors.bitInterleaved(0b010));
        assertEquals(0x000080, DistinctColors.bitInterleaved(0b100));
        assertEquals(0x400000, DistinctColors.bitInterleaved(0b001_000));
        assertEquals(0xFFFFFF, DistinctColors.bitInterleaved(0xFFFFFF));
    }

    @ParameterizedTest
    @CsvSource({
        // Ottosson's own examples of the axes: white, and the primaries as CSS Color 4 lists them.
        "FFFFFF, 1.000, 0.000, 0.000",
        "000000, 0.000, 0.000, 0.000",
        "FF0000, 0.628, 0.225, 0.126",
        "00FF00, 0.866, -0.234, 0.179",
        "0000FF, 0.452, -0.032, -0.312"
    })
    void okLabOfTheCorners(String rgb, double lightness, double greenRed, double blueYellow) {
        double[] place = new double[ColorVision.AXES];
        ColorVision.TRICHROMACY.perceive(Integer.parseInt(rgb, 16), place, 0);
        assertArrayEquals(new double[] {lightness, greenRed, blueYellow}, place, 0.001);
    }

    @ParameterizedTest
    @EnumSource(ColorVision.class)
    void everyVisionSeesGrayAsItIs(ColorVision vision) {
        for (int gray = 0; gray < 256; gray++) {
            double[] seen = new double[ColorVision.AXES];
            double[] normal = new double[ColorVision.AXES];
            vision.perceive(gray * 0x010101, seen, 0);
            ColorVision.TRICHROMACY.perceive(gray * 0x010101, normal, 0);
            assertArrayEquals(normal, seen, 0.001);
        }
    }

    private static double leastDistance(int[] colors, ColorVision vision) {
        double[][] places = new double[colors.length][ColorVision.AXES];
        for (int i = 0; i < colors.length; i++) {
            vision.perceive(colors[i], places[i], 0);
        }
        return leastDistance(places);
    }

    private static double leastLabDistance(int[] colors, double[][] vision) {
        return leastDistance(
                Arrays.stream(colors).mapToObj(rgb -> lab(rgb, vision)).toArray(double[][]::new));
    }

    private static double leastDistance(double[][] places) {
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < places.length; i++) {
            for (int j = 0; j < i; j++) {
                double square = 0;
                for (int axis = 0; axis < places[i].length; axis++) {
                    square += Math.pow(places[i][axis] - places[j][axis], 2);
                }
                least = Math.min(least, Math.sqrt(square));
            }
        }
        return least;
    }

    /** A color as it is seen in CIELAB of 1976 for the white of sRGB, D65. */
    private static double[] lab(int rgb, double[][] vision) {
        double[] linear = new double[3];
        for (int row = 0; row < 3; row++) {
            double seen = vision[row][0] * linear(rgb >> 16)
                    + vision[row][1] * linear(rgb >> 8)
                    + vision[row][2] * linear(rgb);
            linear[row] = Math.max(0, Math.min(1, seen));
        }
        double x = (0.4124 * linear[0] + 0.3576 * linear[1] + 0.1805 * linear[2]) / 0.9505;
        double y = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
        double z = (0.0193 * linear[0] + 0.1192 * linear[1] + 0.9505 * linear[2]) / 1.0890;
        return new double[] {116 * f(y) - 16, 500 * (f(x) - f(y)), 200 * (f(y) - f(z))};
    }

    private static double f(double t) {
        return t > 216.0 / 24389 ? Math.cbrt(t) : (24389.0 / 27 * t + 16) / 116;
    }

    private static double linear(int sample) {
        double value = (sample & 0xFF) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
}

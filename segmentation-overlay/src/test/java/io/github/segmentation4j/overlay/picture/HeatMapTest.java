package io.github.segmentation4j.overlay.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.ConfidenceMap;
import java.awt.image.BufferedImage;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeatMapTest {
    private static ConfidenceMap ramp(int width) {
        float[] values = new float[width];
        for (int x = 0; x < width; x++) {
            values[x] = (float) x / (width - 1);
        }
        return ConfidenceMap.copyOf(width, 1, values);
    }

    @ParameterizedTest
    @CsvSource({
        // Rows of Matplotlib's table of viridis that lie between the colors that are given.
        "8, 0.277018, 0.050344, 0.375715",
        "25, 0.282623, 0.140926, 0.457517",
        "42, 0.267968, 0.223549, 0.512008",
        "59, 0.239346, 0.300855, 0.540844",
        "93, 0.177423, 0.437527, 0.557565",
        "109, 0.153364, 0.497000, 0.557724",
        "212, 0.555484, 0.840254, 0.269281",
        "229, 0.730889, 0.871916, 0.156029",
        "243, 0.876168, 0.891125, 0.095250",
        "247, 0.916242, 0.896091, 0.100717"
    })
    void colorsAreThoseOfViridis(int place, double red, double green, double blue) {
        int lastYellows = 238;
        int rgb = HeatMap.create().draw(ramp(256)).getRGB(place, 0);
        assertEquals(red * 255, rgb >> 16 & 0xFF, 3);
        assertEquals(green * 255, rgb >> 8 & 0xFF, 3);
        assertEquals(blue * 255, rgb & 0xFF, place > lastYellows ? 7 : 3);
    }

    @Test
    void higherIsBrighterEverywhere() {
        BufferedImage ramp = HeatMap.create().draw(ramp(64));
        for (int x = 1; x < 64; x++) {
            assertTrue(Grays.gray(ramp.getRGB(x, 0)) > Grays.gray(ramp.getRGB(x - 1, 0)), "at " + x);
        }
        assertEquals(0xFF440154, ramp.getRGB(0, 0));
        assertEquals(0xFFFDE725, ramp.getRGB(63, 0));
    }

    @Test
    void numbersBeyondTheRangeHaveTheColorsOfItsEnds() {
        BufferedImage picture = HeatMap.create().withRange(0.4f, 0.6f).draw(ramp(11));
        assertEquals(0xFF440154, picture.getRGB(3, 0));
        assertEquals(0xFF440154, picture.getRGB(4, 0));
        assertEquals(0xFFFDE725, picture.getRGB(6, 0));
        assertEquals(0xFFFDE725, picture.getRGB(10, 0));
    }

    @Property(tries = 50)
    void alphaOneGivesTheColorsAndAlphaZeroTheGrayPhoto(
            @ForAll @IntRange(min = 1, max = 12) int width, @ForAll Random random) {
        BufferedImage photo = Samples.photo(width, 5, random);
        float[] values = new float[width * 5];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat();
        }
        ConfidenceMap numbers = ConfidenceMap.copyOf(width, 5, values);
        assertArrayEquals(
                Samples.argb(HeatMap.create().draw(numbers)),
                Samples.argb(HeatMap.create().withAlpha(1).draw(photo, numbers)));
        for (int rgb : Samples.argb(HeatMap.create().withAlpha(0).draw(photo, numbers))) {
            assertTrue((rgb & 0xFF) == (rgb >> 8 & 0xFF) && (rgb & 0xFF) == (rgb >> 16 & 0xFF));
        }
    }

    @Property(tries = 50)
    void aScaleStandsBelowAndLeavesTheMapAsItIs(@ForAll @IntRange(min = 2, max = 90) int width) {
        BufferedImage plain = HeatMap.create().draw(ramp(width));
        BufferedImage scaled = HeatMap.create().withScale("confidence").draw(ramp(width));
        assertEquals(width, scaled.getWidth());
        assertTrue(scaled.getHeight() > 1);
        assertArrayEquals(Samples.argb(plain), Samples.argb(scaled, 0, 0, width, 1));
    }

    @Test
    void wrongArgumentsAreRefused() {
        HeatMap map = HeatMap.create();
        assertThrows(IllegalArgumentException.class, () -> map.withRange(1, 1));
        assertThrows(IllegalArgumentException.class, () -> map.withRange(0, Float.NaN));
        assertThrows(IllegalArgumentException.class, () -> map.withRange(0, Float.POSITIVE_INFINITY));
        assertThrows(IllegalArgumentException.class, () -> map.withAlpha(-0.1));
        assertThrows(NullPointerException.class, () -> map.withScale(null));
        BufferedImage photo = Samples.photo(2, 2, new Random(1));
        assertThrows(IllegalArgumentException.class, () -> map.draw(photo, ramp(2)));
    }
}

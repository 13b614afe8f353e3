package io.github.segmentation4j.engine.input;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.segmentation4j.model.ImageSize;
import io.github.segmentation4j.model.Resampling;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Laws of resizing, and the fast passes against their slow twin. */
class PillowResizeProperties {

    @Property
    void equalsTheSlowTwin(
            @ForAll @IntRange(min = 1, max = 40) int width,
            @ForAll @IntRange(min = 1, max = 40) int height,
            @ForAll @IntRange(min = 1, max = 60) int newWidth,
            @ForAll @IntRange(min = 1, max = 60) int newHeight,
            @ForAll("pillow") Resampling filter,
            @ForAll long seed) {
        RgbImage image = RgbImage.noise(width, height, seed);
        ImageSize target = new ImageSize(newWidth, newHeight);
        RgbImage expected = SlowPillowResize.resized(image, target, filter);
        assertArrayEquals(expected.bytes(), image.resized(target, filter).bytes());
    }

    @Property
    void theSameSizeIsTheIdentity(
            @ForAll @IntRange(min = 1, max = 50) int width,
            @ForAll @IntRange(min = 1, max = 50) int height,
            @ForAll("filters") Resampling filter,
            @ForAll long seed) {
        RgbImage image = RgbImage.noise(width, height, seed);
        assertArrayEquals(
                image.bytes(),
                image.resized(new ImageSize(width, height), filter).bytes());
    }

    @Property
    void oneColorStaysOneColor(
            @ForAll @IntRange(min = 1, max = 50) int width,
            @ForAll @IntRange(min = 1, max = 50) int height,
            @ForAll @IntRange(min = 1, max = 90) int newWidth,
            @ForAll @IntRange(min = 1, max = 90) int newHeight,
            @ForAll("filters") Resampling filter,
            @ForAll byte value) {
        byte[] bytes = new byte[width * height * 3];
        Arrays.fill(bytes, value);
        RgbImage result = new RgbImage(width, height, bytes).resized(new ImageSize(newWidth, newHeight), filter);
        for (byte one : result.bytes()) {
            assertEquals(value, one);
        }
    }

    @Provide
    Arbitrary<Resampling> pillow() {
        return Arbitraries.of(Resampling.class).filter(filter -> filter.name().startsWith("PILLOW_"));
    }

    @Provide
    Arbitrary<Resampling> filters() {
        return Arbitraries.of(Resampling.class)
                .filter(filter ->
                        filter.name().startsWith("PILLOW_") || filter.name().startsWith("TORCHVISION_"));
    }
}

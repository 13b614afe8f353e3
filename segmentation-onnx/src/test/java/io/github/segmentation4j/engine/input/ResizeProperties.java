package io.github.segmentation4j.engine.input;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.segmentation4j.model.Crop;
import io.github.segmentation4j.model.ImageSize;
import io.github.segmentation4j.model.Normalization;
import io.github.segmentation4j.model.Preprocessing;
import io.github.segmentation4j.model.Resampling;
import io.github.segmentation4j.model.SizeRule;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What holds for every filter, those on floats included. */
class ResizeProperties {
    private static Preprocessing steps(SizeRule size, Resampling filter) {
        return Preprocessing.of(size, Normalization.none()).withResampling(filter);
    }

    @Property(tries = 300)
    void theSameSizeIsTheIdentity(
            @ForAll @IntRange(min = 1, max = 40) int width,
            @ForAll @IntRange(min = 1, max = 40) int height,
            @ForAll Resampling filter) {
        BufferedImage image =
                RgbImage.noise(width, height, width * 41L + height).toBufferedImage(BufferedImage.TYPE_3BYTE_BGR);
        assertArrayEquals(
                Inputs.floats(steps(SizeRule.asIs(), Resampling.PILLOW_NEAREST), image),
                Inputs.floats(steps(SizeRule.fixed(width, height), filter), image));
    }

    @Property(tries = 500)
    void aConstantImageStaysConstant(
            @ForAll @IntRange(min = 1, max = 60) int width,
            @ForAll @IntRange(min = 1, max = 60) int height,
            @ForAll @IntRange(min = 1, max = 60) int newWidth,
            @ForAll @IntRange(min = 1, max = 60) int newHeight,
            @ForAll @IntRange(min = 0, max = 255) int sample,
            @ForAll Resampling filter) {
        byte[] bytes = new byte[width * height * 3];
        Arrays.fill(bytes, (byte) sample);
        BufferedImage image = new RgbImage(width, height, bytes).toBufferedImage(BufferedImage.TYPE_3BYTE_BGR);
        for (float value : Inputs.floats(steps(SizeRule.fixed(newWidth, newHeight), filter), image)) {
            // Sums of rounded weights may fall short of one, in float32 by some steps.
            assertEquals(sample, value, filter.name().startsWith("PYTORCH") ? 1e-4 : 0);
        }
    }

    @Property(tries = 200)
    void aCropOfTheWholeIsTheWhole(
            @ForAll @IntRange(min = 1, max = 40) int width,
            @ForAll @IntRange(min = 1, max = 40) int height,
            @ForAll Resampling filter) {
        BufferedImage image =
                RgbImage.noise(30, 20, width * 43L + height).toBufferedImage(BufferedImage.TYPE_3BYTE_BGR);
        Preprocessing whole = steps(SizeRule.fixed(width, height), filter);
        assertArrayEquals(
                Inputs.floats(whole, image), Inputs.floats(whole.withCrop(Crop.center(width, height)), image));
        ImageSize size = new Preprocessor(whole).geometry(image).network();
        assertEquals(new ImageSize(width, height), size);
    }
}

package io.github.segmentation4j.overlay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The kernel follows its formula for every pair of bytes and every opacity. */
class BlendTest {
    private static final int VALUES = 256;

    @Test
    void everyPairOfBytesAtEveryOpacityFollowsTheFormula() {
        Palette grays = Palette.of(
                IntStream.range(0, VALUES).map(value -> value * 0x010101).toArray());
        byte[] photo = new byte[Blend.CHANNELS * VALUES];
        for (int i = 0; i < photo.length; i++) {
            photo[i] = (byte) (i / Blend.CHANNELS);
        }
        byte[] labels = new byte[VALUES];
        byte[] target = new byte[photo.length];
        byte[] expected = new byte[photo.length];
        for (int opacity = 0; opacity <= Blend.OPAQUE; opacity++) {
            Blend blend = new Blend(grays, new BitSet(), opacity);
            for (int color = 0; color < VALUES; color++) {
                Arrays.fill(labels, (byte) color);
                assertEquals(VALUES, blend.row(photo, 0, labels, 0, target, 0, VALUES));
                for (int i = 0; i < expected.length; i++) {
                    expected[i] = (byte) SlowOverlay.blendChannel(photo[i] & 0xFF, color, opacity / 256.0);
                }
                assertArrayEquals(expected, target);
            }
        }
    }

    @Property
    void theBlendIsTheMeanRoundedToTheNearest(
            @ForAll @IntRange(max = 255) int photo,
            @ForAll @IntRange(max = 255) int color,
            @ForAll @IntRange(max = 256) int opacity) {
        double mean = (photo * (256 - opacity) + color * opacity) / 256.0;
        assertEquals(Math.round(mean), blendGray(photo, color, opacity));
    }

    @Property
    void aBrighterPhotoOrColorIsNeverDarkerAfterwards(
            @ForAll @IntRange(max = 254) int photo,
            @ForAll @IntRange(max = 254) int color,
            @ForAll @IntRange(max = 256) int opacity) {
        int blended = blendGray(photo, color, opacity);
        assertEquals(blended, Math.min(blended, blendGray(photo + 1, color, opacity)));
        assertEquals(blended, Math.min(blended, blendGray(photo, color + 1, opacity)));
    }

    @Property
    void moreOpacityIsNeverFartherFromTheColor(
            @ForAll @IntRange(max = 255) int photo,
            @ForAll @IntRange(max = 255) int color,
            @ForAll @IntRange(max = 255) int opacity) {
        int before = Math.abs(color - blendGray(photo, color, opacity));
        int after = Math.abs(color - blendGray(photo, color, opacity + 1));
        assertEquals(after, Math.min(before, after));
    }

    @ParameterizedTest
    @CsvSource({"0,0", "0.5,128", "1,256", "0.25,64", "0.001953125,1", "0.0019,0", "0.999,256", "0.998,255"})
    void opacityIsAlphaIn256thsRoundedHalfUp(double alpha, int opacity) {
        assertEquals(opacity, Blend.opacity(alpha));
    }

    @ParameterizedTest
    @CsvSource({"1,0", "7,3", "8,0", "8,7", "9,8", "40,17", "40,39"})
    void aRowStopsAtTheFirstLabelWithoutColor(int width, int place) {
        byte[] bytes = new byte[width];
        bytes[place] = 1;
        short[] shorts = new short[width];
        shorts[place] = 999;
        Blend blend = new Blend(Palette.of(0xABCDEF), new BitSet(), 128);
        byte[] photo = new byte[Blend.CHANNELS * width];
        byte[] target = new byte[photo.length];
        assertEquals(place, blend.row(photo, 0, bytes, 0, target, 0, width));
        assertEquals(place, blend.row(photo, 0, shorts, 0, target, 0, width));
    }

    @Test
    void nothingIsWrittenOutsideTheRow() {
        int width = 21;
        int margin = 5;
        byte[] labels = new byte[width + 2 * margin];
        Arrays.fill(labels, (byte) 77);
        Arrays.fill(labels, margin, margin + width, (byte) 0);
        byte[] photo = new byte[Blend.CHANNELS * width + 2 * margin];
        byte[] target = new byte[photo.length];
        Blend blend = new Blend(Palette.of(0xFFFFFF), new BitSet(), Blend.OPAQUE);
        assertEquals(width, blend.row(photo, margin, labels, margin, target, margin, width));
        for (int i = 0; i < target.length; i++) {
            boolean inside = i >= margin && i < target.length - margin;
            assertEquals(inside ? -1 : 0, target[i], "byte " + i);
        }
    }

    /** Blends one gray pixel with the kernel. */
    private static int blendGray(int photo, int color, int opacity) {
        byte[] pixel = {(byte) photo, (byte) photo, (byte) photo};
        byte[] target = new byte[Blend.CHANNELS];
        Blend blend = new Blend(Palette.of(color * 0x010101), new BitSet(), opacity);
        assertEquals(1, blend.row(pixel, 0, new byte[1], 0, target, 0, 1));
        assertEquals(target[0], target[1]);
        assertEquals(target[0], target[2]);
        return target[0] & 0xFF;
    }
}

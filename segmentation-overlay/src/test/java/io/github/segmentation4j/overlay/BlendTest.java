package io.github.segmentation4j.overlay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The kernels follow their formula: the plain ones for either order of bytes, and the one that is chosen here, which uses
 * SIMD where the suite is run with it.
 */
class BlendTest {
    private static final int VALUES = 256;
    private static final BitSet NONE_HIDDEN = new BitSet();

    private static List<Blend> kernels(Inks inks, PixelOrder order) {
        return List.of(Blend.plain(inks, order), Blend.of(inks, order));
    }

    @ParameterizedTest
    @EnumSource(PixelOrder.class)
    void everyPairOfBytesAtEveryOpacityFollowsTheFormula(PixelOrder order) {
        Palette grays = Palette.of(
                IntStream.range(0, VALUES).map(value -> value * 0x010101).toArray());
        byte[] photo = new byte[order.bytes() * VALUES];
        for (int i = 0; i < photo.length; i++) {
            photo[i] = (byte) (i / order.bytes());
        }
        byte[] labels = new byte[VALUES];
        byte[] target = new byte[photo.length];
        byte[] expected = new byte[photo.length];
        for (int opacity = 0; opacity <= Inks.OPAQUE; opacity++) {
            List<Blend> kernels = kernels(new Inks(grays, NONE_HIDDEN, opacity), order);
            for (int color = 0; color < VALUES; color++) {
                Arrays.fill(labels, (byte) color);
                for (int i = 0; i < expected.length; i++) {
                    boolean alpha = order == PixelOrder.ABGR && i % order.bytes() == 0;
                    int blended = SlowOverlay.blendChannel(photo[i] & 0xFF, color, opacity / 256.0);
                    expected[i] = alpha ? photo[i] : (byte) blended;
                }
                for (Blend kernel : kernels) {
                    Arrays.fill(target, (byte) 0);
                    assertEquals(VALUES, kernel.row(photo, 0, labels, 0, 0, target, 0, VALUES));
                    assertArrayEquals(expected, target);
                }
            }
        }
    }

    @Property
    void aRowOfAnyLabelsAtAnyPlaceEqualsItsPixelsOneByOne(
            @ForAll PixelOrder order,
            @ForAll @IntRange(min = 1, max = 200) int width,
            @ForAll @IntRange(max = 9) int margin,
            @ForAll @IntRange(min = 1, max = 90) int longestRun,
            @ForAll @IntRange(max = 256) int opacity,
            @ForAll Random random) {
        int base = 256 * random.nextInt(3);
        BitSet hidden = new BitSet();
        hidden.set(base + 2);
        Palette palette = Pictures.palette(base + VALUES, random);
        Inks inks = new Inks(palette, hidden, opacity);
        byte[] photo = new byte[order.bytes() * width + 2 * margin];
        random.nextBytes(photo);
        byte[] labels = new byte[width + 2 * margin];
        for (int i = 0, end = 0; i < labels.length; i++) {
            boolean repeat = i < end;
            end = repeat ? end : i + 1 + random.nextInt(longestRun);
            labels[i] = repeat ? labels[i - 1] : (byte) random.nextInt();
        }
        byte[] expected = new byte[photo.length];
        Arrays.fill(expected, (byte) 77);
        for (int i = 0; i < order.bytes() * width; i++) {
            int label = base + (labels[margin + i / order.bytes()] & 0xFF);
            // Blue, green and red come last; before them may come the alpha.
            int channel = i % order.bytes() - (order.bytes() - 3);
            byte before = photo[margin + i];
            int color = palette.rgb(label) >> (8 * Math.max(0, channel)) & 0xFF;
            int blended = SlowOverlay.blendChannel(before & 0xFF, color, opacity / 256.0);
            expected[margin + i] = channel < 0 || hidden.get(label) ? before : (byte) blended;
        }
        for (Blend kernel : kernels(inks, order)) {
            byte[] target = new byte[photo.length];
            Arrays.fill(target, (byte) 77);
            assertEquals(width, kernel.row(photo, margin, labels, margin, base, target, margin, width));
            assertArrayEquals(expected, target);
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
        assertEquals(opacity, Inks.opacity(alpha));
    }

    @ParameterizedTest
    @CsvSource({"1,0", "7,3", "8,0", "8,7", "9,8", "40,17", "40,39", "99,20", "99,21", "99,77"})
    void aRowStopsAtTheFirstLabelWithoutColor(int width, int place) {
        Inks inks = new Inks(Palette.of(0xABCDEF), NONE_HIDDEN, 128);
        byte[] labels = new byte[width];
        labels[place] = 1;
        for (PixelOrder order : PixelOrder.values()) {
            byte[] photo = new byte[order.bytes() * width];
            byte[] target = new byte[photo.length];
            for (Blend kernel : kernels(inks, order)) {
                assertEquals(place, kernel.row(photo, 0, labels, 0, 0, target, 0, width));
                assertEquals(0, kernel.row(photo, 0, labels, 0, VALUES, target, 0, width));
            }
        }
        assertEquals(place, new BgrPaint(inks).row(labels, 0, labels, 0, 0, new byte[3 * width], 0, width));
    }

    @Test
    void nothingIsPaintedOutsideTheRow() {
        int width = 21;
        int margin = 5;
        byte[] labels = new byte[width + 2 * margin];
        Arrays.fill(labels, (byte) 77);
        Arrays.fill(labels, margin, margin + width, (byte) 0);
        byte[] target = new byte[PixelOrder.CHANNELS * width + 2 * margin];
        Blend paint = new BgrPaint(new Inks(Palette.of(0xFFFFFF), NONE_HIDDEN, Inks.OPAQUE));
        assertEquals(width, paint.row(target, margin, labels, margin, 0, target, margin, width));
        for (int i = 0; i < target.length; i++) {
            boolean inside = i >= margin && i < target.length - margin;
            assertEquals(inside ? -1 : 0, target[i], "byte " + i);
        }
    }

    /** Blends one gray pixel with the kernel. */
    private static int blendGray(int photo, int color, int opacity) {
        byte[] pixel = {(byte) photo, (byte) photo, (byte) photo};
        byte[] target = new byte[PixelOrder.CHANNELS];
        Blend blend = Blend.of(new Inks(Palette.of(color * 0x010101), NONE_HIDDEN, opacity), PixelOrder.BGR);
        assertEquals(1, blend.row(pixel, 0, new byte[1], 0, 0, target, 0, 1));
        assertEquals(target[0], target[1]);
        assertEquals(target[0], target[2]);
        return target[0] & 0xFF;
    }
}

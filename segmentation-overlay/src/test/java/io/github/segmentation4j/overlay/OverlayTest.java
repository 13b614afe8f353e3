package io.github.segmentation4j.overlay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.LabelMap;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import java.util.Random;
import java.util.function.IntPredicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OverlayTest {
    private static final Palette PALETTE = Palette.of(0x000000, 0xFF0000, 0x00FF00, 0x4080C0);
    private static final LabelMap LABELS = Pictures.letters("AABB", "CCDD");

    @Property
    void equalsTheSlowTwin(
            @ForAll @IntRange(min = 1, max = 70) int width,
            @ForAll @IntRange(min = 1, max = 6) int height,
            @ForAll("opaqueTypes") int type,
            @ForAll @DoubleRange(max = 1) double alpha,
            @ForAll @IntRange(min = 1, max = 600) int classes,
            @ForAll("visibilities") Visibility visibility,
            @ForAll Random random) {
        BufferedImage photo = Pictures.photo(width, height, type, random);
        LabelMap labels = Pictures.labels(width, height, classes, random);
        Palette palette = Pictures.palette(classes, random);
        int chosen = random.nextInt(classes);

        Overlay overlay = visibility.apply(Overlay.of(palette).withAlpha(alpha), chosen);

        int[] expected = SlowOverlay.draw(photo, labels, palette, alpha, visibility.shown(chosen));
        BufferedImage picture = overlay.draw(photo, labels);
        assertEquals(BufferedImage.TYPE_3BYTE_BGR, picture.getType());
        assertArrayEquals(expected, Pictures.rgb(picture));
    }

    @Property
    void aPartOfALargerPhotoEqualsItsCopy(
            @ForAll @IntRange(max = 20) int x,
            @ForAll @IntRange(max = 5) int y,
            @ForAll @IntRange(min = 1, max = 40) int width,
            @ForAll @IntRange(min = 1, max = 5) int height,
            @ForAll("types") int type,
            @ForAll Random random) {
        BufferedImage whole = Pictures.photo(x + width + 3, y + height + 2, type, random);
        BufferedImage part = whole.getSubimage(x, y, width, height);
        BufferedImage copy = new BufferedImage(width, height, type);
        part.copyData(copy.getRaster());
        LabelMap labels = Pictures.labels(width, height, 9, random);
        Overlay overlay = Overlay.of(Pictures.palette(9, random));
        assertArrayEquals(Pictures.argb(overlay.draw(copy, labels)), Pictures.argb(overlay.draw(part, labels)));
    }

    @Property
    void alphaZeroAndHiddenLabelsGiveThePhotoAndAlphaOneTheColors(
            @ForAll @IntRange(min = 1, max = 40) int width,
            @ForAll("opaqueTypes") int type,
            @ForAll @IntRange(min = 1, max = 300) int classes,
            @ForAll @DoubleRange(max = 1) double alpha,
            @ForAll Random random) {
        BufferedImage photo = Pictures.photo(width, 3, type, random);
        LabelMap labels = Pictures.labels(width, 3, classes, random);
        Overlay overlay = Overlay.of(Pictures.palette(classes, random));
        Overlay nothing = overlay.withAlpha(alpha).showing();
        Palette palette = Pictures.palette(classes, random);

        assertArrayEquals(Pictures.rgb(photo), Pictures.rgb(overlay.withAlpha(0).draw(photo, labels)));
        assertArrayEquals(Pictures.rgb(photo), Pictures.rgb(nothing.draw(photo, labels)));
        assertArrayEquals(
                Pictures.rgb(Colorizer.of(palette).colorizeRgb(labels)),
                Pictures.rgb(Overlay.of(palette).withAlpha(1).draw(photo, labels)));
    }

    @Property
    void drawingChangesNeitherPhotoNorResultOfAnotherCall(@ForAll("opaqueTypes") int type, @ForAll Random random) {
        BufferedImage photo = Pictures.photo(17, 3, type, random);
        LabelMap labels = Pictures.labels(17, 3, 4, random);
        int[] before = Pictures.argb(photo);
        BufferedImage first = Overlay.of(PALETTE).draw(photo, labels);
        int[] drawn = Pictures.argb(first);
        BufferedImage second = Overlay.of(PALETTE).withAlpha(1).draw(photo, labels);
        second.setRGB(0, 0, 0x123456);
        assertArrayEquals(before, Pictures.argb(photo));
        assertArrayEquals(drawn, Pictures.argb(first));
    }

    @Property(tries = 20)
    void anyNumberOfThreadsDrawsTheSame(
            @ForAll("types") int type,
            @ForAll @IntRange(min = 2, max = 9) int threads,
            @ForAll @IntRange(min = 1, max = 600) int classes,
            @ForAll Random random) {
        int width = 500;
        int height = 600;
        BufferedImage photo = Pictures.photo(width, height, type, random);
        LabelMap labels = Pictures.labels(width, height, classes, random);
        Overlay overlay = Overlay.of(Pictures.palette(classes, random)).withAlpha(random.nextDouble());
        BufferedImage alone = overlay.withThreads(1).draw(photo, labels);
        BufferedImage together = overlay.withThreads(threads).draw(photo, labels);
        assertArrayEquals(Pictures.argb(alone), Pictures.argb(together));
    }

    @Property
    void drawingIntoAPictureEqualsDrawingANewOne(
            @ForAll @IntRange(min = 1, max = 70) int width,
            @ForAll @IntRange(min = 1, max = 6) int height,
            @ForAll("types") int type,
            @ForAll @DoubleRange(max = 1) double alpha,
            @ForAll Random random) {
        BufferedImage photo = Pictures.photo(width, height, type, random);
        LabelMap labels = Pictures.labels(width, height, 300, random);
        Overlay overlay = Overlay.of(Pictures.palette(300, random)).withAlpha(alpha);
        BufferedImage expected = overlay.draw(photo, labels);
        BufferedImage larger = Pictures.photo(width + 4, height + 2, expected.getType(), random);
        int[] around = Pictures.argb(larger);

        overlay.drawInto(photo, labels, larger.getSubimage(3, 1, width, height));

        for (int y = 0; y < larger.getHeight(); y++) {
            for (int x = 0; x < larger.getWidth(); x++) {
                boolean inside = x >= 3 && x < 3 + width && y >= 1 && y < 1 + height;
                int wanted = inside ? expected.getRGB(x - 3, y - 1) : around[y * larger.getWidth() + x];
                assertEquals(wanted, larger.getRGB(x, y), "at " + x + ", " + y);
            }
        }
    }

    @Property
    void aPhotoCanBeDrawnOver(
            @ForAll @IntRange(min = 1, max = 70) int width,
            @ForAll("typesDrawn") int type,
            @ForAll @DoubleRange(max = 1) double alpha,
            @ForAll Random random) {
        BufferedImage photo = Pictures.photo(width + 2, 4, type, random).getSubimage(1, 1, width, 2);
        LabelMap labels = Pictures.labels(width, 2, 5, random);
        Overlay overlay = Overlay.of(Pictures.palette(5, random)).withAlpha(alpha);
        int[] expected = Pictures.argb(overlay.draw(photo, labels));
        overlay.drawInto(photo, labels, photo);
        assertArrayEquals(expected, Pictures.argb(photo));
    }

    @Test
    void somebodyMustDraw() {
        Overlay overlay = Overlay.of(PALETTE);
        assertEquals(
                "The number of threads was set to 0, but somebody must draw; give at least 1",
                assertThrows(IllegalArgumentException.class, () -> overlay.withThreads(0))
                        .getMessage());
    }

    @Test
    void withoutFurtherWordsEveryLabelIsDrawnHalfOpaque() {
        BufferedImage photo = new BufferedImage(4, 2, BufferedImage.TYPE_INT_RGB);
        int[] expected = {0, 0, 0x800000, 0x800000, 0x008000, 0x008000, 0x204060, 0x204060};
        assertArrayEquals(expected, Pictures.rgb(Overlay.of(PALETTE).draw(photo, LABELS)));
    }

    @Test
    void showingReplacesAndHidingAdds() {
        BufferedImage photo = new BufferedImage(4, 2, BufferedImage.TYPE_INT_RGB);
        Overlay opaque = Overlay.of(PALETTE).withAlpha(1);
        int[] onlyD = {0, 0, 0, 0, 0, 0, 0x4080C0, 0x4080C0};
        int[] onlyB = {0, 0, 0xFF0000, 0xFF0000, 0, 0, 0, 0};
        assertArrayEquals(onlyD, Pictures.rgb(opaque.ignoring(1).ignoring(2).draw(photo, LABELS)));
        assertArrayEquals(onlyD, Pictures.rgb(opaque.showing(1, 2).showing(3).draw(photo, LABELS)));
        assertArrayEquals(onlyB, Pictures.rgb(opaque.ignoring(1).showing(1).draw(photo, LABELS)));
        assertArrayEquals(onlyB, Pictures.rgb(opaque.showing(1, 3).ignoring(3).draw(photo, LABELS)));
    }

    @Test
    void hidingTheBackgroundLeavesThePhotoThere() {
        BufferedImage photo = new BufferedImage(4, 2, BufferedImage.TYPE_3BYTE_BGR);
        photo.setRGB(0, 0, 0x112233);
        int[] picture =
                Pictures.rgb(Overlay.of(PALETTE).withAlpha(1).ignoring(0).draw(photo, LABELS));
        assertEquals(0x112233, picture[0]);
        assertEquals(0xFF0000, picture[2]);
    }

    @Property
    void theAlphaOfThePhotoIsKept(
            @ForAll @IntRange(min = 1, max = 30) int width,
            @ForAll("translucentTypes") int type,
            @ForAll @DoubleRange(max = 1) double alpha,
            @ForAll Random random) {
        BufferedImage photo = Pictures.photo(width, 3, type, random);
        LabelMap labels = Pictures.labels(width, 3, 4, random);
        BufferedImage picture = Overlay.of(PALETTE).withAlpha(alpha).draw(photo, labels);
        assertEquals(BufferedImage.TYPE_4BYTE_ABGR, picture.getType());
        int[] colors = SlowOverlay.draw(photo, labels, PALETTE, alpha, label -> true);
        int[] before = Pictures.argb(photo);
        int[] after = Pictures.argb(picture);
        for (int i = 0; i < after.length; i++) {
            assertEquals((before[i] & 0xFF000000) | colors[i], after[i]);
        }
    }

    @Property
    void premultipliedColorIsStraightenedBeforeItIsBlended(
            @ForAll @IntRange(min = 1, max = 40) int width,
            @ForAll boolean ints,
            @ForAll @DoubleRange(max = 1) double alpha,
            @ForAll Random random) {
        int type = ints ? BufferedImage.TYPE_INT_ARGB_PRE : BufferedImage.TYPE_4BYTE_ABGR_PRE;
        BufferedImage photo = new BufferedImage(width, 2, type);
        BufferedImage straight = new BufferedImage(width, 2, BufferedImage.TYPE_INT_ARGB);
        for (int i = 0; i < 2 * width; i++) {
            int a = random.nextInt(256);
            int[] samples = random.ints(3, 0, a + 1).toArray();
            photo.getRaster().setPixel(i / 2, i % 2, new int[] {samples[0], samples[1], samples[2], a});
            int[] divided = new int[4];
            for (int channel = 0; channel < 3; channel++) {
                divided[channel] = a == 0 ? 0 : (int) Math.floor(samples[channel] * 255.0 / a + 0.5);
            }
            divided[3] = a;
            straight.getRaster().setPixel(i / 2, i % 2, divided);
        }
        LabelMap labels = Pictures.labels(width, 2, 4, random);
        Overlay overlay = Overlay.of(PALETTE).withAlpha(alpha);
        assertArrayEquals(Pictures.argb(overlay.draw(straight, labels)), Pictures.argb(overlay.draw(photo, labels)));
    }

    @Test
    void premultipliedColorIsDividedByItsAlpha() {
        BufferedImage photo = new BufferedImage(1, 1, BufferedImage.TYPE_4BYTE_ABGR_PRE);
        photo.getRaster().setPixel(0, 0, new int[] {50, 100, 25, 100});
        BufferedImage picture = Overlay.of(PALETTE).withAlpha(0).draw(photo, Pictures.letters("B"));
        assertEquals(BufferedImage.TYPE_4BYTE_ABGR, picture.getType());
        assertEquals(0x6480FF40, picture.getRGB(0, 0));
    }

    @Test
    void graySamplesAreReplicatedAsTheyAre() {
        BufferedImage photo = new BufferedImage(4, 2, BufferedImage.TYPE_BYTE_GRAY);
        photo.getRaster().setSample(3, 0, 0, 100);
        BufferedImage picture = Overlay.of(PALETTE).draw(photo, LABELS);
        assertEquals(0xFFB23232, picture.getRGB(3, 0), "red over gray 100");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 128, 129, 25700, 65535})
    void sixteenBitsAreRoundedToEight(int sample) {
        BufferedImage photo = new BufferedImage(1, 1, BufferedImage.TYPE_USHORT_GRAY);
        photo.getRaster().setSample(0, 0, 0, sample);
        int gray = (int) Math.round(sample * 255 / 65535.0);
        BufferedImage picture = Overlay.of(PALETTE).withAlpha(0).draw(photo, Pictures.letters("B"));
        assertEquals(0xFF000000 | (gray * 0x010101), picture.getRGB(0, 0));
    }

    @Test
    void palettesAreLookedUpWithTheirAlpha() {
        byte[] red = {10, 20};
        byte[] green = {30, 40};
        byte[] blue = {50, 60};
        byte[] alpha = {70, (byte) 255};
        IndexColorModel colors = new IndexColorModel(1, 2, red, green, blue, alpha);
        WritableRaster raster = colors.createCompatibleWritableRaster(2, 1);
        raster.setSample(1, 0, 0, 1);
        BufferedImage photo = new BufferedImage(colors, raster, false, null);
        BufferedImage picture = Overlay.of(PALETTE).withAlpha(0).draw(photo, Pictures.letters("BB"));
        assertArrayEquals(new int[] {0x460A1E32, 0xFF14283C}, Pictures.argb(picture));
    }

    @Test
    void anIgnoredLabelIsDrawnInItsColorUnlessItIsHidden() {
        LabelMap labels = LabelMap.copyOf(2, 1, new int[] {255, 0});
        BufferedImage photo = new BufferedImage(2, 1, BufferedImage.TYPE_3BYTE_BGR);
        photo.setRGB(0, 0, 0xFFFFFF);
        Overlay overlay = Overlay.of(Palette.cityscapes());
        assertEquals(0xFF808080, overlay.draw(photo, labels).getRGB(0, 0));
        assertEquals(0xFFFFFFFF, overlay.ignoring(255).draw(photo, labels).getRGB(0, 0));
    }

    @Test
    void aLabelWithoutColorIsNamedWithItsPlace() {
        BufferedImage photo = new BufferedImage(4, 2, BufferedImage.TYPE_3BYTE_BGR);
        Overlay overlay = Overlay.of(Palette.of(1, 2, 3));
        IllegalArgumentException error =
                assertThrows(IllegalArgumentException.class, () -> overlay.draw(photo, LABELS));
        assertEquals(
                "Label 3 at (2, 1) has no color in a palette of 3 colors for labels 0 to 2; "
                        + "use a palette with more colors, or ignore the label",
                error.getMessage());
        assertEquals(0xFF000000, overlay.ignoring(3).draw(photo, LABELS).getRGB(2, 1));
    }

    @Test
    void sizesMustAgree() {
        BufferedImage photo = new BufferedImage(4, 3, BufferedImage.TYPE_3BYTE_BGR);
        IllegalArgumentException error = assertThrows(
                IllegalArgumentException.class, () -> Overlay.of(PALETTE).draw(photo, LABELS));
        assertEquals(
                "The photo is 4x3 and the label map is 4x2, but both must cover the same pixels; "
                        + "resize the label map to the photo first",
                error.getMessage());
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.01, 1.01, 50, Double.NaN, Double.POSITIVE_INFINITY})
    void alphaIsFromZeroToOne(double alpha) {
        Overlay overlay = Overlay.of(PALETTE);
        assertThrows(IllegalArgumentException.class, () -> overlay.withAlpha(alpha));
    }

    @Test
    void labelsToShowNeedAColorAndLabelsToHideMustBeLabels() {
        Overlay overlay = Overlay.of(PALETTE);
        assertThrows(IllegalArgumentException.class, () -> overlay.showing(4));
        assertThrows(IllegalArgumentException.class, () -> overlay.showing(-1));
        assertThrows(IllegalArgumentException.class, () -> overlay.ignoring(-1));
        assertThrows(IllegalArgumentException.class, () -> overlay.ignoring(65_536));
        assertThrows(NullPointerException.class, () -> Overlay.of(null));
    }

    @Test
    void picturesThatTheJdkCannotHoldAreRefused() {
        String error = assertThrows(IllegalArgumentException.class, () -> Canvas.create(50_000, 20_000, PixelOrder.BGR))
                .getMessage();
        assertTrue(error.startsWith("A picture of 50000x20000 needs 3000000000 bytes"), error);
        assertThrows(IllegalArgumentException.class, () -> Canvas.create(30_000, 20_000, PixelOrder.ABGR));
    }

    @Test
    void describesItselfOnOneLine() {
        assertEquals(
                "overlay of a palette of 4 colors for labels 0 to 3, alpha 0.25",
                Overlay.of(PALETTE).withAlpha(0.25).toString());
    }

    /** Which labels an overlay is told to draw. */
    enum Visibility {
        ALL,
        ONE,
        ALL_BUT_ONE;

        Overlay apply(Overlay overlay, int label) {
            return switch (this) {
                case ALL -> overlay;
                case ONE -> overlay.showing(label);
                case ALL_BUT_ONE -> overlay.ignoring(label);
            };
        }

        IntPredicate shown(int chosen) {
            return switch (this) {
                case ALL -> label -> true;
                case ONE -> label -> label == chosen;
                case ALL_BUT_ONE -> label -> label != chosen;
            };
        }
    }

    @Provide
    Arbitrary<Visibility> visibilities() {
        return Arbitraries.of(Visibility.class);
    }

    @Provide
    Arbitrary<Integer> opaqueTypes() {
        return Arbitraries.of(BufferedImage.TYPE_3BYTE_BGR, BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_INT_BGR);
    }

    @Provide
    Arbitrary<Integer> types() {
        return Arbitraries.oneOf(
                opaqueTypes(),
                translucentTypes(),
                Arbitraries.of(
                        BufferedImage.TYPE_INT_ARGB_PRE,
                        BufferedImage.TYPE_4BYTE_ABGR_PRE,
                        BufferedImage.TYPE_BYTE_GRAY,
                        BufferedImage.TYPE_USHORT_565_RGB));
    }

    @Provide
    Arbitrary<Integer> typesDrawn() {
        return Arbitraries.of(BufferedImage.TYPE_3BYTE_BGR, BufferedImage.TYPE_4BYTE_ABGR);
    }

    @Provide
    Arbitrary<Integer> translucentTypes() {
        return Arbitraries.of(BufferedImage.TYPE_4BYTE_ABGR, BufferedImage.TYPE_INT_ARGB);
    }
}

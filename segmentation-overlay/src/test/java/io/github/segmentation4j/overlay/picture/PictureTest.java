package io.github.segmentation4j.overlay.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.overlay.Overlay;
import io.github.segmentation4j.overlay.Palette;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureTest {
    private static final ClassNames NAMES = ClassNames.of("sky", "road", "tree");
    private static final Palette PALETTE = Samples.palette(3);

    @Property(tries = 100)
    void withoutFurtherWordsItIsThePhoto(
            @ForAll @IntRange(min = 1, max = 20) int width,
            @ForAll @IntRange(min = 1, max = 9) int height,
            @ForAll @IntRange(max = 4) int type,
            @ForAll Random random) {
        BufferedImage photo = Samples.photo(width, height, Samples.TYPES[type], random);
        LabelMap labels = Samples.labels(width, height, 3, random);
        int[] expected = Samples.read(photo);
        assertArrayEquals(
                expected,
                Samples.argb(Picture.of(PALETTE).withFill(0).withHalo().draw(photo, labels)));
        assertArrayEquals(
                expected,
                Samples.argb(Picture.of(PALETTE)
                        .withFill(1)
                        .showing()
                        .withOutlines(9)
                        .withNames(NAMES)
                        .draw(photo, labels)));
    }

    @Property(tries = 50)
    void itsFillIsAnOverlay(@ForAll @DoubleRange(max = 1) double alpha, @ForAll Random random) {
        BufferedImage photo = Samples.photo(17, 9, random);
        LabelMap labels = Samples.labels(17, 9, 3, random);
        assertArrayEquals(
                Samples.argb(Overlay.of(PALETTE).withAlpha(alpha).ignoring(1).draw(photo, labels)),
                Samples.argb(Picture.of(PALETTE).withFill(alpha).ignoring(1).draw(photo, labels)));
    }

    @Test
    void theOrderOfTheWordsDoesNotMatter() {
        BufferedImage photo = Samples.photo(200, 150, new Random(3));
        LabelMap labels = Samples.labels(200, 150, 3, new Random(4));
        BufferedImage one = Picture.of(PALETTE)
                .withFill(0.4)
                .withOutlines()
                .withHalo()
                .withNames(NAMES)
                .withLegend(Legend.of(NAMES))
                .ignoring(0)
                .draw(photo, labels);
        BufferedImage other = Picture.of(PALETTE)
                .ignoring(0)
                .withLegend(Legend.of(NAMES))
                .withNames(NAMES)
                .withHalo()
                .withOutlines()
                .withFill(0.4)
                .draw(photo, labels);
        assertArrayEquals(Samples.argb(one), Samples.argb(other));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 16})
    void tinyPhotosAreDrawn(int side) {
        BufferedImage photo = Samples.photo(side, side, new Random(side));
        LabelMap labels = Samples.labels(side, side, 3, new Random(side));
        Legend legend = Legend.of(NAMES);
        for (Legend inside : List.of(
                legend.insideTopLeft(),
                legend.insideTopRight(),
                legend.insideBottomLeft(),
                legend.insideBottomRight())) {
            BufferedImage picture = everything(inside).draw(photo, labels);
            assertEquals(side, picture.getWidth());
            assertEquals(side, picture.getHeight());
        }
        assertTrue(everything(Legend.of(NAMES)).draw(photo, labels).getWidth() > side);
        assertTrue(everything(Legend.of(NAMES).below()).draw(photo, labels).getHeight() > side);
    }

    private static Picture everything(Legend legend) {
        return Picture.of(PALETTE)
                .withFill(0.5)
                .withOutlines()
                .withHalo()
                .withNames(NAMES)
                .withLegend(legend);
    }

    @Test
    void threeHundredClassesAreDrawn() {
        ClassNames names = ClassNames.of(
                IntStream.range(0, 300).mapToObj(label -> "class " + label).toList());
        BufferedImage photo = Samples.photo(120, 100, new Random(5));
        LabelMap labels = Samples.manyClasses(120, 100, 300);
        Picture picture = Picture.of(Samples.palette(300))
                .withFill(0.5)
                .withOutlines()
                .withHalo()
                .withNames(names);
        for (Legend legend : new Legend[] {
            Legend.of(names), Legend.of(names).below(), Legend.of(names).insideBottomLeft()
        }) {
            BufferedImage drawn = picture.withLegend(legend).draw(photo, labels);
            assertTrue(drawn.getWidth() <= 120 + 300 && drawn.getHeight() <= 250, legend.toString());
        }
    }

    @Test
    void namesAreWrittenInRegionsWithRoomAndNowhereElse() {
        LabelMap labels = LabelMap.copyOf(
                200,
                100,
                IntStream.range(0, 20_000).map(i -> i % 200 < 190 ? 1 : 2).toArray());
        BufferedImage photo = new BufferedImage(200, 100, BufferedImage.TYPE_3BYTE_BGR);
        BufferedImage picture = Picture.of(PALETTE).withNames(NAMES).draw(photo, labels);
        int[] white = IntStream.range(0, 20_000)
                .filter(i -> (picture.getRGB(i % 200, i / 200) & 0xFF) > 0x80)
                .toArray();
        assertTrue(white.length > 20);
        double middleX = Arrays.stream(white).map(i -> i % 200).average().orElseThrow();
        double middleY = Arrays.stream(white).map(i -> i / 200).average().orElseThrow();
        assertEquals(95, middleX, 6);
        assertEquals(50, middleY, 4);
        assertTrue(Arrays.stream(white).allMatch(i -> i % 200 < 190));
        BufferedImage hidden = Picture.of(PALETTE).withNames(NAMES).ignoring(1).draw(photo, labels);
        assertArrayEquals(Samples.argb(photo), Samples.argb(hidden));
    }

    @Test
    void namesNeitherCoverEachOtherNorLeaveThePhoto() {
        ClassNames names = ClassNames.of("background", "bicycle", "vehicles");
        BufferedImage photo = new BufferedImage(200, 60, BufferedImage.TYPE_3BYTE_BGR);
        Picture named = Picture.of(PALETTE).withNames(names).ignoring(0);
        LabelMap neighbours = columns(80, 104, 126);
        int[] first = Samples.argb(named.ignoring(2).draw(photo, neighbours));
        int[] second = Samples.argb(named.ignoring(1).draw(photo, neighbours));
        int[] nothing = Samples.argb(photo);
        assertFalse(Arrays.equals(nothing, first));
        assertFalse(Arrays.equals(nothing, second));
        assertArrayEquals(first, Samples.argb(named.draw(photo, neighbours)));
        assertArrayEquals(nothing, Samples.argb(named.ignoring(2).draw(photo, columns(0, 24, 24))));
    }

    /** Labels 0, 1, 2 and 0 again, each from a column on. */
    private static LabelMap columns(int first, int second, int end) {
        int[] labels = new int[200 * 60];
        Arrays.setAll(labels, i -> {
            int x = i % 200;
            return x < first || x >= end ? 0 : x < second ? 1 : 2;
        });
        return LabelMap.copyOf(200, 60, labels);
    }

    @Test
    void thePhotoIsNotChanged() {
        BufferedImage photo = Samples.photo(50, 40, new Random(6));
        int[] before = Samples.argb(photo);
        everything(Legend.of(NAMES)).draw(photo, Samples.labels(50, 40, 3, new Random(7)));
        assertArrayEquals(before, Samples.argb(photo));
    }

    @Test
    void linesShowOnTransparentPhotos() {
        BufferedImage photo = new BufferedImage(6, 1, BufferedImage.TYPE_INT_ARGB);
        LabelMap labels = LabelMap.copyOf(6, 1, new int[] {0, 0, 0, 1, 1, 1});
        BufferedImage picture = Picture.of(PALETTE).withOutlines(2).draw(photo, labels);
        assertEquals(0xFF000000 | PALETTE.rgb(0), picture.getRGB(2, 0));
        assertEquals(0, picture.getRGB(0, 0));
    }

    @Test
    void wrongArgumentsAreRefused() {
        Picture picture = Picture.of(PALETTE);
        assertThrows(IllegalArgumentException.class, () -> picture.withFill(1.1));
        assertThrows(IllegalArgumentException.class, () -> picture.withFill(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> picture.withOutlines(0));
        assertThrows(IllegalArgumentException.class, () -> picture.withOutlines(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> picture.ignoring(-1));
        assertThrows(IllegalArgumentException.class, () -> picture.showing(3));
        assertThrows(NullPointerException.class, () -> Picture.of(null));
        assertThrows(NullPointerException.class, () -> picture.withNames(null));
        assertThrows(NullPointerException.class, () -> picture.withLegend(null));
        BufferedImage photo = Samples.photo(3, 2, new Random(1));
        LabelMap other = LabelMap.copyOf(2, 3, new int[6]);
        assertThrows(IllegalArgumentException.class, () -> picture.draw(photo, other));
        LabelMap beyond = LabelMap.copyOf(3, 2, new int[] {0, 0, 0, 0, 0, 3});
        assertThrows(
                IllegalArgumentException.class, () -> picture.withOutlines().draw(photo, beyond));
        assertFalse(picture.withOutlines().toString().contains("\n"));
    }
}

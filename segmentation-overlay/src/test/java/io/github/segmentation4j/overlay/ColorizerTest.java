package io.github.segmentation4j.overlay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.LabelMap;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ColorizerTest {
    private static final Palette PALETTE = Palette.of(0x102030, 0xFF0000, 0x00FF00, 0x4080C0);

    @Property
    void everyPixelHasTheColorOfItsLabel(
            @ForAll @IntRange(min = 1, max = 50) int width,
            @ForAll @IntRange(min = 1, max = 6) int height,
            @ForAll @IntRange(min = 1, max = 900) int classes,
            @ForAll Random random) {
        LabelMap labels = Pictures.labels(width, height, classes, random);
        Palette palette = Pictures.palette(classes, random);
        BufferedImage image = Colorizer.of(palette).colorizeRgb(labels);
        assertEquals(BufferedImage.TYPE_3BYTE_BGR, image.getType());
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                assertEquals(0xFF000000 | palette.rgb(labels.labelAt(x, y)), image.getRGB(x, y));
            }
        }
    }

    @Property
    void theIndexedImageHoldsTheLabelsAndShowsTheirColors(
            @ForAll @IntRange(min = 1, max = 50) int width,
            @ForAll @IntRange(min = 1, max = 6) int height,
            @ForAll @IntRange(min = 1, max = 256) int classes,
            @ForAll Random random) {
        LabelMap labels = Pictures.labels(width, height, classes, random);
        Colorizer colorizer = Colorizer.of(Pictures.palette(classes, random));
        BufferedImage image = colorizer.colorize(labels);
        assertEquals(BufferedImage.TYPE_BYTE_INDEXED, image.getType());
        assertEquals(classes, ((IndexColorModel) image.getColorModel()).getMapSize());
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                assertEquals(labels.labelAt(x, y), image.getRaster().getSample(x, y, 0));
            }
        }
        assertArrayEquals(Pictures.argb(colorizer.colorizeRgb(labels)), Pictures.argb(image));
    }

    @Property(tries = 20)
    void anyNumberOfThreadsPaintsTheSame(
            @ForAll @IntRange(min = 2, max = 9) int threads,
            @ForAll @IntRange(min = 1, max = 256) int classes,
            @ForAll Random random) {
        LabelMap labels = Pictures.labels(500, 600, classes, random);
        Colorizer alone = Colorizer.of(Pictures.palette(classes, random)).withThreads(1);
        Colorizer together = alone.withThreads(threads);
        assertArrayEquals(Pictures.argb(alone.colorizeRgb(labels)), Pictures.argb(together.colorizeRgb(labels)));
        assertArrayEquals(Pictures.argb(alone.colorize(labels)), Pictures.argb(together.colorize(labels)));
    }

    @Test
    void somebodyMustPaint() {
        Colorizer colorizer = Colorizer.of(PALETTE);
        assertThrows(IllegalArgumentException.class, () -> colorizer.withThreads(-1));
    }

    @Property
    void theFirstLabelWithoutColorIsNamedWhoeverFindsOne(
            @ForAll @IntRange(min = 1, max = 8) int threads, @ForAll boolean wide, @ForAll Random random) {
        int width = 400;
        int height = 700;
        short[] labels = new short[width * height];
        int first = random.nextInt(labels.length);
        int colorless = wide ? 999 : 9;
        for (int i = 0; i < 5; i++) {
            labels[first + random.nextInt(labels.length - first)] = (short) colorless;
        }
        labels[first] = (short) colorless;
        LabelMap map = LabelMap.copyOf(width, height, labels);
        Colorizer colorizer = Colorizer.of(PALETTE).withThreads(threads);
        String place = "Label " + colorless + " at (" + first % width + ", " + first / width + ")";
        for (Executable call : List.<Executable>of(
                () -> colorizer.colorize(map),
                () -> colorizer.colorizeRgb(map),
                () -> Overlay.of(PALETTE)
                        .withThreads(threads)
                        .draw(new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR), map))) {
            String error = assertThrows(IllegalArgumentException.class, call).getMessage();
            assertTrue(error.startsWith(place), error);
        }
    }

    @Test
    void aPngKeepsLabelsAndColors() throws IOException {
        LabelMap labels = Pictures.letters("ABCD", "DDAA");
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ImageIO.write(Colorizer.of(PALETTE).colorize(labels), "png", file);
        BufferedImage read = ImageIO.read(new ByteArrayInputStream(file.toByteArray()));
        int[] samples = read.getRaster().getSamples(0, 0, 4, 2, 0, (int[]) null);
        assertArrayEquals(new int[] {0, 1, 2, 3, 3, 3, 0, 0}, samples);
        assertEquals(0xFF4080C0, read.getRGB(3, 0));
    }

    @Test
    void theImageIsACopy() {
        LabelMap labels = Pictures.letters("AB");
        Colorizer.of(PALETTE).colorize(labels).getRaster().setSample(0, 0, 0, 3);
        assertEquals(0, labels.labelAt(0, 0));
    }

    @Test
    void theIgnoredLabelHasItsPlaceInTheIndexedImage() {
        LabelMap labels = LabelMap.copyOf(3, 1, new int[] {0, 255, 18});
        BufferedImage image =
                Colorizer.of(Palette.cityscapes().withColor(255, 0x010203)).colorize(labels);
        assertArrayEquals(new int[] {0xFF804080, 0xFF010203, 0xFF770B20}, Pictures.argb(image));
        assertEquals(256, ((IndexColorModel) image.getColorModel()).getMapSize());
    }

    @Test
    void labelsStoredInTwoBytesFitAnIndexedImageWhereTheyAreSmall() {
        LabelMap small = LabelMap.copyOf(2, 1, new short[] {300, 3}).crop(1, 0, 1, 1);
        assertEquals(0xFF4080C0, Colorizer.of(PALETTE).colorize(small).getRGB(0, 0));
    }

    @Test
    void aLabelWithoutColorIsNamedWithItsPlace() {
        LabelMap labels = Pictures.letters("ABCD", "DDAE");
        String expected = "Label 4 at (3, 1) has no color in a palette of 4 colors for labels 0 to 3; "
                + "use a palette with more colors";
        Colorizer colorizer = Colorizer.of(PALETTE);
        assertEquals(
                expected,
                assertThrows(IllegalArgumentException.class, () -> colorizer.colorize(labels))
                        .getMessage());
        assertEquals(
                expected,
                assertThrows(IllegalArgumentException.class, () -> colorizer.colorizeRgb(labels))
                        .getMessage());
    }

    @Test
    void anIndexedImageHoldsNoMoreThan256Colors() {
        Colorizer colorizer = Colorizer.of(Palette.generated(257));
        LabelMap labels = Pictures.letters("AB");
        assertThrows(IllegalArgumentException.class, () -> colorizer.colorize(labels));
        assertEquals(2, colorizer.colorizeRgb(labels).getWidth());
    }
}

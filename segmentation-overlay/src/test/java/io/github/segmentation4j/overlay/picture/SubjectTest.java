package io.github.segmentation4j.overlay.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.segmentation4j.Mask;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubjectTest {
    @Property(tries = 200)
    void theAlphaOfACutOutIsTheMask(
            @ForAll @IntRange(min = 1, max = 20) int width,
            @ForAll @IntRange(min = 1, max = 9) int height,
            @ForAll @IntRange(max = 4) int type,
            @ForAll Random random) {
        BufferedImage photo = Samples.photo(width, height, Samples.TYPES[type], random);
        Mask mask = Samples.mask(width, height, random);
        int[] expected = Samples.read(photo);
        for (int i = 0; i < expected.length; i++) {
            expected[i] = mask.contains(i % width, i / width) ? expected[i] : 0;
        }
        BufferedImage cutOut = Subject.of(mask).cutOut(photo);
        assertEquals(BufferedImage.TYPE_4BYTE_ABGR, cutOut.getType());
        assertArrayEquals(expected, Samples.argb(cutOut));
    }

    @Property(tries = 100)
    void backgroundsAreReplacedAndTheSubjectIsNot(
            @ForAll @IntRange(min = 1, max = 20) int width, @ForAll Random random) {
        BufferedImage photo = Samples.photo(width, 7, random);
        Mask mask = Samples.mask(width, 7, random);
        Subject subject = Subject.of(mask);
        BufferedImage yellow = subject.onColor(photo, 0xFFEE00);
        assertArrayEquals(Samples.argb(yellow), Samples.argb(subject.onColor(photo, new Color(0xFFEE00))));
        BufferedImage gray = subject.onGray(photo);
        BufferedImage blurred = subject.onBlur(photo, 2);
        for (int y = 0; y < 7; y++) {
            for (int x = 0; x < width; x++) {
                int original = photo.getRGB(x, y);
                boolean inside = mask.contains(x, y);
                assertEquals(inside ? original : 0xFFFFEE00, yellow.getRGB(x, y));
                if (inside) {
                    assertEquals(original, gray.getRGB(x, y));
                    assertEquals(original, blurred.getRGB(x, y));
                } else {
                    assertGray(original, gray.getRGB(x, y));
                }
            }
        }
    }

    private static void assertGray(int original, int rgb) {
        double luma = 0.299 * (original >> 16 & 0xFF) + 0.587 * (original >> 8 & 0xFF) + 0.114 * (original & 0xFF);
        assertEquals(luma, rgb & 0xFF, 0.51);
        assertEquals(0xFF000000 | (rgb & 0xFF) * 0x010101, rgb);
    }

    /** A Gaussian of the background alone, summed over the whole photo for each pixel; of 240 levels that the photo has. */
    @ParameterizedTest
    @ValueSource(doubles = {0.7, 1.5, 3, 6})
    void theBlurIsNearlyAGaussian(double sigma) {
        int side = 24;
        BufferedImage photo = smooth(side);
        Mask mask = Samples.mask(side, side, new Random(3));
        BufferedImage blurred = Subject.of(mask).onBlur(photo, sigma);
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                if (!mask.contains(x, y)) {
                    assertEquals(slowBlur(photo, mask, x, y, sigma), blurred.getRGB(x, y) & 0xFF, 10);
                }
            }
        }
    }

    private static BufferedImage smooth(int side) {
        BufferedImage photo = new BufferedImage(side, side, BufferedImage.TYPE_3BYTE_BGR);
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                int gray = (int) (127 + 60 * Math.sin(x / 4.0) + 60 * Math.cos(y / 5.0));
                photo.setRGB(x, y, gray * 0x010101);
            }
        }
        return photo;
    }

    private static double slowBlur(BufferedImage photo, Mask mask, int x, int y, double sigma) {
        double sum = 0;
        double weights = 0;
        for (int otherY = 0; otherY < photo.getHeight(); otherY++) {
            for (int otherX = 0; otherX < photo.getWidth(); otherX++) {
                if (!mask.contains(otherX, otherY)) {
                    double square = Math.pow(otherX - x, 2) + Math.pow(otherY - y, 2);
                    double weight = Math.exp(-square / (2 * sigma * sigma));
                    sum += weight * (photo.getRGB(otherX, otherY) & 0xFF);
                    weights += weight;
                }
            }
        }
        return sum / weights;
    }

    @Property(tries = 100)
    void theSubjectCastsNoColoredShadow(@ForAll @DoubleRange(min = 0.1, max = 50) double sigma, @ForAll Random random) {
        Mask mask = Samples.mask(15, 12, random);
        BufferedImage photo = new BufferedImage(15, 12, BufferedImage.TYPE_3BYTE_BGR);
        for (int i = 0; i < 15 * 12; i++) {
            photo.setRGB(i % 15, i / 15, mask.contains(i % 15, i / 15) ? random.nextInt() : 0x336699);
        }
        assertArrayEquals(Samples.argb(photo), Samples.argb(Subject.of(mask).onBlur(photo, sigma)));
    }

    @Test
    void theVarianceOfTheBoxesIsThatOfTheGaussian() {
        for (double sigma = 1; sigma < 100; sigma *= 1.3) {
            double variance = 0;
            for (int radius : NormalizedBlur.radii(sigma)) {
                variance += (Math.pow(2 * radius + 1, 2) - 1) / 12;
            }
            assertEquals(sigma, Math.sqrt(variance), 0.35);
        }
    }

    @Test
    void aSinglePixelIsSubjectOrBackground() {
        BufferedImage photo = Samples.photo(1, 1, new Random(1));
        for (boolean inside : new boolean[] {true, false}) {
            Subject subject = Subject.of(Mask.copyOf(1, 1, new boolean[] {inside}));
            assertArrayEquals(Samples.argb(photo), Samples.argb(subject.onBlur(photo)));
            assertEquals(inside ? photo.getRGB(0, 0) : 0, subject.cutOut(photo).getRGB(0, 0));
        }
    }

    @Test
    void wrongArgumentsAreRefused() {
        Subject subject = Subject.of(Mask.copyOf(2, 1, new boolean[2]));
        BufferedImage photo = Samples.photo(1, 2, new Random(1));
        assertThrows(IllegalArgumentException.class, () -> subject.cutOut(photo));
        assertThrows(IllegalArgumentException.class, () -> subject.onGray(photo));
        assertThrows(IllegalArgumentException.class, () -> subject.onColor(photo, 0));
        BufferedImage fitting = Samples.photo(2, 1, new Random(1));
        assertThrows(IllegalArgumentException.class, () -> subject.onColor(fitting, 0x1000000));
        assertThrows(IllegalArgumentException.class, () -> subject.onColor(fitting, new Color(0, 0, 0, 0)));
        assertThrows(IllegalArgumentException.class, () -> subject.onBlur(fitting, 0));
        assertThrows(IllegalArgumentException.class, () -> subject.onBlur(fitting, Double.NaN));
        assertThrows(NullPointerException.class, () -> Subject.of((Mask) null));
    }
}

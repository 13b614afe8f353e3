package io.github.segmentation4j.overlay.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.ConfidenceMap;
import io.github.segmentation4j.Mask;
import java.awt.image.BufferedImage;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Subjects with soft edges; those of whole pixels are in {@link SubjectTest}. */
class SoftSubjectTest {
    private static ConfidenceMap map(int width, int height, IntToDoubleFunction probability) {
        float[] values = new float[width * height];
        for (int pixel = 0; pixel < values.length; pixel++) {
            values[pixel] = (float) probability.applyAsDouble(pixel);
        }
        return ConfidenceMap.copyOf(width, height, values);
    }

    /** A third each of zeros, ones and anything. */
    private static ConfidenceMap random(int width, int height, Random random) {
        return map(width, height, pixel -> {
            int kind = random.nextInt(3);
            return kind < 2 ? kind : random.nextDouble();
        });
    }

    private static int share(ConfidenceMap map, int x, int y) {
        return (int) Math.floor(255.0 * map.confidenceAt(x, y) + 0.5);
    }

    private static int channel(int rgb, int channel) {
        return rgb >> (8 * channel) & 0xFF;
    }

    @Property(tries = 200)
    void zerosAndOnesDoWhatTheirMaskDoes(
            @ForAll @IntRange(min = 1, max = 20) int width,
            @ForAll @IntRange(max = 4) int type,
            @ForAll Random random) {
        BufferedImage photo = Samples.photo(width, 7, Samples.TYPES[type], random);
        Mask mask = Samples.mask(width, 7, random);
        Subject hard = Subject.of(mask);
        Subject soft = Subject.of(map(width, 7, pixel -> mask.contains(pixel % width, pixel / width) ? 1 : 0));
        assertArrayEquals(Samples.argb(hard.cutOut(photo)), Samples.argb(soft.cutOut(photo)));
        assertArrayEquals(Samples.argb(hard.onColor(photo, 0x123456)), Samples.argb(soft.onColor(photo, 0x123456)));
        assertArrayEquals(Samples.argb(hard.onGray(photo)), Samples.argb(soft.onGray(photo)));
        assertArrayEquals(Samples.argb(hard.onBlur(photo, 2)), Samples.argb(soft.onBlur(photo, 2)));
    }

    @Property(tries = 200)
    void theAlphaOfACutOutIsTheProbability(
            @ForAll @IntRange(min = 1, max = 20) int width,
            @ForAll @IntRange(max = 4) int type,
            @ForAll Random random) {
        BufferedImage photo = Samples.photo(width, 6, Samples.TYPES[type], random);
        int[] before = Samples.read(photo);
        ConfidenceMap map = random(width, 6, random);
        int[] after = Samples.argb(Subject.of(map).cutOut(photo));
        for (int i = 0; i < after.length; i++) {
            int share = share(map, i % width, i / width);
            int alpha = before[i] >>> 24;
            assertEquals((int) Math.floor(alpha * share / 255.0 + 0.5), after[i] >>> 24);
            if (share == 255) {
                assertEquals(before[i], after[i]);
            } else if (share == 0) {
                assertEquals(0, after[i]);
            }
        }
    }

    /** The mean of the subject around a pixel, summed over the whole photo, for a photo of soft changes. */
    @Test
    void colorsOfEdgesAreThoseOfTheSubjectAround() {
        int side = 100;
        double sigma = 2;
        BufferedImage photo = new BufferedImage(side, side, BufferedImage.TYPE_3BYTE_BGR);
        for (int i = 0; i < side * side; i++) {
            int row = i / side;
            int gray = (int) (127 + 60 * Math.sin(i % side / 9.0) + 60 * Math.cos(row / 7.0));
            photo.setRGB(i % side, row, gray * 0x010101);
        }
        ConfidenceMap map = map(side, side, i -> Math.min(1, Math.max(0, (i % side - 40) / 8.0)));
        BufferedImage cutOut = Subject.of(map).cutOut(photo);
        for (int y = 0; y < side; y += 7) {
            for (int x = 0; x < side; x++) {
                int share = share(map, x, y);
                if (share > 0) {
                    double own = Math.pow(share / 255.0, 2);
                    double near = slowMean(photo, map, x, y, sigma, each -> Math.pow(each / 255.0, 3));
                    double expected = own * channel(photo.getRGB(x, y), 0) + (1 - own) * near;
                    assertEquals(expected, channel(cutOut.getRGB(x, y), 0), 4, x + ", " + y);
                }
            }
        }
    }

    private static double slowMean(
            BufferedImage photo, ConfidenceMap map, int x, int y, double sigma, IntToDoubleFunction weightOfShare) {
        double sum = 0;
        double weights = 0;
        for (int otherY = 0; otherY < photo.getHeight(); otherY++) {
            for (int otherX = 0; otherX < photo.getWidth(); otherX++) {
                double square = Math.pow(otherX - x, 2) + Math.pow(otherY - y, 2);
                double weight = Math.exp(-square / (2 * sigma * sigma))
                        * weightOfShare.applyAsDouble(share(map, otherX, otherY));
                sum += weight * channel(photo.getRGB(otherX, otherY), 0);
                weights += weight;
            }
        }
        return sum / weights;
    }

    /** What a subject of one color mixes with is only that color and the new background. */
    @ParameterizedTest
    @ValueSource(doubles = {2, 6, 12})
    void thereIsNoHaloOfTheBackgroundThatWas(double edge) {
        int side = 200;
        int inside = 0x204060;
        BufferedImage photo = new BufferedImage(side, side, BufferedImage.TYPE_3BYTE_BGR);
        for (int i = 0; i < side * side; i++) {
            photo.setRGB(i % side, i / side, i % side < side / 2 ? 0xFFFFFF : inside);
        }
        ConfidenceMap map = map(side, side, i -> Math.min(1, Math.max(0, 0.5 + (i % side + 0.5 - side / 2.0) / edge)));
        BufferedImage onBlack = Subject.of(map).onColor(photo, 0x000000);
        for (int x = 0; x < side; x++) {
            int share = share(map, x, 50);
            for (int channel = 0; channel < 3; channel++) {
                double ideal = channel(inside, channel) * share / 255.0;
                double naive = channel(photo.getRGB(x, 50), channel) * share / 255.0;
                int drawn = channel(onBlack.getRGB(x, 50), channel);
                assertEquals(ideal, drawn, Math.max(6, (naive - ideal) / 2 + 1), "column " + x);
                assertTrue(drawn <= ideal + 35, "column " + x + ": " + drawn + " instead of " + ideal);
            }
        }
    }

    @Property(tries = 100)
    void aColorShowsThroughByWhatIsMissing(@ForAll @IntRange(min = 1, max = 20) int width, @ForAll Random random) {
        int color = 0xFFEE00;
        BufferedImage photo = Samples.photo(width, 5, random);
        ConfidenceMap map = random(width, 5, random);
        BufferedImage cutOut = Subject.of(map).cutOut(photo);
        BufferedImage onColor = Subject.of(map).onColor(photo, color);
        for (int y = 0; y < 5; y++) {
            for (int x = 0; x < width; x++) {
                int share = share(map, x, y);
                for (int channel = 0; channel < 3; channel++) {
                    double mean =
                            (channel(cutOut.getRGB(x, y), channel) * share + channel(color, channel) * (255 - share))
                                    / 255.0;
                    assertEquals(Math.floor(mean + 0.5), channel(onColor.getRGB(x, y), channel));
                }
            }
        }
    }

    @Property(tries = 100)
    void grayShowsThroughByWhatIsMissing(@ForAll @IntRange(min = 1, max = 20) int width, @ForAll Random random) {
        BufferedImage photo = Samples.photo(width, 5, random);
        ConfidenceMap map = random(width, 5, random);
        BufferedImage onGray = Subject.of(map).onGray(photo);
        BufferedImage gray = Subject.of(map(width, 5, pixel -> 0)).onGray(photo);
        assertMixed(map, photo, gray, onGray, 0);
    }

    /** Where all is background but by a little, the blur is that of the whole photo. */
    @Property(tries = 100)
    void theBlurShowsThroughByWhatIsMissing(
            @ForAll @IntRange(min = 1, max = 20) int width,
            @ForAll @DoubleRange(min = 0.5, max = 4) double sigma,
            @ForAll @IntRange(min = 1, max = 254) int share,
            @ForAll Random random) {
        BufferedImage photo = Samples.photo(width, 5, random);
        ConfidenceMap even = map(width, 5, pixel -> share / 255.0);
        BufferedImage blurred = Subject.of(map(width, 5, pixel -> 0)).onBlur(photo, sigma);
        assertMixed(even, photo, blurred, Subject.of(even).onBlur(photo, sigma), 1);
    }

    private static void assertMixed(
            ConfidenceMap map, BufferedImage photo, BufferedImage background, BufferedImage drawn, int tolerance) {
        for (int y = 0; y < photo.getHeight(); y++) {
            for (int x = 0; x < photo.getWidth(); x++) {
                int share = share(map, x, y);
                for (int channel = 0; channel < 3; channel++) {
                    double mean = (channel(photo.getRGB(x, y), channel) * share
                                    + channel(background.getRGB(x, y), channel) * (255 - share))
                            / 255.0;
                    assertEquals(Math.floor(mean + 0.5), channel(drawn.getRGB(x, y), channel), tolerance);
                }
            }
        }
    }

    /** Inside the soft edge the photo is that of the subject, which the blur of the background must not smear outwards. */
    @Test
    void theBlurTakesLittleOfTheSubject() {
        int side = 120;
        BufferedImage photo = new BufferedImage(side, side, BufferedImage.TYPE_3BYTE_BGR);
        for (int i = 0; i < side * side; i++) {
            photo.setRGB(i % side, i / side, i % side < 60 ? 0x000000 : 0xFFFFFF);
        }
        ConfidenceMap map = map(side, side, i -> Math.min(1, Math.max(0, 0.5 + (i % side + 0.5 - 60) / 6)));
        BufferedImage blurred = Subject.of(map).onBlur(photo, 5);
        for (int x = 0; x < 57; x++) {
            assertTrue(channel(blurred.getRGB(x, 60), 0) < 20, "column " + x);
        }
    }

    @Test
    void aMapOfAnotherSizeIsRefused() {
        Subject subject = Subject.of(map(2, 1, pixel -> 0.5));
        BufferedImage photo = Samples.photo(1, 2, new Random(1));
        String message = assertThrows(IllegalArgumentException.class, () -> subject.cutOut(photo))
                .getMessage();
        assertTrue(message.contains("1x2") && message.contains("map of the subject is 2x1"), message);
        assertThrows(NullPointerException.class, () -> Subject.of((ConfidenceMap) null));
        assertTrue(subject.toString().startsWith("subject of ConfidenceMap 2x1"), subject.toString());
    }
}

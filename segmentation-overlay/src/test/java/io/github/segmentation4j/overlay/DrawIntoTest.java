package io.github.segmentation4j.overlay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.Images;
import io.github.segmentation4j.LabelMap;
import java.awt.Point;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BandedSampleModel;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DirectColorModel;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.awt.image.SampleModel;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures of all kinds to draw into; that of the kind which draw returns is in {@link OverlayTest}. */
class DrawIntoTest {
    private static final ColorSpace SRGB = ColorSpace.getInstance(ColorSpace.CS_sRGB);
    private static final Palette PALETTE = Palette.of(0x000000, 0xFF0000, 0x00FF00, 0x4080C0);
    private static final LabelMap LABELS = Pictures.letters("AABB", "CCDD");

    /** Kinds of opaque sRGB. */
    enum Kind {
        INT_RGB,
        INT_BGR,
        BYTE_BGR,
        SHORT_565,
        SHORT_555,
        BYTES_RGB_WITH_GAPS,
        BYTES_BGR_BEHIND_A_HEADER,
        BYTES_IN_REVERSE,
        PLANES,
        SHORTS,
        PACKED_332,
        PACKED_10_BITS,
        INT_GREEN_HIGH;

        BufferedImage create(int width, int height) {
            return switch (this) {
                case INT_RGB -> new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
                case INT_BGR -> new BufferedImage(width, height, BufferedImage.TYPE_INT_BGR);
                case BYTE_BGR -> new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
                case SHORT_565 -> new BufferedImage(width, height, BufferedImage.TYPE_USHORT_565_RGB);
                case SHORT_555 -> new BufferedImage(width, height, BufferedImage.TYPE_USHORT_555_RGB);
                case BYTES_RGB_WITH_GAPS ->
                    Images.rgb(new byte[9 + height * (3 * width + 5)], 9, width, height, 3 * width + 5);
                case BYTES_BGR_BEHIND_A_HEADER ->
                    Images.bgr(new byte[13 + height * 3 * width], 13, width, height, 3 * width);
                case BYTES_IN_REVERSE ->
                    of(
                            DataBuffer.TYPE_BYTE,
                            new PixelInterleavedSampleModel(
                                    DataBuffer.TYPE_BYTE, width, height, 5, 5 * width + 2, new int[] {4, 0, 2}));
                case PLANES -> of(DataBuffer.TYPE_BYTE, new BandedSampleModel(DataBuffer.TYPE_BYTE, width, height, 3));
                case SHORTS ->
                    of(
                            DataBuffer.TYPE_USHORT,
                            new PixelInterleavedSampleModel(
                                    DataBuffer.TYPE_USHORT, width, height, 3, 3 * width, new int[] {0, 1, 2}));
                case PACKED_332 -> packed(width, height, 8, 0xE0, 0x1C, 0x03, DataBuffer.TYPE_BYTE);
                case PACKED_10_BITS -> packed(width, height, 30, 0x3FF00000, 0xFFC00, 0x3FF, DataBuffer.TYPE_INT);
                case INT_GREEN_HIGH -> packed(width, height, 24, 0xFF00, 0xFF0000, 0xFF, DataBuffer.TYPE_INT);
            };
        }

        private static BufferedImage of(int type, SampleModel samples) {
            ColorModel colors = new ComponentColorModel(SRGB, false, false, Transparency.OPAQUE, type);
            return new BufferedImage(colors, Raster.createWritableRaster(samples, new Point()), false, null);
        }

        private static BufferedImage packed(int width, int height, int bits, int red, int green, int blue, int type) {
            ColorModel colors = new DirectColorModel(SRGB, bits, red, green, blue, 0, false, type);
            return new BufferedImage(colors, colors.createCompatibleWritableRaster(width, height), false, null);
        }
    }

    @Property
    void aPictureOfAnyKindHasTheColorsOfDraw(
            @ForAll Kind kind,
            @ForAll @IntRange(min = 1, max = 40) int width,
            @ForAll @IntRange(min = 1, max = 5) int height,
            @ForAll @DoubleRange(max = 1) double alpha,
            @ForAll @IntRange(min = 1, max = 400) int classes,
            @ForAll Random random) {
        BufferedImage photo = Pictures.photo(width, height, BufferedImage.TYPE_3BYTE_BGR, random);
        LabelMap labels = Pictures.labels(width, height, classes, random);
        Overlay overlay = Overlay.of(Pictures.palette(classes, random)).withAlpha(alpha);
        BufferedImage larger = noise(kind.create(width + 5, height + 3), random);
        int[][] expected = samples(larger);
        BufferedImage drawn = overlay.draw(photo, labels);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int[] rgb = drawn.getRaster().getPixel(x, y, (int[]) null);
                for (int channel = 0; channel < 3; channel++) {
                    int max = (1 << larger.getColorModel().getComponentSize(channel)) - 1;
                    expected[(y + 1) * larger.getWidth() + x + 4][channel] =
                            (int) Math.round(rgb[channel] * (double) max / 255);
                }
            }
        }

        overlay.drawInto(photo, labels, larger.getSubimage(4, 1, width, height));

        assertArrayEquals(expected, samples(larger));
    }

    private static BufferedImage noise(BufferedImage image, Random random) {
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                image.setRGB(x, y, random.nextInt());
            }
        }
        return image;
    }

    private static int[][] samples(BufferedImage image) {
        int[][] samples = new int[image.getWidth() * image.getHeight()][];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = image.getRaster().getPixel(i % image.getWidth(), i / image.getWidth(), (int[]) null);
        }
        return samples;
    }

    @Property(tries = 200)
    void aPhotoOfAnyKindIsDrawnOver(
            @ForAll Kind kind, @ForAll @IntRange(min = 1, max = 40) int width, @ForAll Random random) {
        BufferedImage photo = noise(kind.create(width, 3), random);
        BufferedImage picture = kind.create(width, 3);
        LabelMap labels = Pictures.labels(width, 3, 5, random);
        Overlay overlay = Overlay.of(Pictures.palette(5, random));
        overlay.drawInto(photo, labels, picture);
        overlay.drawInto(photo, labels, photo);
        assertArrayEquals(samples(picture), samples(photo));
    }

    @ParameterizedTest
    @EnumSource
    void manyThreadsDrawTheSame(Kind kind) {
        Random random = new Random(4);
        BufferedImage photo = Pictures.photo(700, 500, BufferedImage.TYPE_3BYTE_BGR, random);
        LabelMap labels = Pictures.labels(700, 500, 30, random);
        Overlay overlay = Overlay.of(Pictures.palette(30, random));
        BufferedImage alone = kind.create(700, 500);
        overlay.withThreads(1).drawInto(photo, labels, alone);
        BufferedImage together = kind.create(700, 500);
        overlay.withThreads(5).drawInto(photo, labels, together);
        assertArrayEquals(samples(alone), samples(together));
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                BufferedImage.TYPE_INT_ARGB,
                BufferedImage.TYPE_4BYTE_ABGR,
                BufferedImage.TYPE_BYTE_GRAY,
                BufferedImage.TYPE_USHORT_GRAY,
                BufferedImage.TYPE_BYTE_INDEXED,
                BufferedImage.TYPE_BYTE_BINARY
            })
    void otherPicturesAreRefusedWithTheTypesThatThereAre(int type) {
        BufferedImage photo = new BufferedImage(4, 2, BufferedImage.TYPE_INT_RGB);
        BufferedImage picture = new BufferedImage(4, 2, type);
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> Overlay.of(PALETTE).drawInto(photo, LABELS, picture))
                .getMessage();
        assertTrue(message.startsWith("The picture is an image of type " + type + " with "), message);
        assertTrue(message.contains("TYPE_3BYTE_BGR, TYPE_INT_RGB, TYPE_INT_BGR, TYPE_USHORT_565_RGB"), message);
    }

    @Test
    void otherColorSpacesAndDepthsAreRefused() {
        BufferedImage photo = new BufferedImage(4, 2, BufferedImage.TYPE_INT_RGB);
        ColorModel[] models = {
            new DirectColorModel(
                    ColorSpace.getInstance(ColorSpace.CS_LINEAR_RGB),
                    24,
                    0xFF0000,
                    0xFF00,
                    0xFF,
                    0,
                    false,
                    DataBuffer.TYPE_INT),
            new ComponentColorModel(
                    ColorSpace.getInstance(ColorSpace.CS_LINEAR_RGB),
                    false,
                    false,
                    Transparency.OPAQUE,
                    DataBuffer.TYPE_BYTE),
            new ComponentColorModel(SRGB, false, false, Transparency.OPAQUE, DataBuffer.TYPE_FLOAT),
            new ComponentColorModel(SRGB, false, false, Transparency.OPAQUE, DataBuffer.TYPE_SHORT),
            new ComponentColorModel(SRGB, false, false, Transparency.OPAQUE, DataBuffer.TYPE_INT),
            new ComponentColorModel(SRGB, false, false, Transparency.OPAQUE, DataBuffer.TYPE_BYTE) {
                @Override
                public int getRGB(Object element) {
                    return ~super.getRGB(element);
                }
            }
        };
        for (ColorModel model : models) {
            BufferedImage picture = new BufferedImage(model, model.createCompatibleWritableRaster(4, 2), false, null);
            assertThrows(
                    IllegalArgumentException.class,
                    () -> Overlay.of(PALETTE).drawInto(photo, LABELS, picture),
                    model.toString());
        }
    }

    @Test
    void theAlphaOfAPhotoNeedsAPlace() {
        BufferedImage photo = new BufferedImage(4, 2, BufferedImage.TYPE_INT_ARGB);
        for (int type :
                new int[] {BufferedImage.TYPE_3BYTE_BGR, BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_INT_ARGB}) {
            BufferedImage picture = new BufferedImage(4, 2, type);
            String message = assertThrows(
                            IllegalArgumentException.class,
                            () -> Overlay.of(PALETTE).drawInto(photo, LABELS, picture))
                    .getMessage();
            assertTrue(message.contains("TYPE_4BYTE_ABGR"), message);
        }
    }

    @Test
    void aPictureOfAnotherSizeIsRefused() {
        BufferedImage photo = new BufferedImage(4, 2, BufferedImage.TYPE_INT_RGB);
        BufferedImage small = new BufferedImage(4, 1, BufferedImage.TYPE_INT_RGB);
        assertEquals(
                "The picture is 4x1 and the label map is 4x2, but both must cover the same pixels; "
                        + "resize the label map to the picture first",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Overlay.of(PALETTE).drawInto(photo, LABELS, small))
                        .getMessage());
    }
}

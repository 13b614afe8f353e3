package io.github.segmentation4j.internal.raster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Point;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BandedSampleModel;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DirectColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RgbRowsTest {
    private static final int WIDTH = 13;
    private static final int HEIGHT = 7;

    private static BufferedImage resource(String name) throws IOException {
        return ImageIO.read(RgbRowsTest.class.getResource("/types/" + name + ".png"));
    }

    private static byte[] rgb(RgbRows rows, int height) {
        byte[] result = new byte[rows.width() * height * 3];
        for (int y = 0; y < height; y++) {
            rows.read(y, result, y * rows.width() * 3);
        }
        return result;
    }

    private static byte[] rgb(BufferedImage image) {
        return rgb(RgbRows.of(image), image.getHeight());
    }

    /** The slow, obvious twin: one pixel at a time, through the raster's samples and the rules as they are written. */
    private static byte[] slowRgb(BufferedImage image) {
        ColorModel colors = image.getColorModel();
        Raster raster = image.getRaster();
        byte[] result = new byte[image.getWidth() * image.getHeight() * 3];
        int out = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int[] samples = raster.getPixel(raster.getMinX() + x, raster.getMinY() + y, (int[]) null);
                for (int channel = 0; channel < 3; channel++) {
                    result[out++] = (byte) slowSample(colors, raster, samples, channel);
                }
            }
        }
        return result;
    }

    private static int slowSample(ColorModel colors, Raster raster, int[] samples, int channel) {
        if (colors instanceof IndexColorModel palette) {
            return (palette.getRGB(samples[0]) >> (16 - 8 * channel)) & 0xFF;
        }
        boolean gray = colors.getColorSpace().getType() == ColorSpace.TYPE_GRAY;
        int band = gray ? 0 : channel;
        double max = Math.pow(2, raster.getSampleModel().getSampleSize(band)) - 1;
        double value = samples[band] / max;
        if (colors.hasAlpha() && colors.isAlphaPremultiplied()) {
            int alphaBand = samples.length - 1;
            double alpha =
                    samples[alphaBand] / (Math.pow(2, raster.getSampleModel().getSampleSize(alphaBand)) - 1);
            value = alpha == 0 ? 0 : Math.min(1, value / alpha);
        }
        return (int) Math.floor(value * 255 + 0.5 + 1e-9);
    }

    /** An image whose raster holds noise. */
    private static BufferedImage filled(BufferedImage image) {
        Random random = new Random(5);
        WritableRaster raster = image.getRaster();
        int bands = raster.getNumBands();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                for (int band = 0; band < bands; band++) {
                    int size = raster.getSampleModel().getSampleSize(band);
                    int limit = image.getColorModel() instanceof IndexColorModel palette
                            ? palette.getMapSize()
                            : 1 << Math.min(size, 16);
                    raster.setSample(raster.getMinX() + x, raster.getMinY() + y, band, random.nextInt(limit));
                }
            }
        }
        return image;
    }

    static IntStream builtInTypes() {
        return IntStream.rangeClosed(BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_BYTE_INDEXED);
    }

    static Stream<BufferedImage> otherTypes() {
        ColorSpace srgb = ColorSpace.getInstance(ColorSpace.CS_sRGB);
        ColorSpace gray = ColorSpace.getInstance(ColorSpace.CS_GRAY);
        return Stream.of(
                component(srgb, false, false, DataBuffer.TYPE_BYTE),
                component(srgb, true, false, DataBuffer.TYPE_BYTE),
                component(srgb, true, true, DataBuffer.TYPE_BYTE),
                component(srgb, false, false, DataBuffer.TYPE_USHORT),
                component(srgb, true, false, DataBuffer.TYPE_USHORT),
                component(srgb, true, true, DataBuffer.TYPE_USHORT),
                component(gray, false, false, DataBuffer.TYPE_BYTE),
                component(gray, true, false, DataBuffer.TYPE_BYTE),
                component(gray, true, true, DataBuffer.TYPE_BYTE),
                component(gray, true, false, DataBuffer.TYPE_USHORT),
                banded(srgb, 3),
                banded(gray, 1),
                packed(new DirectColorModel(32, 0xFF, 0xFF00, 0xFF0000, 0xFF000000)),
                packed(new DirectColorModel(24, 0xFF, 0xFF00, 0xFF0000)),
                packed(new DirectColorModel(30, 0x3FF00000, 0xFFC00, 0x3FF)),
                packed(new DirectColorModel(16, 0xF000, 0xF00, 0xF0, 0xF)));
    }

    private static BufferedImage component(ColorSpace space, boolean alpha, boolean premultiplied, int type) {
        ColorModel colors = new ComponentColorModel(
                space, alpha, premultiplied, alpha ? Transparency.TRANSLUCENT : Transparency.OPAQUE, type);
        return filled(
                new BufferedImage(colors, colors.createCompatibleWritableRaster(WIDTH, HEIGHT), premultiplied, null));
    }

    private static BufferedImage banded(ColorSpace space, int bands) {
        ColorModel colors = new ComponentColorModel(space, false, false, Transparency.OPAQUE, DataBuffer.TYPE_BYTE);
        WritableRaster raster = Raster.createWritableRaster(
                new BandedSampleModel(DataBuffer.TYPE_BYTE, WIDTH, HEIGHT, bands), new Point(0, 0));
        return filled(new BufferedImage(colors, raster, false, null));
    }

    private static BufferedImage packed(DirectColorModel colors) {
        return filled(new BufferedImage(colors, colors.createCompatibleWritableRaster(WIDTH, HEIGHT), false, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gray8", "rgb8", "gray8-alpha", "rgb8-alpha", "palette", "palette-transparent", "gray16"})
    void pixelsAreWhatPillowMakesOfThem(String name) throws IOException {
        BufferedImage expected = resource(name + "-rgb");
        byte[] bytes = new byte[expected.getWidth() * expected.getHeight() * 3];
        for (int i = 0; i < expected.getWidth() * expected.getHeight(); i++) {
            int color = expected.getRGB(i % expected.getWidth(), i / expected.getWidth());
            bytes[3 * i] = (byte) (color >> 16);
            bytes[3 * i + 1] = (byte) (color >> 8);
            bytes[3 * i + 2] = (byte) color;
        }
        assertArrayEquals(bytes, rgb(resource(name)));
    }

    @ParameterizedTest
    @MethodSource("builtInTypes")
    void everyBuiltInTypeFollowsTheRules(int type) {
        BufferedImage image = filled(new BufferedImage(WIDTH, HEIGHT, type));
        assertArrayEquals(slowRgb(image), rgb(image));
    }

    @ParameterizedTest
    @MethodSource("otherTypes")
    void everyOtherTypeFollowsTheRules(BufferedImage image) {
        assertArrayEquals(slowRgb(image), rgb(image));
    }

    @ParameterizedTest
    @MethodSource("builtInTypes")
    void aSubImageEqualsItsCopy(int type) {
        checkSubImage(filled(new BufferedImage(WIDTH, HEIGHT, type)));
    }

    @ParameterizedTest
    @MethodSource("otherTypes")
    void aSubImageOfAnotherTypeEqualsItsCopy(BufferedImage image) {
        checkSubImage(image);
    }

    private static void checkSubImage(BufferedImage image) {
        BufferedImage part = image.getSubimage(3, 2, 5, 4);
        byte[] whole = rgb(image);
        byte[] expected = new byte[5 * 4 * 3];
        for (int y = 0; y < 4; y++) {
            System.arraycopy(whole, ((y + 2) * WIDTH + 3) * 3, expected, y * 5 * 3, 5 * 3);
        }
        assertArrayEquals(expected, rgb(part));
    }

    @ParameterizedTest
    @MethodSource("builtInTypes")
    void oneSinglePixel(int type) {
        BufferedImage image = filled(new BufferedImage(1, 1, type));
        assertArrayEquals(slowRgb(image), rgb(image));
    }

    @Test
    void aColorSpaceOfItsOwnGoesThroughItsColorModel() {
        ColorModel colors = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_CIEXYZ), false, false, Transparency.OPAQUE, DataBuffer.TYPE_BYTE);
        BufferedImage image =
                filled(new BufferedImage(colors, colors.createCompatibleWritableRaster(WIDTH, HEIGHT), false, null));
        byte[] result = rgb(image);
        int color = image.getRGB(4, 5);
        int i = (5 * WIDTH + 4) * 3;
        assertEquals(
                color & 0xFFFFFF, ((result[i] & 0xFF) << 16) | ((result[i + 1] & 0xFF) << 8) | (result[i + 2] & 0xFF));
    }

    @Test
    void alphaIsReadByAllThatHaveIt() {
        for (int type :
                List.of(BufferedImage.TYPE_INT_ARGB, BufferedImage.TYPE_INT_ARGB_PRE, BufferedImage.TYPE_4BYTE_ABGR)) {
            BufferedImage image = new BufferedImage(2, 1, type);
            image.setRGB(0, 0, 0x80102030);
            image.setRGB(1, 0, 0xFF102030);
            RgbRows rows = RgbRows.of(image);
            byte[] alpha = new byte[3];
            rows.readAlpha(0, alpha, 1);
            assertTrue(rows.hasAlpha());
            assertArrayEquals(new byte[] {0, (byte) 0x80, (byte) 0xFF}, alpha, "type " + type);
        }
        RgbRows opaque = RgbRows.of(new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY));
        byte[] alpha = new byte[1];
        opaque.readAlpha(0, alpha, 0);
        assertFalse(opaque.hasAlpha());
        assertArrayEquals(new byte[] {(byte) 0xFF}, alpha);
    }

    @Test
    void compositingFollowsTheFormula() {
        int background = 0x10A0F0;
        BufferedImage image = new BufferedImage(256, 256, BufferedImage.TYPE_INT_ARGB);
        for (int alpha = 0; alpha < 256; alpha++) {
            for (int value = 0; value < 256; value++) {
                image.setRGB(value, alpha, (alpha << 24) | (value << 16) | (value << 8) | value);
            }
        }
        byte[] result = rgb(RgbRows.compositedOn(image, background), 256);
        int i = 0;
        for (int alpha = 0; alpha < 256; alpha++) {
            for (int value = 0; value < 256; value++) {
                for (int channel = 0; channel < 3; channel++) {
                    int below = (background >> (16 - 8 * channel)) & 0xFF;
                    long expected = Math.round((value * alpha + below * (255 - alpha)) / 255.0);
                    assertEquals(expected, result[i++] & 0xFF, "value " + value + ", alpha " + alpha);
                }
            }
        }
    }

    @Test
    void indicesBeyondThePaletteAreTransparentBlack() {
        byte[] ramp = {10, 20};
        IndexColorModel twoColors = new IndexColorModel(1, 2, ramp, ramp, ramp, ramp);
        WritableRaster bytes = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 2, 1, 1, null);
        bytes.setSample(0, 0, 0, 1);
        bytes.setSample(1, 0, 0, 200);
        RgbRows rows = RgbRows.of(new BufferedImage(twoColors, bytes, false, null));
        byte[] rgb = new byte[2 * RgbRows.CHANNELS];
        rows.read(0, rgb, 0);
        assertArrayEquals(new byte[] {20, 20, 20, 0, 0, 0}, rgb);
        byte[] alpha = new byte[2];
        rows.readAlpha(0, alpha, 0);
        assertArrayEquals(new byte[] {20, 0}, alpha);
    }
}

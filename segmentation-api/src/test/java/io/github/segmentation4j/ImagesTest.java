package io.github.segmentation4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.segmentation4j.internal.raster.BandRows;
import io.github.segmentation4j.internal.raster.RgbRows;
import java.awt.image.BufferedImage;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ImagesTest {
    private static final int OPAQUE = 255;

    /** The orders of bytes, each with the place of red, green, blue and alpha in a pixel; -1 for no alpha. */
    enum Order {
        RGB(3, 0, 1, 2, -1),
        BGR(3, 2, 1, 0, -1),
        RGBA(4, 0, 1, 2, 3),
        BGRA(4, 2, 1, 0, 3),
        GRAY(1, 0, 0, 0, -1);

        private final int bytes;
        private final int red;
        private final int green;
        private final int blue;
        private final int alpha;

        Order(int bytes, int red, int green, int blue, int alpha) {
            this.bytes = bytes;
            this.red = red;
            this.green = green;
            this.blue = blue;
            this.alpha = alpha;
        }

        private BufferedImage image(byte[] data, int offset, int width, int height, int rowStride) {
            return switch (this) {
                case RGB -> Images.rgb(data, offset, width, height, rowStride);
                case BGR -> Images.bgr(data, offset, width, height, rowStride);
                case RGBA -> Images.rgba(data, offset, width, height, rowStride);
                case BGRA -> Images.bgra(data, offset, width, height, rowStride);
                case GRAY -> Images.gray(data, offset, width, height, rowStride);
            };
        }

        /** Returns red, green, blue and alpha straight from the bytes. */
        private int[] slowPixel(byte[] data, int offset, int x, int y, int rowStride) {
            int pixel = offset + y * rowStride + bytes * x;
            return new int[] {
                data[pixel + red] & 0xFF,
                data[pixel + green] & 0xFF,
                data[pixel + blue] & 0xFF,
                alpha < 0 ? OPAQUE : data[pixel + alpha] & 0xFF
            };
        }
    }

    @Property
    void readersSeeTheBytes(
            @ForAll Order order,
            @ForAll @IntRange(min = 1, max = 40) int width,
            @ForAll @IntRange(min = 1, max = 6) int height,
            @ForAll @IntRange(max = 17) int offset,
            @ForAll @IntRange(max = 9) int gap,
            @ForAll @IntRange(max = 3) int behind,
            @ForAll Random random) {
        int stride = order.bytes * width + gap;
        byte[] data = new byte[offset + (height - 1) * stride + order.bytes * width + behind];
        random.nextBytes(data);
        checkReaders(order, order.image(data, offset, width, height, stride), data, offset, stride, 0, 0);
    }

    @Property
    void readersSeeTheBytesOfParts(
            @ForAll Order order,
            @ForAll @IntRange(max = 5) int x,
            @ForAll @IntRange(max = 3) int y,
            @ForAll @IntRange(max = 5) int offset,
            @ForAll Random random) {
        int stride = order.bytes * 20 + 1;
        byte[] data = new byte[offset + 8 * stride];
        random.nextBytes(data);
        BufferedImage part = order.image(data, offset, 20, 8, stride).getSubimage(x, y, 13, 5);
        checkReaders(order, part, data, offset, stride, x, y);
    }

    private static void checkReaders(
            Order order, BufferedImage image, byte[] data, int offset, int stride, int left, int top) {
        int width = image.getWidth();
        RgbRows rows = RgbRows.of(image);
        byte[] rgb = new byte[3 * width];
        byte[] alpha = new byte[width];
        int[] packed = new int[width];
        for (int y = 0; y < image.getHeight(); y++) {
            rows.read(y, rgb, 0);
            rows.readAlpha(y, alpha, 0);
            rows.readPixels(y, packed);
            for (int x = 0; x < width; x++) {
                int[] expected = order.slowPixel(data, offset, left + x, top + y, stride);
                int[] read = {rgb[3 * x] & 0xFF, rgb[3 * x + 1] & 0xFF, rgb[3 * x + 2] & 0xFF, alpha[x] & 0xFF};
                assertArrayEquals(expected, read, x + ", " + y);
                assertEquals((expected[0] << 16) | (expected[1] << 8) | expected[2], packed[x] & 0xFFFFFF);
                // The JDK changes gray by a gamma when it is asked for RGB.
                if (order != Order.GRAY) {
                    assertEquals((expected[3] << 24) | (packed[x] & 0xFFFFFF), image.getRGB(x, y));
                }
            }
        }
    }

    /** The color model is asked about single pixels by the slowest reader alone. */
    @ParameterizedTest
    @EnumSource
    void noReaderAsksTheColorModel(Order order) {
        RgbRows rows = RgbRows.of(order.image(new byte[100], 3, 4, 2, 21));
        assertEquals("ComponentByteRows", rows.getClass().getSimpleName());
    }

    @ParameterizedTest
    @EnumSource
    void theBytesAreShared(Order order) {
        byte[] data = new byte[64];
        BufferedImage image = order.image(data, 5, 2, 2, 20);
        data[5 + 20 + order.bytes] = 77;
        int[] samples = new int[2];
        BandRows.of(image).read(order == Order.BGR || order == Order.BGRA ? 2 : 0, 1, samples);
        assertEquals(77, samples[1]);
        image.getRaster().setSample(0, 0, 0, 99);
        assertEquals(99, data[5 + order.red]);
    }

    @Test
    void typesAreThoseThatTheJdkHasANameFor() {
        byte[] data = new byte[64];
        assertEquals(BufferedImage.TYPE_3BYTE_BGR, Images.bgr(data, 0, 2, 2, 11).getType());
        assertEquals(
                BufferedImage.TYPE_BYTE_GRAY, Images.gray(data, 0, 2, 2, 11).getType());
        assertFalse(Images.rgb(data, 3, 2, 2, 11).getColorModel().hasAlpha());
    }

    @ParameterizedTest
    @EnumSource
    void memoryThatIsTooSmallIsRefused(Order order) {
        int row = 4 * order.bytes;
        int needed = 2 + 20 + row;
        assertEquals(4, order.image(new byte[needed], 2, 4, 2, 20).getWidth());
        refuse(order, needed - 1, 2, 4, 2, 20);
        refuse(order, needed, 3, 4, 2, 20);
        refuse(order, needed, -1, 4, 2, 20);
        refuse(order, needed, 2, 4, 2, row - 1);
        refuse(order, needed, 2, 4, 2, -20);
        refuse(order, needed, 2, 0, 2, 20);
        refuse(order, needed, 2, 4, 0, 20);
        refuse(order, needed, 2, 4, Integer.MAX_VALUE, Integer.MAX_VALUE);
        refuse(order, needed, Integer.MAX_VALUE, 4, 2, 20);
        refuse(order, needed, 2, Integer.MAX_VALUE, 1, Integer.MAX_VALUE);
    }

    private static void refuse(Order order, int length, int offset, int width, int height, int stride) {
        assertThrows(
                IllegalArgumentException.class, () -> order.image(new byte[length], offset, width, height, stride));
    }

    @Test
    void whatIsRefusedIsSaidWithWhatIsNeeded() {
        assertEquals(
                "A row stride of 11 bytes was given, but a row of 4 pixels of 3 bytes needs at least 12",
                assertThrows(IllegalArgumentException.class, () -> Images.rgb(new byte[99], 0, 4, 2, 11))
                        .getMessage());
        assertEquals(
                "An array of 10 bytes was given, but an image of 4x2 with rows of 12 bytes takes 24 bytes from index 0 on,"
                        + " which must be at least 0: give more bytes, or a smaller part of them",
                assertThrows(IllegalArgumentException.class, () -> Images.rgb(new byte[10], 0, 4, 2, 12))
                        .getMessage());
    }
}

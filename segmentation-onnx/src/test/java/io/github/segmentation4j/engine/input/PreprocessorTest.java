package io.github.segmentation4j.engine.input;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.model.AlphaHandling;
import io.github.segmentation4j.model.ChannelOrder;
import io.github.segmentation4j.model.ImageSize;
import io.github.segmentation4j.model.Normalization;
import io.github.segmentation4j.model.Preprocessing;
import io.github.segmentation4j.model.Resampling;
import io.github.segmentation4j.model.SizeRule;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The network's input beyond Python's results: layout, channel order, alpha, sub-images, buffers, threads. */
class PreprocessorTest {
    private static final Normalization SAMPLES_AS_THEY_ARE =
            new Normalization(1, List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0));
    private static final Preprocessing PLAIN = Preprocessing.of(SizeRule.asIs(), SAMPLES_AS_THEY_ARE);

    private static float[] input(Preprocessing preprocessing, BufferedImage image, ImageSize size) {
        return Inputs.floats(preprocessing.withSize(SizeRule.fixed(size.width(), size.height())), image);
    }

    private static BufferedImage twoPixels(int type, int left, int right) {
        BufferedImage image = new BufferedImage(2, 1, type);
        image.setRGB(0, 0, left);
        image.setRGB(1, 0, right);
        return image;
    }

    @Test
    void planesFollowTheChannelOrder() {
        BufferedImage image = twoPixels(BufferedImage.TYPE_INT_RGB, 0x010203, 0x0A0B0C);
        ImageSize size = new ImageSize(2, 1);
        assertArrayEquals(new float[] {1, 10, 2, 11, 3, 12}, input(PLAIN, image, size));
        assertArrayEquals(
                new float[] {3, 12, 2, 11, 1, 10}, input(PLAIN.withChannelOrder(ChannelOrder.BGR), image, size));
    }

    @Test
    void meansAndDeviationsStandInTheNetworksOrder() {
        BufferedImage image = twoPixels(BufferedImage.TYPE_INT_RGB, 0x010203, 0x0A0B0C);
        Preprocessing steps = PLAIN.withChannelOrder(ChannelOrder.BGR)
                .withNormalization(new Normalization(2, List.of(1.0, 2.0, 3.0), List.of(1.0, 2.0, 4.0)));
        assertArrayEquals(new float[] {5, 23, 1, 10, -0.25f, 4.25f}, input(steps, image, new ImageSize(2, 1)));
    }

    @Test
    void alphaIsDroppedOrShownOnAColor() {
        BufferedImage image = twoPixels(BufferedImage.TYPE_INT_ARGB, 0x00102030, 0xFF405060);
        ImageSize size = new ImageSize(2, 1);
        assertArrayEquals(new float[] {0x10, 0x40, 0x20, 0x50, 0x30, 0x60}, input(PLAIN, image, size));
        Preprocessing onColor = PLAIN.withAlphaHandling(AlphaHandling.compositeOn(new Color(7, 8, 9)));
        assertArrayEquals(new float[] {7, 0x40, 8, 0x50, 9, 0x60}, input(onColor, image, size));
    }

    @Property(tries = 200)
    void aSubImageEqualsItsCopy(
            @ForAll @IntRange(min = 1, max = 20) int width,
            @ForAll @IntRange(min = 1, max = 20) int height,
            @ForAll @IntRange(min = 0, max = 9) int x,
            @ForAll @IntRange(min = 0, max = 9) int y,
            @ForAll @IntRange(min = 1, max = 13) int type,
            @ForAll Resampling filter) {
        BufferedImage whole = RgbImage.noise(30, 30, 1).toBufferedImage(type);
        BufferedImage part = whole.getSubimage(x, y, width, height);
        BufferedImage copy = new BufferedImage(
                part.getColorModel(),
                part.copyData(null).createWritableChild(part.getMinX(), part.getMinY(), width, height, 0, 0, null),
                part.isAlphaPremultiplied(),
                null);
        ImageSize size = new ImageSize(11, 7);
        Preprocessing steps = PLAIN.withResampling(filter);
        assertArrayEquals(input(steps, copy, size), input(steps, part, size));
    }

    @Test
    void aDirectBufferIsFilledFromIndexZeroAndKeepsItsPosition() {
        BufferedImage image = RgbImage.noise(31, 17, 3).toBufferedImage(BufferedImage.TYPE_3BYTE_BGR);
        ImageSize size = new ImageSize(12, 9);
        int bytes = 3 * 12 * 9 * Float.BYTES;
        ByteBuffer target = ByteBuffer.allocateDirect(bytes + 1).order(ByteOrder.nativeOrder());
        target.put(bytes, (byte) 42).position(5).limit(bytes);
        Preprocessor preprocessor = new Preprocessor(Preprocessing.torchvision().withSize(SizeRule.fixed(12, 9)));
        preprocessor.fill(image, preprocessor.geometry(image), target);
        assertEquals(5, target.position());
        assertEquals(bytes, target.limit());
        float[] values = new float[bytes / Float.BYTES];
        target.clear().asFloatBuffer().get(0, values);
        assertArrayEquals(input(Preprocessing.torchvision(), image, size), values);
        assertEquals(42, target.get(bytes));
    }

    @Test
    void aBufferThatIsTooSmallIsRefused() {
        BufferedImage image = RgbImage.noise(4, 4, 3).toBufferedImage(BufferedImage.TYPE_3BYTE_BGR);
        ByteBuffer target = ByteBuffer.allocate(191);
        Preprocessor preprocessor = new Preprocessor(PLAIN);
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> preprocessor.fill(image, preprocessor.geometry(image), target))
                .getMessage();
        assertTrue(message.contains("191 bytes") && message.contains("192"), message);
        Preprocessor vast = new Preprocessor(PLAIN.withSize(SizeRule.fixed(1 << 29, 1 << 29)));
        assertThrows(IllegalArgumentException.class, () -> vast.fill(image, vast.geometry(image), target));
    }

    @Test
    void fewerThreadsThanTheCallersOwnAreRefused() {
        String message = assertThrows(IllegalArgumentException.class, () -> new Preprocessor(PLAIN, 0))
                .getMessage();
        assertTrue(message.contains("0 threads") && message.contains("1 or more"), message);
    }

    @Test
    void sizesThatComeAndGoKeepTheirInputs() {
        Preprocessing steps = Preprocessing.torchvision().withSize(SizeRule.shortEdge(10));
        Preprocessor preprocessor = new Preprocessor(steps);
        for (int i = 0; i < 40; i++) {
            BufferedImage image = RgbImage.noise(20 + i * 7 % 9, 15, i).toBufferedImage(BufferedImage.TYPE_INT_RGB);
            assertEquals(Inputs.of(steps, image), Inputs.of(preprocessor, steps, image));
        }
    }

    @Test
    void manyThreadsShareOnePreprocessor() {
        Preprocessing steps = Preprocessing.torchvision().withSize(SizeRule.fixed(80, 60));
        Preprocessor preprocessor = new Preprocessor(steps);
        IntStream.range(0, 64).parallel().forEach(i -> {
            BufferedImage image = RgbImage.noise(50 + i, 70 - i, i).toBufferedImage(BufferedImage.TYPE_INT_RGB);
            ByteBuffer target = ByteBuffer.allocate(3 * 80 * 60 * Float.BYTES).order(ByteOrder.nativeOrder());
            preprocessor.fill(image, preprocessor.geometry(image), target);
            assertEquals(Inputs.of(steps, image), target);
        });
    }
}

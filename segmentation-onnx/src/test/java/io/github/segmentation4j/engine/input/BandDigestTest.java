package io.github.segmentation4j.engine.input;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.segmentation4j.Images;
import io.github.segmentation4j.model.ChannelOrder;
import io.github.segmentation4j.model.ElementType;
import io.github.segmentation4j.model.Normalization;
import io.github.segmentation4j.model.Preprocessing;
import io.github.segmentation4j.model.Resampling;
import io.github.segmentation4j.model.SizeRule;
import io.github.segmentation4j.model.TensorLayout;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * Noise of any number of bands becomes what Pillow, OpenCV and torchvision make of it, by digest;
 * {@code make_band_digests.py} writes the table.
 */
class BandDigestTest {
    private static final int WHITE_NOISE_FACTOR = 1664525;
    private static final int WHITE_NOISE_TERM = 1013904223;

    private static BufferedImage noise(int width, int height, int bands, int bits, int seed) {
        int state = seed;
        int[] samples = new int[width * height * bands];
        for (int i = 0; i < samples.length; i++) {
            for (int shift = 0; shift < bits; shift += Byte.SIZE) {
                state = state * WHITE_NOISE_FACTOR + WHITE_NOISE_TERM;
                samples[i] |= state >>> 24 << shift;
            }
        }
        int type = bits == Byte.SIZE ? DataBuffer.TYPE_BYTE : DataBuffer.TYPE_USHORT;
        WritableRaster raster = Raster.createInterleavedRaster(type, width, height, bands, null);
        raster.setPixels(0, 0, width, height, samples);
        return Images.ofBands(raster);
    }

    @ParameterizedTest(name = "{0} {1} of {2} bits {3} {4}x{5} to {6}x{7}")
    @CsvFileSource(resources = "/goldens/digests/bands.csv", useHeadersInDisplayName = false, numLinesToSkip = 1)
    void everySampleIsEqual(
            String channels,
            int bands,
            int bits,
            Resampling filter,
            int width,
            int height,
            int newWidth,
            int newHeight,
            int seed,
            String sha256)
            throws NoSuchAlgorithmException {
        ChannelOrder order = ChannelOrder.valueOf(channels);
        int count = order.channels().orElse(bands);
        BufferedImage image = order == ChannelOrder.GRAY
                ? RgbImage.congruentialNoise(width, height, seed).toBufferedImage(BufferedImage.TYPE_3BYTE_BGR)
                : noise(width, height, bands, bits, seed);
        // A seed for each case: planes, and channels side by side.
        TensorLayout layout = seed % 2 == 0 ? TensorLayout.NCHW : TensorLayout.NHWC;
        Preprocessing steps = Preprocessing.of(
                        SizeRule.fixed(newWidth, newHeight),
                        Normalization.none().forChannels(count))
                .withChannelOrder(order)
                .withResampling(filter)
                .withLayout(layout)
                .withElementType(ElementType.FLOAT32);
        float[] input = Inputs.floats(steps, image);
        ByteBuffer samples =
                ByteBuffer.allocate(input.length * bits / Byte.SIZE).order(ByteOrder.LITTLE_ENDIAN);
        int plane = newWidth * newHeight;
        for (int i = 0; i < input.length; i++) {
            float value = layout == TensorLayout.NHWC ? input[i] : input[i % count * plane + i / count];
            if (bits == Byte.SIZE) {
                samples.put((byte) value);
            } else {
                samples.putShort((short) (int) value);
            }
        }
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(samples.array());
        assertEquals(sha256, HexFormat.of().formatHex(digest));
    }
}

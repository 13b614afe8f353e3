package io.github.segmentation4j.engine.input;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.segmentation4j.Images;
import io.github.segmentation4j.model.ChannelOrder;
import io.github.segmentation4j.model.Crop;
import io.github.segmentation4j.model.ElementType;
import io.github.segmentation4j.model.ImageSize;
import io.github.segmentation4j.model.Normalization;
import io.github.segmentation4j.model.Padding;
import io.github.segmentation4j.model.PaddingSide;
import io.github.segmentation4j.model.Preprocessing;
import io.github.segmentation4j.model.Resampling;
import io.github.segmentation4j.model.SizeRule;
import io.github.segmentation4j.model.TensorLayout;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Each band of an image becomes what it would alone, and alone what a color with its samples becomes. */
class BandProperties {
    private static BufferedImage noise(int width, int height, int bands, int type, long seed) {
        WritableRaster raster = seed % 2 == 0
                ? Raster.createInterleavedRaster(type, width, height, bands, null)
                : Raster.createBandedRaster(type, width, height, bands, null);
        Random random = new Random(seed);
        int most = type == DataBuffer.TYPE_BYTE ? 256 : 65536;
        int[] samples = random.ints((long) width * height * bands, 0, most).toArray();
        raster.setPixels(0, 0, width, height, samples);
        return Images.ofBands(raster);
    }

    private static int[] band(BufferedImage image, int band) {
        Raster raster = image.getRaster();
        return raster.getSamples(0, 0, image.getWidth(), image.getHeight(), band, (int[]) null);
    }

    private static BufferedImage alone(BufferedImage image, int band) {
        int type = image.getRaster().getTransferType();
        WritableRaster raster = Raster.createInterleavedRaster(type, image.getWidth(), image.getHeight(), 1, null);
        raster.setSamples(0, 0, image.getWidth(), image.getHeight(), 0, band(image, band));
        return Images.ofBands(raster);
    }

    private static BufferedImage asColor(BufferedImage image, int band) {
        int[] samples = band(image, band);
        BufferedImage color = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < samples.length; i++) {
            color.setRGB(i % image.getWidth(), i / image.getWidth(), samples[i] * 0x010101);
        }
        return color;
    }

    /** The bytes of a channel's elements, plane after plane. */
    private static byte[] channel(ByteBuffer input, Preprocessing steps, int channel) {
        int bytes = steps.elementType().bytes();
        int pixels = input.capacity() / bytes / steps.channels();
        byte[] found = new byte[pixels * bytes];
        for (int pixel = 0; pixel < pixels; pixel++) {
            int element =
                    steps.layout() == TensorLayout.NCHW ? channel * pixels + pixel : pixel * steps.channels() + channel;
            input.get(element * bytes, found, pixel * bytes, bytes);
        }
        return found;
    }

    private static Normalization of(List<Double> means, int first, int count) {
        List<Double> mean = means.subList(first, first + count);
        return new Normalization(
                1 / 200.0, mean, mean.stream().map(value -> value + 1).toList());
    }

    @Provide
    Arbitrary<Preprocessing> steps() {
        Arbitrary<Padding> paddings = Combinators.combine(
                        Arbitraries.of(PaddingSide.class),
                        Arbitraries.of(
                                Padding.toMultipleOf(8).withInput(-0.25),
                                Padding.toMultipleOf(8).withGray(114)))
                .as((side, padding) -> padding.withSide(side));
        return Combinators.combine(
                        Arbitraries.of(Crop.none(), Crop.center(7, 5), Crop.center(20, 3)),
                        Arbitraries.oneOf(Arbitraries.just(Padding.none()), paddings),
                        Arbitraries.of(TensorLayout.class),
                        Arbitraries.of(SizeRule.asIs(), SizeRule.shortEdge(9, 30), SizeRule.fixed(13, 11)),
                        Arbitraries.of(Resampling.class)
                                // How OpenCV rounds depends on how many channels there are: BandDigestTest holds it.
                                .filter(filter -> !filter.name().startsWith("OPENCV")),
                        Arbitraries.of(ElementType.FLOAT32, ElementType.FLOAT16, ElementType.UINT8))
                .as((crop, padding, layout, size, filter, type) -> Preprocessing.of(
                                size, Normalization.none().forChannels(1))
                        .withChannelOrder(ChannelOrder.BANDS)
                        .withCrop(crop)
                        .withPadding(padding)
                        .withLayout(layout)
                        .withElementType(type)
                        .withResampling(filter));
    }

    @Property(tries = 300)
    void aBandDoesNotKnowTheOthers(
            @ForAll("steps") Preprocessing steps,
            @ForAll @IntRange(min = 1, max = 8) int bands,
            @ForAll @IntRange(min = 1, max = 24) int width,
            @ForAll @IntRange(min = 1, max = 24) int height,
            @ForAll @IntRange(min = 1, max = 3) int threads,
            @ForAll long seed) {
        BufferedImage image = noise(width, height, bands, DataBuffer.TYPE_BYTE, seed);
        List<Double> means = IntStream.range(0, bands).mapToObj(i -> i * 0.25).toList();
        Preprocessing all = steps.withNormalization(of(means, 0, bands));
        ByteBuffer input = Inputs.of(new Preprocessor(all, threads, 50), all, image);
        for (int band = 0; band < bands; band++) {
            Preprocessing one = steps.withNormalization(of(means, band, 1));
            byte[] expected = channel(Inputs.of(one, alone(image, band)), one, 0);
            assertArrayEquals(expected, channel(input, all, band));
            Preprocessing color =
                    steps.withNormalization(one.normalization().forChannels(3)).withChannelOrder(ChannelOrder.RGB);
            assertArrayEquals(channel(Inputs.of(color, asColor(image, band)), color, 1), expected);
        }
    }

    @Property(tries = 100)
    void soItIsWithSixteenBits(
            @ForAll("steps") Preprocessing steps,
            @ForAll @IntRange(min = 1, max = 5) int bands,
            @ForAll @IntRange(min = 1, max = 24) int width,
            @ForAll @IntRange(min = 1, max = 24) int height,
            @ForAll @IntRange(min = 1, max = 3) int threads,
            @ForAll long seed) {
        Preprocessing wide =
                WideResize.isFor(steps.resampling()) ? steps : steps.withResampling(Resampling.PILLOW_LANCZOS);
        BufferedImage image = noise(width, height, bands, DataBuffer.TYPE_USHORT, seed);
        List<Double> means = IntStream.range(0, bands).mapToObj(i -> i * 0.25).toList();
        Preprocessing all = wide.withNormalization(of(means, 0, bands));
        ByteBuffer input = Inputs.of(new Preprocessor(all, threads, 50), all, image);
        for (int band = 0; band < bands; band++) {
            Preprocessing one = wide.withNormalization(of(means, band, 1));
            assertArrayEquals(channel(Inputs.of(one, alone(image, band)), one, 0), channel(input, all, band));
        }
    }

    @Property(tries = 100)
    void pyTorchsFiltersTakeSixteenBits(
            @ForAll @IntRange(min = 1, max = 24) int width,
            @ForAll @IntRange(min = 1, max = 24) int height,
            @ForAll @IntRange(min = 1, max = 24) int newWidth,
            @ForAll @IntRange(min = 1, max = 24) int newHeight,
            @ForAll boolean antialias,
            @ForAll long seed) {
        Resampling filter = antialias ? Resampling.PYTORCH_BILINEAR_ANTIALIAS : Resampling.PYTORCH_BILINEAR;
        BufferedImage image = noise(width, height, 1, DataBuffer.TYPE_USHORT, seed);
        double scale = 1 / 10000.0;
        Preprocessing steps = Preprocessing.of(
                        SizeRule.fixed(newWidth, newHeight), new Normalization(scale, List.of(0.0), List.of(1.0)))
                .withChannelOrder(ChannelOrder.BANDS)
                .withResampling(filter);
        int[] samples = band(image, 0);
        float[][] plane = new float[height][width];
        for (int i = 0; i < samples.length; i++) {
            plane[i / width][i % width] = (float) (samples[i] * scale);
        }
        float[][] expected = SlowPyTorchResize.resized(plane, new ImageSize(newWidth, newHeight), filter);
        float[] found = Inputs.floats(steps, image);
        for (int i = 0; i < found.length; i++) {
            assertEquals(expected[i / newWidth][i % newWidth], found[i]);
        }
    }
}

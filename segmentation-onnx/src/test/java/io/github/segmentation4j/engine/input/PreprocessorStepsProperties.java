package io.github.segmentation4j.engine.input;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.segmentation4j.engine.tensor.HalfFloats;
import io.github.segmentation4j.model.ChannelOrder;
import io.github.segmentation4j.model.Crop;
import io.github.segmentation4j.model.ElementType;
import io.github.segmentation4j.model.ImageSize;
import io.github.segmentation4j.model.Normalization;
import io.github.segmentation4j.model.Padding;
import io.github.segmentation4j.model.PaddingSide;
import io.github.segmentation4j.model.Preprocessing;
import io.github.segmentation4j.model.ProcessorBackend;
import io.github.segmentation4j.model.Resampling;
import io.github.segmentation4j.model.SizeRule;
import io.github.segmentation4j.model.TensorLayout;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Crop, padding, layout and element type, against a slow twin that asks for every element where it comes from. */
class PreprocessorStepsProperties {

    /** The input element by element: from the image, the black around it within a crop, or the padding. */
    private static float[] slow(Preprocessing steps, BufferedImage image) {
        RgbImage pixels = RgbImage.of(image);
        ImageSize resizedSize = steps.size().apply(image.getWidth(), image.getHeight());
        float[][][] resized = resized(steps, pixels, resizedSize);
        ImageSize kept = steps.crop() instanceof Crop.Center center ? center.size() : resizedSize;
        int cutX = cut(steps, resizedSize.width() - kept.width());
        int cutY = cut(steps, resizedSize.height() - kept.height());
        Padding.Extend padding = steps.padding() instanceof Padding.Extend extend ? extend : null;
        ImageSize whole = padding == null ? kept : padding.to().apply(kept.width(), kept.height());
        int left = padding == null ? 0 : before(whole.width() - kept.width(), padding.side());
        int top = padding == null ? 0 : before(whole.height() - kept.height(), padding.side());
        float[] input = new float[3 * whole.width() * whole.height()];
        for (int y = 0; y < whole.height(); y++) {
            for (int x = 0; x < whole.width(); x++) {
                for (int channel = 0; channel < 3; channel++) {
                    int color = steps.channelOrder() == ChannelOrder.RGB ? channel : 2 - channel;
                    int keptX = x - left;
                    int keptY = y - top;
                    float value;
                    if (keptX < 0 || keptY < 0 || keptX >= kept.width() || keptY >= kept.height()) {
                        value = padding.fill() instanceof Padding.Fill.Input fill
                                ? (float) fill.value()
                                : normalized(steps, channel, sample((Padding.Fill.Color) padding.fill(), color));
                    } else {
                        int imageX = keptX + cutX;
                        int imageY = keptY + cutY;
                        boolean inside = imageX >= 0
                                && imageY >= 0
                                && imageX < resizedSize.width()
                                && imageY < resizedSize.height();
                        value = inside ? resized[channel][imageY][imageX] : normalized(steps, channel, 0);
                    }
                    int index = steps.layout() == TensorLayout.NCHW
                            ? (channel * whole.height() + y) * whole.width() + x
                            : (y * whole.width() + x) * 3 + channel;
                    input[index] = value;
                }
            }
        }
        return input;
    }

    /** Where a crop is wider than the image, torchvision adds the odd column at the end and NumPy's code at the start. */
    private static int cut(Preprocessing steps, int surplus) {
        if (surplus >= 0) {
            return surplus / 2;
        }
        int added = -surplus;
        return steps.processor() == ProcessorBackend.TORCHVISION ? -(added / 2) : -((added + 1) / 2);
    }

    /** The resized image by channels and rows, normalized. */
    private static float[][][] resized(Preprocessing steps, RgbImage image, ImageSize size) {
        float[][][] result = new float[3][size.height()][size.width()];
        boolean floats = PyTorchResize.isFor(steps.resampling());
        RgbImage samples = floats ? null : SlowResize.resized(image, size, steps.resampling());
        for (int channel = 0; channel < 3; channel++) {
            int color = steps.channelOrder() == ChannelOrder.RGB ? channel : 2 - channel;
            float[][] plane =
                    floats ? SlowPyTorchResize.resized(scaled(steps, image, color), size, steps.resampling()) : null;
            for (int y = 0; y < size.height(); y++) {
                for (int x = 0; x < size.width(); x++) {
                    result[channel][y][x] = floats
                            ? normalized(steps, channel, plane[y][x])
                            : normalized(steps, channel, samples.sample(x, y, color));
                }
            }
        }
        return result;
    }

    private static float[][] scaled(Preprocessing steps, RgbImage image, int color) {
        float[][] plane = new float[image.height()][image.width()];
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                plane[y][x] = scaled(steps, image.sample(x, y, color));
            }
        }
        return plane;
    }

    private static float scaled(Preprocessing steps, int sample) {
        double scale = steps.normalization().scale();
        if (steps.processor() == ProcessorBackend.PIL) {
            return (float) (sample * scale);
        }
        return steps.normalization().equals(Normalization.unit()) ? (float) sample * (float) scale : sample;
    }

    private static int before(int padding, PaddingSide side) {
        return side == PaddingSide.BOTTOM_RIGHT ? 0 : side == PaddingSide.TOP_LEFT ? padding : padding / 2;
    }

    private static int sample(Padding.Fill.Color color, int index) {
        return index == 0 ? color.red() : index == 1 ? color.green() : color.blue();
    }

    private static float normalized(Preprocessing steps, int channel, int sample) {
        return normalized(steps, channel, scaled(steps, sample));
    }

    private static float normalized(Preprocessing steps, int channel, float scaled) {
        Normalization normalization = steps.normalization();
        if (steps.processor() == ProcessorBackend.TORCHVISION && !normalization.equals(Normalization.unit())) {
            float factor = (float) (1 / normalization.scale());
            float mean = normalization.mean().get(channel).floatValue() * factor;
            return (scaled - mean) / (normalization.std().get(channel).floatValue() * factor);
        }
        return (scaled - normalization.mean().get(channel).floatValue())
                / normalization.std().get(channel).floatValue();
    }

    @Provide
    Arbitrary<Preprocessing> steps() {
        Arbitrary<Crop> crops = Arbitraries.of(Crop.none(), Crop.center(7, 5), Crop.center(20, 3), Crop.center(1, 1));
        Arbitrary<Padding> paddings = Combinators.combine(
                        Arbitraries.of(PaddingSide.class),
                        Arbitraries.of(
                                new Padding.Fill.Input(-0.25), Padding.Fill.gray(114), new Padding.Fill.Color(1, 2, 3)),
                        Arbitraries.of(Padding.toMultipleOf(8), Padding.toSize(40, 33)))
                .as((side, fill, padding) ->
                        (Padding) ((Padding.Extend) padding).withSide(side).withFill(fill));
        return Combinators.combine(
                        crops,
                        Arbitraries.oneOf(Arbitraries.just(Padding.none()), paddings),
                        Arbitraries.of(ChannelOrder.RGB, ChannelOrder.BGR),
                        Arbitraries.of(TensorLayout.class),
                        Arbitraries.of(SizeRule.asIs(), SizeRule.shortEdge(9, 30), SizeRule.fixed(13, 11)),
                        Arbitraries.of(Resampling.class),
                        Arbitraries.of(ProcessorBackend.class),
                        Arbitraries.of(Normalization.imageNet(), Normalization.unit()))
                .as((crop, padding, order, layout, size, filter, processor, normalization) -> Preprocessing.of(
                                size, normalization)
                        .withProcessor(processor)
                        .withCrop(crop)
                        .withPadding(padding)
                        .withChannelOrder(order)
                        .withLayout(layout)
                        .withResampling(filter));
    }

    @Property(tries = 600)
    void everyElementComesFromWhereTheStepsSay(
            @ForAll("steps") Preprocessing steps,
            @ForAll @IntRange(min = 1, max = 30) int width,
            @ForAll @IntRange(min = 1, max = 30) int height,
            @ForAll @IntRange(min = 1, max = 4) int threads,
            @ForAll @IntRange(min = 1, max = 200) int workPerThread) {
        BufferedImage image =
                RgbImage.noise(width, height, width * 31L + height).toBufferedImage(BufferedImage.TYPE_3BYTE_BGR);
        Preprocessor preprocessor = new Preprocessor(steps, threads, workPerThread);
        float[] expected = slow(steps, image);
        assertArrayEquals(expected, Inputs.floats(Inputs.of(preprocessor, steps, image)));
        assertArrayEquals(expected, Inputs.floats(Inputs.of(preprocessor, steps, image)), "with used scratch memory");
    }

    @Property(tries = 400)
    void partsOfRastersOfAnyTypeGiveTheirPixels(
            @ForAll("steps") Preprocessing steps,
            @ForAll @IntRange(min = 1, max = 20) int width,
            @ForAll @IntRange(min = 1, max = 20) int height,
            @ForAll @IntRange(min = 0, max = 9) int x,
            @ForAll @IntRange(min = 0, max = 9) int y,
            @ForAll("types") int type) {
        BufferedImage whole = RgbImage.noise(29, 29, type).toBufferedImage(type);
        BufferedImage part = whole.getSubimage(x, y, width, height);
        Preprocessor preprocessor = new Preprocessor(steps, 3, 50);
        assertArrayEquals(slow(steps, part), Inputs.floats(Inputs.of(preprocessor, steps, part)));
    }

    /** The types whose {@code getRGB} gives the samples that they hold. */
    @Provide
    Arbitrary<Integer> types() {
        return Arbitraries.of(
                BufferedImage.TYPE_3BYTE_BGR,
                BufferedImage.TYPE_4BYTE_ABGR,
                BufferedImage.TYPE_INT_RGB,
                BufferedImage.TYPE_INT_ARGB,
                BufferedImage.TYPE_INT_BGR);
    }

    @Property(tries = 200)
    void otherElementTypesHoldTheSameValuesRounded(
            @ForAll("steps") Preprocessing steps,
            @ForAll @IntRange(min = 1, max = 20) int width,
            @ForAll @IntRange(min = 1, max = 20) int height) {
        BufferedImage image =
                RgbImage.noise(width, height, width + 7L * height).toBufferedImage(BufferedImage.TYPE_3BYTE_BGR);
        Preprocessing wide = steps.withNormalization(new Normalization(
                1, steps.normalization().mean(), steps.normalization().std()));
        float[] expected = Inputs.floats(wide, image);
        ByteBuffer half = Inputs.of(wide.withElementType(ElementType.FLOAT16), image);
        ByteBuffer brain = Inputs.of(wide.withElementType(ElementType.BFLOAT16), image);
        ByteBuffer unsigned = Inputs.of(wide.withElementType(ElementType.UINT8), image);
        ByteBuffer signed = Inputs.of(wide.withElementType(ElementType.INT8), image);
        for (int i = 0; i < expected.length; i++) {
            double rounded = Math.rint(expected[i]);
            assertEquals(HalfFloats.toFloat16(expected[i]), half.getShort(2 * i));
            assertEquals(HalfFloats.toBfloat16(expected[i]), brain.getShort(2 * i));
            assertEquals((int) Math.min(255, Math.max(0, rounded)), unsigned.get(i) & 0xFF);
            assertEquals((int) Math.min(127, Math.max(-128, rounded)), signed.get(i));
        }
    }
}

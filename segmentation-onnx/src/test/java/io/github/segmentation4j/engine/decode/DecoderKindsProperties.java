package io.github.segmentation4j.engine.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.Segmentation;
import io.github.segmentation4j.engine.TensorView;
import io.github.segmentation4j.engine.argmax.SlowArgmax;
import io.github.segmentation4j.engine.input.Geometry;
import io.github.segmentation4j.engine.tensor.HalfFloats;
import io.github.segmentation4j.model.ElementType;
import io.github.segmentation4j.model.ImageSize;
import io.github.segmentation4j.model.OutputKind;
import io.github.segmentation4j.model.Resampling;
import io.github.segmentation4j.model.TensorLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Every kind, layout and element type of outputs, and geometries with crop and padding, against slow twins. */
class DecoderKindsProperties {
    /** Two roundings of scores up to 8: four units in the last place. */
    private static final float SAME_SCORE = 4 * Math.ulp(8f);

    private static float[] noise(int count, long seed) {
        Random random = new Random(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            // Values that float16 and bfloat16 hold exactly.
            values[i] = (random.nextInt(513) - 256) / 32f;
        }
        return values;
    }

    private static TensorView view(ElementType type, List<Long> shape, float[] values) {
        ByteBuffer data = ByteBuffer.allocate(values.length * type.bytes()).order(ByteOrder.nativeOrder());
        for (float value : values) {
            switch (type) {
                case FLOAT32 -> data.putFloat(value);
                case FLOAT64 -> data.putDouble(value);
                case FLOAT16 -> data.putShort(HalfFloats.toFloat16(value));
                case BFLOAT16 -> data.putShort(HalfFloats.toBfloat16(value));
                case UINT8, INT8 -> data.put((byte) value);
                case INT32 -> data.putInt((int) value);
                case INT64 -> data.putLong((long) value);
            }
        }
        return new TensorView(type, shape, data.flip());
    }

    private static SemanticDecoder decoder(OutputKind kind, TensorLayout layout, int channels, float threshold) {
        return new SemanticDecoder(new OutputFormat(
                List.of("out"), kind, layout, channels, threshold, Resampling.PILLOW_NEAREST, Optional.empty()));
    }

    private static Geometry plain(int imageWidth, int imageHeight) {
        ImageSize image = new ImageSize(imageWidth, imageHeight);
        ImageSize network = new ImageSize(7, 5);
        return new Geometry(image, network, network, network, 0, 0, 0, 0);
    }

    private static List<Long> planar(int channels, int width, int height) {
        return List.of(1L, (long) channels, (long) height, (long) width);
    }

    @Property(tries = 200)
    void layoutsAndElementTypesAgree(
            @ForAll @IntRange(min = 2, max = 5) int classes,
            @ForAll @IntRange(min = 1, max = 9) int width,
            @ForAll @IntRange(min = 1, max = 9) int height,
            @ForAll @IntRange(min = 1, max = 20) int imageWidth,
            @ForAll @IntRange(min = 1, max = 20) int imageHeight) {
        float[] scores = noise(classes * width * height, classes + 7L * width + 31L * height);
        float[] interleaved = new float[scores.length];
        int plane = width * height;
        for (int i = 0; i < scores.length; i++) {
            interleaved[i % plane * classes + i / plane] = scores[i];
        }
        Geometry geometry = plain(imageWidth, imageHeight);
        List<Long> lastShape = List.of(1L, (long) height, (long) width, (long) classes);
        for (OutputKind kind : List.of(OutputKind.LOGITS, OutputKind.PROBABILITIES)) {
            Segmentation expected = decoder(kind, TensorLayout.NCHW, classes, 0)
                    .labelsWithConfidence(
                            List.of(view(ElementType.FLOAT32, planar(classes, width, height), scores)), geometry);
            for (ElementType type :
                    List.of(ElementType.FLOAT32, ElementType.FLOAT64, ElementType.FLOAT16, ElementType.BFLOAT16)) {
                assertEquals(
                        expected,
                        decoder(kind, TensorLayout.NCHW, classes, 0)
                                .labelsWithConfidence(
                                        List.of(view(type, planar(classes, width, height), scores)), geometry),
                        () -> kind + " " + type);
                assertEquals(
                        expected,
                        decoder(kind, TensorLayout.NHWC, classes, 0)
                                .labelsWithConfidence(List.of(view(type, lastShape, interleaved)), geometry),
                        () -> kind + " " + type + " channels last");
            }
        }
    }

    @Property(tries = 200)
    void aSingleChannelIsForegroundAboveItsThreshold(
            @ForAll @IntRange(min = 1, max = 9) int width,
            @ForAll @IntRange(min = 1, max = 9) int height,
            @ForAll @IntRange(min = 1, max = 20) int imageWidth,
            @ForAll @IntRange(min = 1, max = 20) int imageHeight,
            @ForAll @IntRange(min = -8, max = 8) int threshold) {
        float[] scores = noise(width * height, 11L * width + height);
        SlowArgmax twin = new SlowArgmax(scores, 1, width, height);
        Segmentation logits = decoder(OutputKind.LOGITS, TensorLayout.NCHW, 1, threshold)
                .labelsWithConfidence(
                        List.of(view(ElementType.FLOAT32, planar(1, width, height), scores)),
                        plain(imageWidth, imageHeight));
        for (int y = 0; y < imageHeight; y++) {
            for (int x = 0; x < imageWidth; x++) {
                float value = twin.scoresAt(x, y, imageWidth, imageHeight)[0];
                int label = value > threshold ? 1 : 0;
                double sigmoid = 1 / (1 + Math.exp(-value));
                assertEquals(label, logits.labels().labelAt(x, y));
                assertEquals(
                        label == 1 ? sigmoid : 1 - sigmoid, logits.confidence().confidenceAt(x, y), 1e-6);
            }
        }
    }

    @Property(tries = 50)
    void aForegroundMayHaveNoAxisOfChannels(
            @ForAll @IntRange(min = 1, max = 9) int width, @ForAll @IntRange(min = 1, max = 9) int height) {
        float[] scores = noise(width * height, 13L * width + height);
        SemanticDecoder decoder = decoder(OutputKind.PROBABILITIES, TensorLayout.NHWC, 1, 0.5f);
        SemanticDecoder planar = decoder(OutputKind.PROBABILITIES, TensorLayout.NCHW, 1, 0.5f);
        assertEquals(
                planar.labels(List.of(view(ElementType.FLOAT32, planar(1, width, height), scores)), plain(11, 6)),
                decoder.labels(
                        List.of(view(ElementType.FLOAT32, List.of(1L, (long) height, (long) width), scores)),
                        plain(11, 6)));
    }

    /** The part of the network's input that the image takes, scaled in two separate steps. */
    @Property(tries = 300)
    void cropAndPaddingAreUndone(
            @ForAll @IntRange(min = 1, max = 9) int width,
            @ForAll @IntRange(min = 1, max = 9) int height,
            @ForAll @IntRange(min = 1, max = 16) int networkWidth,
            @ForAll @IntRange(min = 1, max = 16) int networkHeight,
            @ForAll @IntRange(min = -4, max = 12) int offsetX,
            @ForAll @IntRange(min = -4, max = 12) int offsetY,
            @ForAll @IntRange(min = 1, max = 16) int resizedWidth,
            @ForAll @IntRange(min = 1, max = 16) int resizedHeight) {
        int classes = 3;
        ImageSize image = new ImageSize(11, 8);
        ImageSize resized = new ImageSize(resizedWidth, resizedHeight);
        ImageSize network = new ImageSize(networkWidth, networkHeight);
        Geometry geometry = new Geometry(image, resized, network, network, 0, 0, offsetX, offsetY);
        float[] scores = noise(classes * width * height, 3L * width + 5L * height + offsetX);
        float[] part = part(scores, classes, width, height, geometry);
        SlowArgmax twin = new SlowArgmax(part, classes, resizedWidth, resizedHeight);
        LabelMap labels = decoder(OutputKind.LOGITS, TensorLayout.NCHW, classes, 0)
                .labels(List.of(view(ElementType.FLOAT32, planar(classes, width, height), scores)), geometry);
        float sameScore = SAME_SCORE;
        if (geometry.coversNetwork()) {
            twin = new SlowArgmax(scores, classes, width, height);
            sameScore = 0;
        }
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                float[] all = twin.scoresAt(x, y, image.width(), image.height());
                int label = labels.labelAt(x, y);
                int best = SlowArgmax.argmax(all);
                // The twin rounds after each of its two steps, the decoder once: of two scores that are the same up to
                // that,
                // either may win.
                assertTrue(
                        label == best || all[best] - all[label] < sameScore, x + "," + y + ": " + label + ", " + best);
            }
        }
    }

    private static float[] part(float[] scores, int classes, int width, int height, Geometry geometry) {
        SlowArgmax whole = new SlowArgmax(scores, classes, width, height);
        int partWidth = geometry.resized().width();
        int partHeight = geometry.resized().height();
        int networkWidth = geometry.network().width();
        int networkHeight = geometry.network().height();
        float[] part = new float[classes * partWidth * partHeight];
        for (int y = 0; y < partHeight; y++) {
            for (int x = 0; x < partWidth; x++) {
                int networkX = Math.max(0, Math.min(networkWidth - 1, x + geometry.offsetX()));
                int networkY = Math.max(0, Math.min(networkHeight - 1, y + geometry.offsetY()));
                float[] all = whole.scoresAt(networkX, networkY, networkWidth, networkHeight);
                for (int label = 0; label < classes; label++) {
                    part[(label * partHeight + y) * partWidth + x] = all[label];
                }
            }
        }
        return part;
    }

    @Property(tries = 200)
    void labelsAreTakenFromTheNearestPixel(
            @ForAll @IntRange(min = 1, max = 9) int width,
            @ForAll @IntRange(min = 1, max = 9) int height,
            @ForAll @IntRange(min = 1, max = 20) int imageWidth,
            @ForAll @IntRange(min = 1, max = 20) int imageHeight) {
        float[] labels = new float[width * height];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = i % 100;
        }
        LabelMap given = decoder(OutputKind.LABELS, TensorLayout.NCHW, 1, 0)
                .labelsAsGiven(
                        List.of(view(ElementType.INT64, List.of(1L, (long) height, (long) width), labels)),
                        new ImageSize(width, height));
        LabelMap expected = given.resize(imageWidth, imageHeight);
        List<List<Long>> shapes = List.of(
                List.of((long) height, (long) width),
                List.of(1L, (long) height, (long) width),
                List.of(1L, 1L, (long) height, (long) width));
        for (ElementType type : ElementType.values()) {
            for (List<Long> shape : shapes) {
                assertEquals(
                        expected,
                        decoder(OutputKind.LABELS, TensorLayout.NCHW, 1, 0)
                                .labels(List.of(view(type, shape, labels)), plain(imageWidth, imageHeight)));
            }
            assertEquals(
                    expected,
                    decoder(OutputKind.LABELS, TensorLayout.NHWC, 1, 0)
                            .labels(
                                    List.of(view(type, List.of(1L, (long) height, (long) width, 1L), labels)),
                                    plain(imageWidth, imageHeight)));
        }
    }

    /** mmdeploy scales labels by OpenCV's rule: the source pixel at the floor of {@code target * scale}. */
    @Property(tries = 200)
    void labelsMayFollowOpenCvsRule(
            @ForAll @IntRange(min = 1, max = 9) int width,
            @ForAll @IntRange(min = 1, max = 9) int height,
            @ForAll @IntRange(min = 1, max = 20) int imageWidth,
            @ForAll @IntRange(min = 1, max = 20) int imageHeight) {
        float[] labels = new float[width * height];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = i;
        }
        LabelMap found = new SemanticDecoder(new OutputFormat(
                        List.of("out"),
                        OutputKind.LABELS,
                        TensorLayout.NCHW,
                        1,
                        0,
                        Resampling.OPENCV_NEAREST,
                        Optional.empty()))
                .labels(
                        List.of(view(ElementType.INT64, List.of(1L, (long) height, (long) width), labels)),
                        plain(imageWidth, imageHeight));
        for (int y = 0; y < imageHeight; y++) {
            for (int x = 0; x < imageWidth; x++) {
                int column = (int) (x * (1 / ((double) imageWidth / width)));
                int row = (int) (y * (1 / ((double) imageHeight / height)));
                int expected = Math.min(row, height - 1) * width + Math.min(column, width - 1);
                assertEquals(expected, found.labelAt(x, y));
            }
        }
    }

    /** Padding around labels is cut off again. */
    @Property(tries = 200)
    void paddedLabelsAreThoseWithoutPadding(
            @ForAll @IntRange(min = 1, max = 9) int width,
            @ForAll @IntRange(min = 1, max = 9) int height,
            @ForAll @IntRange(min = 0, max = 4) int left,
            @ForAll @IntRange(min = 0, max = 4) int top) {
        ImageSize image = new ImageSize(width, height);
        ImageSize network = new ImageSize(width + left + 2, height + top + 1);
        Geometry geometry = new Geometry(image, image, image, network, left, top, left, top);
        float[] labels = new float[network.width() * network.height()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = i;
        }
        LabelMap found = decoder(OutputKind.LABELS, TensorLayout.NCHW, 1, 0)
                .labels(
                        List.of(view(
                                ElementType.INT32,
                                List.of(1L, (long) network.height(), (long) network.width()),
                                labels)),
                        geometry);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                assertEquals((y + top) * network.width() + x + left, found.labelAt(x, y));
            }
        }
    }

    @Property(tries = 100)
    void queriesAreSummedOverTheirMasks(
            @ForAll @IntRange(min = 1, max = 6) int queries,
            @ForAll @IntRange(min = 1, max = 5) int classes,
            @ForAll @IntRange(min = 1, max = 9) int width,
            @ForAll @IntRange(min = 1, max = 9) int height) {
        float[] logits = noise(queries * (classes + 1), 17L * queries + classes);
        float[] masks = noise(queries * width * height, 5L * queries + width);
        SemanticDecoder decoder = new SemanticDecoder(new OutputFormat(
                List.of("classes", "masks"),
                OutputKind.MASK_QUERIES,
                TensorLayout.NCHW,
                classes,
                0,
                Resampling.PILLOW_NEAREST,
                Optional.empty()));
        List<TensorView> outputs = List.of(
                view(ElementType.FLOAT32, List.of(1L, (long) queries, (long) classes + 1), logits),
                view(ElementType.FLOAT32, planar(queries, width, height), masks));
        float[] found = new float[1];
        for (int label = 0; label < classes; label++) {
            for (int sample = 0; sample < width * height; sample++) {
                double expected = 0;
                for (int query = 0; query < queries; query++) {
                    double sum = 0;
                    for (int other = 0; other <= classes; other++) {
                        sum += Math.exp(logits[query * (classes + 1) + other]);
                    }
                    double probability = Math.exp(logits[query * (classes + 1) + label]) / sum;
                    expected += probability / (1 + Math.exp(-masks[query * width * height + sample]));
                }
                decoder.scores(outputs).read(label, sample, found, 0, 1);
                assertEquals(expected, found[0], 1e-5);
            }
        }
    }
}

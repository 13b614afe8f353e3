package io.github.segmentation4j.engine.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.engine.TensorView;
import io.github.segmentation4j.engine.input.Geometry;
import io.github.segmentation4j.model.ElementType;
import io.github.segmentation4j.model.ImageSize;
import io.github.segmentation4j.model.OutputKind;
import io.github.segmentation4j.model.Placement;
import io.github.segmentation4j.model.Resampling;
import io.github.segmentation4j.model.TensorLayout;
import io.github.segmentation4j.onnx.testing.Resources;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Network outputs become the maps that {@code post_process_semantic_segmentation} of transformers' image processors makes of
 * them; {@code make_post_processing.py} writes the table.
 */
class PostProcessingTest {
    private static final int CLOSE = 255;

    /** The generator of {@code make_post_processing.py}. */
    private static final int FACTOR = 1664525;

    private static final int SUMMAND = 1013904223;

    @TestFactory
    Stream<DynamicTest> maps() {
        return Resources.table("/processors/POST.json").stream()
                .map(row -> dynamicTest(
                        row.getString("processor") + " to " + row.getArray("target") + " by " + row.get("mask_size"),
                        () -> check(row)));
    }

    private static void check(JsonObject row) {
        ImageSize image = size(row.getArray("target"));
        LabelMap labels = decoder(row).labels(outputs(row), cropped(image));
        byte[] bytes = new byte[image.width() * image.height()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) labels.labelAt(i % image.width(), i / image.width());
        }
        row.getArray("close").forEach(place -> bytes[((Number) place).intValue()] = (byte) CLOSE);
        assertEquals(row.getString("sha256"), sha256(bytes));
    }

    private static SemanticDecoder decoder(JsonObject row) {
        boolean queries = row.has("masks");
        long channels = queries
                ? shape(row, "classes").get(2) - 1
                : shape(row, "scores").get(1);
        return new SemanticDecoder(new OutputFormat(
                queries ? List.of("classes", "masks") : List.of("scores"),
                queries ? OutputKind.MASK_QUERIES : OutputKind.LOGITS,
                TensorLayout.NCHW,
                (int) channels,
                0,
                Resampling.PILLOW_NEAREST,
                Optional.ofNullable(row.getArray("mask_size")).map(PostProcessingTest::size),
                Placement.STRETCHED));
    }

    /** The image was larger than what the network has seen of it, which transformers does not know any more. */
    private static Geometry cropped(ImageSize image) {
        ImageSize resized = new ImageSize(70, 55);
        ImageSize network = new ImageSize(48, 44);
        return new Geometry(image, resized, network, network, 0, 0, -11, -5);
    }

    private static List<TensorView> outputs(JsonObject row) {
        return row.has("masks")
                ? List.of(tensor(row, "classes"), tensor(row, "masks"))
                : List.of(tensor(row, "scores"));
    }

    private static TensorView tensor(JsonObject row, String name) {
        List<Long> shape = shape(row, name);
        int count = Math.toIntExact(shape.stream().reduce(1L, Math::multiplyExact));
        ByteBuffer data = ByteBuffer.allocateDirect(count * Float.BYTES).order(ByteOrder.nativeOrder());
        int state = row.getArray(name).getInt(1);
        for (int i = 0; i < count; i++) {
            state = state * FACTOR + SUMMAND;
            data.putFloat(((state >>> 24) - 128) / 16f);
        }
        return new TensorView(ElementType.FLOAT32, shape, data.flip());
    }

    private static List<Long> shape(JsonObject row, String name) {
        List<Long> shape = new ArrayList<>();
        row.getArray(name).getArray(0).forEach(length -> shape.add(((Number) length).longValue()));
        return shape;
    }

    private static ImageSize size(JsonArray sides) {
        return new ImageSize(sides.getInt(0), sides.getInt(1));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

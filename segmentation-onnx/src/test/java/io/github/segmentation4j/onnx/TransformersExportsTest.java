package io.github.segmentation4j.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.grack.nanojson.JsonObject;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.model.Placement;
import io.github.segmentation4j.model.ProcessorBackend;
import io.github.segmentation4j.onnx.testing.Archive;
import io.github.segmentation4j.onnx.testing.LastLoaded;
import io.github.segmentation4j.onnx.testing.Npy;
import io.github.segmentation4j.onnx.testing.Resources;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tiny exports of every class of transformers that segments, by both exporters of torch and for both backends of the image
 * processors, against the real pipeline: the folder is loaded without settings but the placement where the table names one,
 * the network's input has the same bytes, and the labels are equal wherever two classes are not as good as equal.
 * {@code make_transformers_exports.py} writes them.
 */
class TransformersExportsTest {
    private static final String FOLDER = "/transformers/";
    private static final int TIE = 255;
    private static final double MAX_TIES = 0.1;

    /** Of each export one row a picture, for each backend that its processor has. */
    private static final int ROWS = 96;

    private static final LastLoaded LOADED = new LastLoaded();

    @TempDir
    static Path unpacked;

    @AfterAll
    static void close() {
        LOADED.close();
    }

    @TestFactory
    Stream<DynamicTest> folders() {
        List<JsonObject> rows = Resources.table(FOLDER + "TABLE.json");
        assertEquals(ROWS, rows.size());
        return rows.stream()
                .sorted(Comparator.comparing(TransformersExportsTest::key))
                .map(row -> dynamicTest(
                        String.join(
                                " ",
                                row.getString("class"),
                                row.getString("network"),
                                row.getString("exporter"),
                                row.getString("backend"),
                                row.getString("image")),
                        () -> check(row)));
    }

    private static String key(JsonObject row) {
        return String.join(
                " ",
                row.getString("network"),
                row.getString("exporter"),
                row.getString("backend"),
                row.getString("placement", ""));
    }

    private static OnnxSegmenter loaded(JsonObject row) {
        OnnxSegmenter.Builder builder = OnnxSegmenter.builder();
        if (row.has("placement")) {
            // The processor crops or pads, and transformers stretches the result over the photo all the same.
            builder.placement(Placement.valueOf(row.getString("placement").toUpperCase(Locale.ROOT)));
        }
        if (ProcessorBackend.valueOf(row.getString("backend").toUpperCase(Locale.ROOT)) == ProcessorBackend.PIL) {
            builder.processor(ProcessorBackend.PIL);
        }
        return builder.load(unpacked.resolve(row.getString("network")).resolve(row.getString("exporter")));
    }

    private static void check(JsonObject row) throws IOException {
        Path archive = unpacked(row.getString("network"));
        BufferedImage image = Resources.image("/goldens/inputs/" + row.getString("image"));
        OnnxSegmenter segmenter = LOADED.of(key(row), () -> loaded(row));
        assertInput(row, segmenter, image, unpacked.resolve("input.npy"));
        int[] expected = samples(archive.resolve(row.getString("labels")));
        LabelMap labels = segmenter.segment(image);
        assertEquals(0, different(expected, labels), "labels outside ties that differ");
        assertTrue(row.getInt("ties") <= MAX_TIES * expected.length);
    }

    /** Holds the input that is made of an image against the shape and the digest of the one that Python makes. */
    static void assertInput(JsonObject row, OnnxSegmenter segmenter, BufferedImage image, Path file)
            throws IOException {
        ParityCheck.of(segmenter).writeInput(image, file);
        Npy input = Npy.file(file);
        assertEquals(row.getArray("input"), Arrays.stream(input.shape()).boxed().toList());
        assertEquals(row.getString("sha256"), sha256(input));
    }

    /** Counts the labels that differ where no tie is marked. */
    static int different(int[] expected, LabelMap labels) {
        int different = 0;
        for (int i = 0; i < expected.length; i++) {
            boolean equal = expected[i] == labels.labelAt(i % labels.width(), i / labels.width());
            different += expected[i] != TIE && !equal ? 1 : 0;
        }
        return different;
    }

    private static Path unpacked(String network) throws IOException {
        Path folder = unpacked.resolve(network);
        return Files.isDirectory(folder) ? folder : Archive.unpack(FOLDER + network + ".zip", folder);
    }

    /** Returns the digest of an array's elements. */
    static String sha256(Npy input) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(input.data().duplicate());
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the samples of a gray picture, row by row. */
    static int[] samples(Path file) throws IOException {
        Raster raster = ImageIO.read(file.toFile()).getRaster();
        return raster.getSamples(0, 0, raster.getWidth(), raster.getHeight(), 0, (int[]) null);
    }
}

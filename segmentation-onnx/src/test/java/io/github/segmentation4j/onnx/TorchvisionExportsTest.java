package io.github.segmentation4j.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.grack.nanojson.JsonObject;
import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.model.Decision;
import io.github.segmentation4j.model.Normalization;
import io.github.segmentation4j.onnx.testing.LastLoaded;
import io.github.segmentation4j.onnx.testing.Resources;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The six networks of torchvision as PyTorch's two exporters write them, loaded without any setting, against torchvision
 * itself in PyTorch.
 */
class TorchvisionExportsTest {
    private static final String FOLDER = "/exports/";
    private static final double MAX_TIES = 2e-4;
    private static final double MAX_CLOSE = 0.07;

    private static final LastLoaded LOADED = new LastLoaded();

    @TempDir
    static Path folder;

    @AfterAll
    static void close() {
        LOADED.close();
    }

    @BeforeAll
    static void unpack() throws IOException {
        for (String network :
                cases().stream().map(row -> row.getString("network")).distinct().toList()) {
            try (InputStream content = Files.newInputStream(Resources.file(FOLDER + network + ".zip"));
                    ZipInputStream files = new ZipInputStream(content)) {
                for (ZipEntry file = files.getNextEntry(); file != null; file = files.getNextEntry()) {
                    Files.copy(files, folder.resolve(file.getName()));
                }
            }
        }
    }

    private static List<JsonObject> cases() {
        return Resources.table(FOLDER + "TABLE.json");
    }

    @TestFactory
    List<DynamicTest> labelsEqualTorchvisions() {
        List<JsonObject> cases = cases();
        assertEquals(38, cases.size());
        return cases.stream()
                .sorted(Comparator.comparing(row -> row.getString("export")))
                .map(row -> dynamicTest(row.getString("export") + " " + row.getString("labels"), () -> check(row)))
                .toList();
    }

    private static void check(JsonObject row) throws NoSuchAlgorithmException {
        BufferedImage photo = Resources.image("/images/" + row.getString("photo"));
        BufferedImage image = row.getInt("upright") == 0 ? photo : turnedLeft(photo);
        int[] expected = samples(row.getString("labels"));
        int[] close = samples(row.getString("close"));
        Path model = folder.resolve(row.getString("export"));
        OnnxSegmenter segmenter = LOADED.of(row.getString("export"), () -> OnnxSegmenter.load(model));
        assertEquals(ClassNames.pascalVoc(), segmenter.classNames());
        assertEquals(Normalization.imageNet(), segmenter.preprocessing().normalization());
        assertEquals(row.getString("input_sha256"), inputDigest(segmenter, image));
        LabelMap labels = segmenter.segment(image);
        assertEquals(row.getInt("width"), labels.width());
        assertEquals(row.getInt("height"), labels.height());
        for (int i = 0; i < expected.length; i++) {
            int x = i % labels.width();
            int y = i / labels.width();
            if (close[i] == 0) {
                assertEquals(expected[i], labels.labelAt(x, y), () -> "at " + x + "," + y);
            }
        }
        assertTrue(row.getInt("tie_pixels") <= MAX_TIES * expected.length);
        assertTrue(row.getInt("close_pixels") <= MAX_CLOSE * expected.length);
        assertTrue(
                decision(segmenter, "graph").contains("Resize"),
                segmenter.describe().toString());
    }

    private static String decision(OnnxSegmenter segmenter, String subject) {
        return segmenter.describe().decisions().stream()
                .filter(decision -> decision.subject().equals(subject))
                .map(Decision::toString)
                .findFirst()
                .orElse("");
    }

    private static String inputDigest(OnnxSegmenter segmenter, BufferedImage image) throws NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        return segmenter.asInFile().pipeline().input(image, (input, geometry) -> {
            // The table's digests are of little-endian numbers.
            ByteBuffer numbers = input.duplicate().rewind().order(ByteOrder.nativeOrder());
            ByteBuffer littleEndian = ByteBuffer.allocate(numbers.remaining()).order(ByteOrder.LITTLE_ENDIAN);
            littleEndian.asFloatBuffer().put(numbers.asFloatBuffer());
            digest.update(littleEndian);
            return HexFormat.of().formatHex(digest.digest());
        });
    }

    /** Returns an image turned by a quarter, its right edge to the top, as Pillow's {@code ROTATE_90} does. */
    private static BufferedImage turnedLeft(BufferedImage image) {
        BufferedImage turned = new BufferedImage(
                /* width= */ image.getHeight(), /* height= */ image.getWidth(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < turned.getHeight(); y++) {
            for (int x = 0; x < turned.getWidth(); x++) {
                turned.setRGB(x, y, image.getRGB(image.getWidth() - 1 - y, x));
            }
        }
        return turned;
    }

    private static int[] samples(String file) {
        BufferedImage image = Resources.image(FOLDER + file);
        Raster raster = image.getRaster();
        return raster.getSamples(0, 0, image.getWidth(), image.getHeight(), 0, (int[]) null);
    }
}

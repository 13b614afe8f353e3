package io.github.segmentation4j.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.grack.nanojson.JsonObject;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.model.ProcessorBackend;
import io.github.segmentation4j.onnx.testing.Archive;
import io.github.segmentation4j.onnx.testing.LastLoaded;
import io.github.segmentation4j.onnx.testing.Resources;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The forms in which trained networks can be had ready-made, rebuilt with random weights: the ONNX Model Zoo's files and
 * folders of transformers.js. Each is loaded without settings, as a folder, by the folder {@code onnx} in it, and each variant by
 * its name and by its file. {@code make_ready_made.py} writes them.
 */
class ReadyMadeTest {
    private static final String FOLDER = "/ready-made/";
    private static final String ZOO = "zoo";
    private static final double MAX_TIES = 0.05;

    /**
     * The part of the labels that may differ of a network in fewer than 32 bits, of random weights: what its sums saturate
     * at, and when they are rounded, depends on the processor's instructions and on the runtime's release (Python's 1.30 here).
     */
    private static final double MAX_OF_INEXACT = 0.05;

    private static final LastLoaded LOADED = new LastLoaded();

    @TempDir
    static Path unpacked;

    @AfterAll
    static void close() {
        LOADED.close();
    }

    @TestFactory
    Stream<DynamicTest> files() {
        return Resources.table(FOLDER + "TABLE.json").stream()
                .sorted(Comparator.comparing(ReadyMadeTest::key))
                .map(row -> dynamicTest(
                        String.join(
                                " ",
                                row.getString("archive"),
                                row.getString("file"),
                                row.getString("backend"),
                                row.getString("image")),
                        () -> check(row)));
    }

    private static String key(JsonObject row) {
        return String.join(" ", row.getString("archive"), row.getString("file"), row.getString("backend"));
    }

    private static OnnxSegmenter loaded(JsonObject row) {
        OnnxSegmenter.Builder builder = OnnxSegmenter.builder();
        if (row.getString("backend").equals("pil")) {
            builder.processor(ProcessorBackend.PIL);
        }
        return builder.load(unpacked.resolve(row.getString("archive")).resolve(row.getString("file")));
    }

    private static void check(JsonObject row) throws IOException {
        Path archive = unpacked(row.getString("archive"));
        BufferedImage image = Resources.image("/goldens/inputs/" + row.getString("image"));
        OnnxSegmenter segmenter = LOADED.of(key(row), () -> loaded(row));
        TransformersExportsTest.assertInput(row, segmenter, image, unpacked.resolve("input.npy"));
        LabelMap labels = segmenter.segment(image);
        int[] expected = TransformersExportsTest.samples(archive.resolve(row.getString("labels")));
        int different = TransformersExportsTest.different(expected, labels);
        assertTrue(
                different <= (row.getBoolean("exact") ? 0 : MAX_OF_INEXACT * expected.length),
                different + " labels outside ties differ");
        assertTrue(row.getInt("ties") <= MAX_TIES * expected.length, row.getInt("ties") + " ties");
    }

    private static Path unpacked(String name) throws IOException {
        Path folder = unpacked.resolve(name);
        return Files.isDirectory(folder) ? folder : Archive.unpack(FOLDER + name + ".zip", folder);
    }

    @Test
    void aFolderItsFolderOfModelsAndItsModelAreOne() throws IOException {
        BufferedImage image = Resources.image("/goldens/inputs/tall.png");
        for (String name : archives()) {
            if (!name.equals(ZOO)) {
                Path folder = unpacked(name);
                LabelMap whole = segment(OnnxSegmenter.builder(), folder, image);
                assertEquals(whole, segment(OnnxSegmenter.builder(), folder.resolve("onnx"), image), name);
                assertEquals(whole, segment(OnnxSegmenter.builder(), folder.resolve("onnx/model.onnx"), image), name);
            }
        }
    }

    @Test
    void aVariantIsFoundByItsName() throws IOException {
        BufferedImage image = Resources.image("/goldens/inputs/tall.png");
        List<String> tried = new ArrayList<>();
        for (String name : archives()) {
            Path folder = unpacked(name);
            for (String file : files(name)) {
                if (file.startsWith("onnx/model_")) {
                    String variant = file.substring("onnx/model_".length(), file.length() - ".onnx".length());
                    LabelMap byName = segment(OnnxSegmenter.builder().variant(variant), folder, image);
                    assertEquals(segment(OnnxSegmenter.builder(), folder.resolve(file), image), byName, file);
                    tried.add(variant);
                }
            }
        }
        assertTrue(
                tried.containsAll(List.of("quantized", "uint8", "int8", "fp16", "q4", "q4f16", "bnb4")),
                tried.toString());
    }

    private static LabelMap segment(OnnxSegmenter.Builder builder, Path model, BufferedImage image) {
        try (OnnxSegmenter segmenter = builder.load(model)) {
            return segmenter.segment(image);
        }
    }

    private static List<String> archives() {
        return Resources.table(FOLDER + "TABLE.json").stream()
                .map(row -> row.getString("archive"))
                .distinct()
                .toList();
    }

    private static List<String> files(String archive) {
        return Resources.table(FOLDER + "TABLE.json").stream()
                .filter(row -> row.getString("archive").equals(archive))
                .map(row -> row.getString("file"))
                .distinct()
                .toList();
    }
}

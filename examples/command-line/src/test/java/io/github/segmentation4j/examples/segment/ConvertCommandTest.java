package io.github.segmentation4j.examples.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.codec.LabelFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConvertCommandTest {
    private static final String NAMES = "background,cat,dog";
    private static final int LABELS = 3;

    @TempDir
    private Path folder;

    private final Map<String, LabelMap> maps = new TreeMap<>();
    private Path labels;

    /** Heaps of pixels by chance: with islands, holes, and holes in those. */
    @BeforeEach
    void writeLabels() throws IOException {
        labels = Files.createDirectory(folder.resolve("labels"));
        Random random = new Random(5);
        for (String name : List.of("a", "b", "c")) {
            int width = 20 + random.nextInt(20);
            int height = 10 + random.nextInt(30);
            int[] pixels = random.ints((long) width * height, 0, LABELS).toArray();
            maps.put(name, LabelMap.copyOf(width, height, pixels));
            LabelFormat.png().write(maps.get(name), labels.resolve(name + ".png"));
        }
    }

    private Outcome run(Object... arguments) {
        return Outcome.of(new OnnxModels(), folder, arguments);
    }

    private void assertConverts(Object... arguments) {
        Outcome outcome = run(arguments);
        assertEquals(List.of(), outcome.err());
        assertEquals(0, outcome.exitCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"coco", "coco-rle", "coco-panoptic"})
    void filesOfCocoAreReadBackExactly(String format) throws IOException {
        Path json = folder.resolve("set.json");
        assertConverts(
                "convert", labels, "--to", format, "-o", json, "--classes", NAMES, "--ignore", "0", "--things", "cat");
        assertConverts("convert", json, "--to", "npy", "-o", folder.resolve("back"));
        for (String name : maps.keySet()) {
            assertEquals(
                    maps.get(name),
                    LabelFormat.npy().read(folder.resolve("back").resolve(name + ".npy")));
        }
    }

    @Test
    void everyPixelMayHaveACategory() throws IOException {
        Path json = folder.resolve("set.json");
        assertConverts("convert", labels, "--to", "coco", "-o", json, "--classes", NAMES);
        // A category 0 is told, which is not a failure.
        assertEquals(0, run("convert", json, "--to", "runs", "-o", folder).exitCode());
        assertEquals(maps.get("b"), LabelFormat.runs().read(folder.resolve("b.runs")));
    }

    @Test
    void filesOfLabelmeAreReadBackExactly() throws IOException {
        Path labelme = folder.resolve("labelme");
        assertConverts("convert", labels, "--to", "labelme", "-o", labelme, "--classes", NAMES, "--ignore", "0");
        assertConverts("convert", labelme, "--to", "palette-png", "-o", folder.resolve("back"), "--classes", NAMES);
        for (String name : maps.keySet()) {
            assertEquals(
                    maps.get(name),
                    LabelFormat.png().read(folder.resolve("back").resolve(name + ".png")));
        }
    }

    @Test
    void rectanglesOfLabelmeAreFilled() throws IOException {
        Path json = folder.resolve("drawn.json");
        Files.writeString(json, """
                {"imageWidth": 5, "imageHeight": 4, "imagePath": "../photos/drawn.jpg", "shapes": [
                  {"label": "cat", "shape_type": "rectangle", "points": [[1, 1], [4, 3]]},
                  {"label": "dog", "points": [[2, 0], [3, 0], [3, 4], [2, 4]]}]}
                """);
        assertConverts("convert", json, "--to", "png", "-o", folder, "--classes", NAMES);
        int[] expected = {0, 0, 2, 0, 0, 0, 1, 2, 1, 0, 0, 1, 2, 1, 0, 0, 0, 2, 0, 0};
        assertEquals(LabelMap.copyOf(5, 4, expected), LabelFormat.png().read(folder.resolve("drawn.png")));
    }

    @Test
    void circlesAndMasksOfLabelmeCoverPixels() throws IOException {
        // A 3x2 picture, black in the middle of its upper row; what lies beyond the image is left out.
        String mask = Base64.getEncoder().encodeToString(png(3, 255, 0, 255, 255, 255, 255));
        Path json = folder.resolve("drawn.json");
        Files.writeString(json, """
                {"imageWidth": 6, "imageHeight": 5, "imagePath": "drawn.jpg", "shapes": [
                  {"label": "cat", "shape_type": "circle", "points": [[2.5, 2.5], [4.1, 2.5]]},
                  {"label": "dog", "shape_type": "mask", "mask": "%s", "points": [[4, 3], [6, 4]]}]}
                """.formatted(mask));
        assertConverts("convert", json, "--to", "png", "-o", folder, "--classes", NAMES);
        int[] expected = {
            0, 0, 0, 0, 0, 0,
            0, 1, 1, 1, 0, 0,
            0, 1, 1, 1, 0, 0,
            0, 1, 1, 1, 2, 0,
            0, 0, 0, 0, 2, 2
        };
        assertEquals(LabelMap.copyOf(6, 5, expected), LabelFormat.png().read(folder.resolve("drawn.png")));
    }

    private static byte[] png(int width, int... labels) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        LabelFormat.png().write(LabelMap.copyOf(width, labels.length / width, labels), out);
        return out.toByteArray();
    }

    @Test
    void aCategoryZeroIsTold() throws IOException {
        Path json = folder.resolve("coco.json");
        Files.writeString(json, """
                {"images": [{"id": 7, "file_name": "one.jpg", "width": 2, "height": 1}],
                 "categories": [{"id": 0, "name": "cat"}, {"id": 1, "name": "dog"}],
                 "annotations": [{"id": 1, "image_id": 7, "category_id": 0, "segmentation": [[0, 0, 1, 0, 1, 1, 0, 1]]}]}
                """);
        Outcome outcome = run("convert", json, "--to", "png", "-o", folder);
        assertEquals(0, outcome.exitCode());
        assertEquals(
                List.of("segment: " + json + " has a category 0, \"cat\", which keeps the label 0: pixels without an"
                        + " annotation get the label 2"),
                outcome.err());
        assertEquals(LabelMap.copyOf(2, 1, new int[] {0, 2}), LabelFormat.png().read(folder.resolve("one.png")));
    }

    @Test
    void imagesOfOneNameInTwoFoldersAreBothWritten() throws IOException {
        Path json = folder.resolve("coco.json");
        Files.writeString(json, """
                {"images": [{"id": 1, "file_name": "paris/a.jpg", "width": 1, "height": 1},
                            {"id": 2, "file_name": "../rome/a.jpg", "width": 1, "height": 1}],
                 "categories": [{"id": 3, "name": "cat"}],
                 "annotations": [{"id": 1, "image_id": 1, "category_id": 3, "segmentation": [[0, 0, 1, 0, 1, 1, 0, 1]]}]}
                """);
        Path maps = folder.resolve("maps");
        assertConverts("convert", json, "--to", "png", "-o", maps);
        assertEquals(LabelMap.copyOf(1, 1, new int[] {3}), LabelFormat.png().read(maps.resolve("paris-a.jpg.png")));
        assertEquals(LabelMap.copyOf(1, 1, new int[] {0}), LabelFormat.png().read(maps.resolve("rome-a.jpg.png")));

        Path panoptic = folder.resolve("panoptic.json");
        assertConverts("convert", json, "--to", "coco-panoptic", "-o", panoptic);
        String text = Files.readString(panoptic);
        assertTrue(text.contains("paris/a.jpg") && text.contains("rome/a.jpg") && text.contains("rome-a.png"), text);
        assertConverts("convert", panoptic, "--to", "png", "-o", folder.resolve("back"));
        assertEquals(
                LabelMap.copyOf(1, 1, new int[] {3}),
                LabelFormat.png().read(folder.resolve("back").resolve("a.png")));
    }

    @Test
    void labelMapsOfOneNameInTwoFoldersAreBothWritten() throws IOException {
        Path others = Files.createDirectory(folder.resolve("others"));
        LabelFormat.png().write(LabelMap.copyOf(1, 1, new int[] {1}), others.resolve("a.png"));
        Path out = folder.resolve("out");
        assertConverts("convert", labels, others, "--to", "npy", "-o", out);
        assertEquals(maps.get("a"), LabelFormat.npy().read(out.resolve("labels-a.png.npy")));
        assertEquals(LabelMap.copyOf(1, 1, new int[] {1}), LabelFormat.npy().read(out.resolve("others-a.png.npy")));
        assertEquals(maps.get("b"), LabelFormat.npy().read(out.resolve("b.npy")));
    }

    @Test
    void oneImageTwiceIsTold() throws IOException {
        Outcome outcome = run("convert", labels, labels.resolve("a.png"), "--to", "npy", "-o", folder);
        assertEquals(1, outcome.exitCode());
        assertTrue(outcome.error().contains("Two images are called " + labels.resolve("a.png")), outcome.error());
    }

    @Test
    void whatLiesInNoShapeIsIgnoredWhereNothingIsCalledBackground() throws IOException {
        Path json = folder.resolve("drawn.json");
        Files.writeString(json, """
                {"imageWidth": 2, "imageHeight": 1, "imagePath": "drawn.jpg", "shapes": [
                  {"label": "cat", "shape_type": "rectangle", "points": [[0, 0], [1, 1]]}]}
                """);
        assertConverts("convert", json, "--to", "npy", "-o", folder, "--classes", "cat,dog");
        assertEquals(LabelMap.copyOf(2, 1, new int[] {0, 2}), LabelFormat.npy().read(folder.resolve("drawn.npy")));
    }

    @Test
    void annotationsOfAllKindsArePutOnOneAnother() throws IOException {
        Path json = folder.resolve("coco.json");
        Files.writeString(json, """
                {"images": [{"id": 7, "file_name": "x/../one.jpg", "width": 4, "height": 2}],
                 "categories": [{"id": 3, "name": "cat"}, {"id": 5, "name": "dog"}],
                 "annotations": [
                  {"id": 1, "image_id": 7, "category_id": 3, "segmentation": [[0, 0, 1, 0, 1, 2, 0, 2], [3, 0, 4, 0, 4, 2, 3, 2]]},
                  {"id": 2, "image_id": 7, "category_id": 5, "segmentation": {"size": [2, 4], "counts": [1, 2, 5]}},
                  {"id": 3, "image_id": 7, "category_id": 5, "bbox": [0, 0, 4, 2]},
                  {"id": 4, "image_id": 8, "category_id": 5, "segmentation": []},
                  {"id": 5, "image_id": 7, "category_id": 5, "segmentation": []}]}
                """);
        Outcome outcome = run("convert", json, "--to", "png", "-o", folder);
        assertEquals(1, outcome.exitCode());
        assertEquals(
                List.of(
                        "segment: 1 annotation of " + json
                                + " is left out, of an image that the file does not list: the"
                                + " first has the id 4 and image_id 8",
                        "segment: 2 annotations of " + json
                                + " are left out, without a mask, since a box says nothing of"
                                + " pixels: the first has the id 3 and image_id 7"),
                outcome.err());
        assertEquals(
                LabelMap.copyOf(4, 2, new int[] {3, 5, 0, 3, 5, 0, 0, 3}),
                LabelFormat.png().read(folder.resolve("one.png")));
    }

    @Test
    void geoJsonTakesCoordinatesFromAWorldFileBesideThePhoto() throws IOException {
        Path photos = Files.createDirectory(folder.resolve("photos"));
        Files.copy(labels.resolve("a.png"), photos.resolve("a.png"));
        Files.writeString(photos.resolve("a.pgw"), "2\n0\n0\n-2\n1001\n1999\n");
        assertConverts(
                "convert",
                labels.resolve("a.png"),
                "--to",
                "geojson",
                "-o",
                folder,
                "--classes",
                NAMES,
                "--photos",
                photos);
        assertTrue(Files.readString(folder.resolve("a.geojson")).contains("[1000,2000]"));
    }

    @ParameterizedTest
    @CsvSource({"svg, .svg, <svg", "yolo, .txt, 1 0.", "geojson, .geojson, FeatureCollection", "labelme, .json, a.jpg"})
    void oneFileIsWrittenForEachImage(String format, String extension, String part) throws IOException {
        assertConverts("convert", labels, "--to", format, "-o", folder, "--classes", NAMES, "--simplify", "0.5");
        for (String name : maps.keySet()) {
            assertTrue(Files.size(folder.resolve(name + extension)) > 0);
        }
        assertTrue(Files.readString(folder.resolve("a" + extension)).contains(part));
    }

    @Test
    void photosAreNamedAsTheyAreCalled() throws IOException {
        Path photos = Files.createDirectory(folder.resolve("photos"));
        Files.copy(labels.resolve("a.png"), photos.resolve("a.png"));
        Path json = folder.resolve("set.json");
        assertConverts("convert", labels, "--to", "coco", "-o", json, "--classes", NAMES, "--photos", photos);
        String text = Files.readString(json);
        assertTrue(text.contains("\"a.png\"") && text.contains("\"b.jpg\""), text);
    }

    @Test
    void labelsThatTheProgramItselfWroteAreThoseOfTheirPhoto() throws IOException {
        Files.move(labels.resolve("a.png"), labels.resolve("a-labels.png"));
        Path yolo = folder.resolve("yolo");
        assertConverts("convert", labels, "--to", "yolo", "-o", yolo, "--classes", NAMES);
        assertTrue(Files.exists(yolo.resolve("a.txt")));
        Path json = folder.resolve("set.json");
        assertConverts("convert", labels, "--to", "coco", "-o", json, "--classes", NAMES);
        assertTrue(Files.readString(json).contains("\"a.jpg\""));
    }

    @Test
    void namesAreAskedForWhereTheyAreWritten() {
        Outcome outcome = run("convert", labels, "--to", "coco", "-o", folder.resolve("set.json"));
        assertEquals(2, outcome.exitCode());
        assertTrue(outcome.error().contains("list the names with --classes"), outcome.error());
        assertFalse(Files.exists(folder.resolve("set.json")));
    }

    @Test
    void aBrokenFileDoesNotKeepTheOthersFromBeingConverted() throws IOException {
        Files.writeString(labels.resolve("b.png"), "no image");
        Outcome outcome = run("convert", labels, "--to", "npy", "-o", folder);
        assertEquals(1, outcome.exitCode());
        assertTrue(outcome.error().contains("b.png"), outcome.error());
        assertTrue(Files.exists(folder.resolve("a.npy")) && Files.exists(folder.resolve("c.npy")));
        assertFalse(Files.exists(folder.resolve("b.npy")));
    }

    @Test
    void aBrokenFileLeavesNoHalfOfADataSet() throws IOException {
        Files.writeString(labels.resolve("b.png"), "no image");
        Outcome outcome = run("convert", labels, "--to", "coco", "-o", folder.resolve("set.json"), "--classes", NAMES);
        assertEquals(1, outcome.exitCode());
        assertTrue(outcome.error().contains("b.png"), outcome.error());
        assertFalse(Files.exists(folder.resolve("set.json")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]                                             | holds no JSON object",
                "{\"images\": 3, \"categories\": []}            | it has no array \"images\"",
                "{\"images\": [4], \"categories\": []}          | holds something that is not an object",
                "{\"categories\": [{\"id\": 1.5}]}              | a whole number from 0 is expected",
                "{\"categories\": [{\"id\": 99999, \"name\": \"a\"}]} | beyond the labels",
                "{\"images\": [{\"id\": 1, \"width\": 0, \"height\": 2, \"file_name\": \"a\"}], \"categories\": [],"
                        + " \"annotations\": []} | says that an image has 0x2 pixels",
                "{\"images\": [{\"id\": 1, \"width\": 2, \"height\": 2, \"file_name\": \"a\"}],"
                        + " \"categories\": [{\"id\": 1, \"name\": \"a\"}], \"annotations\": [{\"id\": 9, \"image_id\": 1,"
                        + " \"category_id\": 1, \"segmentation\": [[1, 2, 3]]}]} | annotation 9: A polygon of 3 coordinates",
                "{\"images\": [{\"id\": 1, \"width\": 2, \"height\": 2, \"file_name\": \"a\"}],"
                        + " \"categories\": [{\"id\": 1, \"name\": \"a\"}], \"annotations\": [{\"id\": 9, \"image_id\": 1,"
                        + " \"category_id\": 1, \"segmentation\": {\"size\": [3, 2], \"counts\": [6]}}]} | not of its image's size",
                "{\"shapes\": [], \"imageWidth\": 2, \"imageHeight\": 2} | \"imagePath\" is null",
                "{\"shapes\": [{\"label\": \"bird\"}], \"imageWidth\": 2, \"imageHeight\": 2} | called \"bird\"",
                "{\"shapes\": [{\"label\": \"cat\", \"points\": [[1, 2]], \"shape_type\": \"circle\"}], \"imageWidth\": 2,"
                        + " \"imageHeight\": 2} | a circle has 1 points where a center and a point on the rim",
                "{\"shapes\": [{\"label\": \"cat\", \"points\": [[1, 2]], \"shape_type\": \"point\"}], \"imageWidth\": 2,"
                        + " \"imageHeight\": 2} | of the type \"point\", which covers no pixels",
                "{\"shapes\": [{\"label\": \"cat\", \"points\": [[0, 0], [1, 1]], \"shape_type\": \"mask\","
                        + " \"mask\": \"AAAA\"}], \"imageWidth\": 2, \"imageHeight\": 2} | a mask is not a picture that can be read",
                "{\"images\": [{\"id\": 1, \"width\": 2, \"height\": 2, \"file_name\": \"a\"}],"
                        + " \"categories\": [{\"id\": 1, \"name\": \"a\"}, {\"id\": 3, \"name\": \"b\"}], \"annotations\":"
                        + " [{\"id\": 9, \"image_id\": 1, \"category_id\": 2, \"segmentation\": [[0, 0, 2, 0, 2, 2]]}]} | has"
                        + " the category 2, which it does not name"
            })
    void wrongAnnotationsAreNamed(String text, String message) throws IOException {
        Path json = folder.resolve("wrong.json");
        Files.writeString(json, text);
        Outcome outcome = run("convert", json, "--to", "png", "-o", folder, "--classes", NAMES);
        assertEquals(1, outcome.exitCode());
        assertTrue(outcome.error().contains(message), outcome.error());
    }

    @ParameterizedTest
    @CsvSource({
        "--to, bmp, is not a format",
        "--things, bird, no class",
        "--simplify, -1, is not a distance",
        "--ignore, 70000, is not a label",
        "--photos, nowhere, There is no file"
    })
    void wrongOptionsAreRefused(String option, String value, String message) {
        Outcome outcome = option.equals("--to")
                ? run("convert", labels, "-o", folder, option, value)
                : run("convert", labels, "-o", folder, "--to", "png", "--classes", NAMES, option, value);
        assertEquals(2, outcome.exitCode());
        assertTrue(outcome.err().get(0).contains(message), outcome.err().toString());
    }

    @Test
    void twoKindsOfFilesAreConvertedInTwoRuns() throws IOException {
        Files.writeString(labels.resolve("d.json"), "{}");
        Outcome outcome = run("convert", labels, "--to", "png", "-o", folder);
        assertEquals(2, outcome.exitCode());
        assertTrue(
                outcome.error()
                        .contains("1 JSON files (such as " + labels.resolve("d.json") + ") and 3 label maps (such as "
                                + labels.resolve("a.png") + ") were given: convert them in two runs"),
                outcome.error());
    }
}

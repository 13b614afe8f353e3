package io.github.segmentation4j.codec;

import static io.github.segmentation4j.codec.ParsedJson.array;
import static io.github.segmentation4j.codec.ParsedJson.integer;
import static io.github.segmentation4j.codec.ParsedJson.object;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.outline.Outlines;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CocoJsonTest {
    private static final ClassNames NAMES = ClassNames.of(
            IntStream.range(0, 400).mapToObj(label -> "class " + label).toList());

    @TempDir
    Path folder;

    @Provide
    Arbitrary<LabelMap> maps() {
        return RandomMaps.upTo(399);
    }

    private static byte[] written(CocoJson format, List<LabelMap> maps) throws IOException {
        List<CocoImage> images = IntStream.range(0, maps.size())
                .mapToObj(i -> new CocoImage("photo " + (i + 1) + ".jpg", Outlines.of(maps.get(i))))
                .toList();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        format.write(images, out);
        return out.toByteArray();
    }

    private static Map<String, Object> document(CocoJson format, List<LabelMap> maps) throws IOException {
        return object(ParsedJson.of(written(format, maps)));
    }

    @Property(tries = 300)
    void polygonsPaintedAgainAreTheMaps(@ForAll @Size(min = 1, max = 3) List<@From("maps") LabelMap> maps)
            throws IOException {
        Map<Integer, Painted> painted = painted(maps);
        Map<String, Object> document = document(CocoJson.of(NAMES), maps);
        assertTables(document, maps);
        for (Object element : array(document.get("annotations"))) {
            Map<String, Object> annotation = object(element);
            List<Object> polygons = array(annotation.get("segmentation"));
            assertEquals(1, polygons.size());
            double[] points = array(polygons.get(0)).stream()
                    .mapToDouble(ParsedJson::number)
                    .toArray();
            Painted image = painted.get(integer(annotation.get("image_id")));
            int area = image.paint(integer(annotation.get("category_id")), Painted.path(points));
            assertEquals(area, integer(annotation.get("area")));
            assertEquals(bounds(points), integers(annotation.get("bbox")));
        }
        assertMaps(maps, painted);
    }

    @Property(tries = 300)
    void runLengthsPaintedAgainAreTheMaps(@ForAll @Size(min = 1, max = 3) List<@From("maps") LabelMap> maps)
            throws IOException {
        Map<Integer, Painted> painted = painted(maps);
        Map<String, Object> document = document(CocoJson.of(NAMES).withRunLengths(), maps);
        Map<String, Object> polygons = document(CocoJson.of(NAMES), maps);
        assertTables(document, maps);
        for (int i = 0; i < array(document.get("annotations")).size(); i++) {
            Map<String, Object> annotation =
                    object(array(document.get("annotations")).get(i));
            Map<String, Object> polygon =
                    object(array(polygons.get("annotations")).get(i));
            Map<String, Object> runs = object(annotation.get("segmentation"));
            int imageId = integer(annotation.get("image_id"));
            LabelMap map = maps.get(imageId - 1);
            assertEquals(List.of(map.height(), map.width()), integers(runs.get("size")));
            int label = integer(annotation.get("category_id"));
            assertEquals(
                    painted.get(imageId).paintRuns(label, integers(runs.get("counts"))),
                    integer(annotation.get("area")));
            assertEquals(polygon.get("bbox"), annotation.get("bbox"));
            assertEquals(polygon.get("area"), annotation.get("area"));
        }
        assertMaps(maps, painted);
    }

    @Property(tries = 300)
    void compressedRunLengthsAreTheRunLengths(@ForAll("maps") LabelMap map) throws IOException {
        List<Object> plain = array(
                document(CocoJson.of(NAMES).withRunLengths(), List.of(map)).get("annotations"));
        List<Object> compressed = array(document(CocoJson.of(NAMES).withCompressedRunLengths(), List.of(map))
                .get("annotations"));
        for (int i = 0; i < plain.size(); i++) {
            Map<String, Object> expected = object(object(plain.get(i)).get("segmentation"));
            Map<String, Object> found = object(object(compressed.get(i)).get("segmentation"));
            assertEquals(expected.get("size"), found.get("size"));
            assertEquals(integers(expected.get("counts")), expanded((String) found.get("counts")));
        }
    }

    /** Reads COCO's compressed text: six bits a letter, the sixth for more, differences from the count two before. */
    private static List<Integer> expanded(String text) {
        List<Integer> counts = new ArrayList<>();
        for (int at = 0; at < text.length(); ) {
            int value = 0;
            int shift = 0;
            int letter;
            do {
                letter = text.charAt(at++) - 48;
                value |= letter % 32 << shift;
                shift += 5;
            } while (letter >= 32);
            if (letter % 32 >= 16) {
                value |= -1 << shift;
            }
            counts.add(counts.size() > 2 ? value + counts.get(counts.size() - 2) : value);
        }
        return counts;
    }

    /** The text that pycocotools 2.0.11 makes of a mask of 300x200 pixels with a rectangle from (20, 10) to (250, 190). */
    @Test
    void aCompressedTextOfPycocotools() throws IOException {
        LabelMap map = LabelMap.copyOf(
                300,
                200,
                IntStream.range(0, 300 * 200)
                        .map(i -> i % 300 >= 20 && i % 300 < 250 && i / 300 >= 10 && i / 300 < 190 ? 1 : 0)
                        .toArray());
        Map<String, Object> document =
                document(CocoJson.of(ClassNames.of("a", "b").ignoring(0)).withCompressedRunLengths(), List.of(map));
        Map<String, Object> annotation =
                object(array(document.get("annotations")).get(0));
        assertEquals(
                "Zm3d5d" + "0".repeat(458) + "Vh9",
                object(annotation.get("segmentation")).get("counts"));
    }

    private static Map<Integer, Painted> painted(List<LabelMap> maps) {
        Map<Integer, Painted> painted = new HashMap<>();
        for (LabelMap map : maps) {
            painted.put(painted.size() + 1, new Painted(map.width(), map.height()));
        }
        return painted;
    }

    private static void assertMaps(List<LabelMap> maps, Map<Integer, Painted> painted) {
        for (int i = 0; i < maps.size(); i++) {
            assertEquals(maps.get(i), painted.get(i + 1).map());
        }
    }

    private static void assertTables(Map<String, Object> document, List<LabelMap> maps) {
        List<Object> images = array(document.get("images"));
        assertEquals(maps.size(), images.size());
        for (int i = 0; i < maps.size(); i++) {
            Map<String, Object> image = object(images.get(i));
            assertEquals(i + 1, integer(image.get("id")));
            assertEquals("photo " + (i + 1) + ".jpg", image.get("file_name"));
            assertEquals(maps.get(i).width(), integer(image.get("width")));
            assertEquals(maps.get(i).height(), integer(image.get("height")));
        }
        List<Object> categories = array(document.get("categories"));
        for (int label = 0; label < NAMES.size(); label++) {
            assertEquals(label, integer(object(categories.get(label)).get("id")));
            assertEquals("class " + label, object(categories.get(label)).get("name"));
        }
        int id = 0;
        for (Object annotation : array(document.get("annotations"))) {
            assertEquals(++id, integer(object(annotation).get("id")));
            assertEquals(0, integer(object(annotation).get("iscrowd")));
        }
    }

    private static List<Integer> integers(Object array) {
        return array(array).stream().map(ParsedJson::integer).toList();
    }

    private static List<Integer> bounds(double[] points) {
        int[] x = IntStream.range(0, points.length / 2)
                .map(i -> (int) points[2 * i])
                .sorted()
                .toArray();
        int[] y = IntStream.range(0, points.length / 2)
                .map(i -> (int) points[2 * i + 1])
                .sorted()
                .toArray();
        return List.of(x[0], y[0], x[x.length - 1] - x[0], y[y.length - 1] - y[0]);
    }

    @Test
    void anExample() throws IOException {
        LabelMap map = LabelMap.copyOf(3, 2, new int[] {0, 1, 1, 0, 0, 1});
        ClassNames names = ClassNames.of("background", "road").ignoring(0);
        assertEquals(
                """
                {"info":{},"licenses":[],"annotations":[
                {"id":1,"image_id":1,"category_id":1,"iscrowd":0,"area":3,"bbox":[1,0,2,2],\
                "segmentation":{"size":[2,3],"counts":[2,1,1,2]}}],"images":[
                {"id":1,"file_name":"photo 1.jpg","width":3,"height":2}],"categories":[
                {"id":1,"name":"road","supercategory":""}]}
                """, new String(written(CocoJson.of(names).withRunLengths(), List.of(map)), StandardCharsets.UTF_8));
    }

    @Test
    void nothingIsLeftOfAFileThatCannotBeFinished() throws IOException {
        Path file = folder.resolve("annotations.json");
        CocoJson format = CocoJson.of(ClassNames.of("a"));
        List<CocoImage> images = List.of(
                new CocoImage("a.jpg", Outlines.of(LabelMap.copyOf(1, 1, new int[] {0}))),
                new CocoImage("b.jpg", Outlines.of(LabelMap.copyOf(1, 1, new int[] {1}))));
        assertThrows(IllegalArgumentException.class, () -> format.write(images, file));
        assertFalse(Files.exists(file));
        assertEquals(0, folder.toFile().list().length);
        format.write(images.subList(0, 1), file);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        format.write(images.subList(0, 1), out);
        assertEquals(out.toString(StandardCharsets.UTF_8), Files.readString(file));
    }
}

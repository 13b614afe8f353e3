package io.github.segmentation4j.codec;

import static io.github.segmentation4j.codec.ParsedJson.array;
import static io.github.segmentation4j.codec.ParsedJson.integer;
import static io.github.segmentation4j.codec.ParsedJson.object;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.outline.Outlines;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;

class CocoPanopticTest {
    /** Labels of things; the last class is ignored. */
    private static final int[] THINGS = {1, 3, 5};

    private static final int IGNORED = 6;
    private static final ClassNames NAMES = ClassNames.of(IntStream.rangeClosed(0, IGNORED)
                    .mapToObj(label -> "class " + label)
                    .toList())
            .ignoring(IGNORED);
    private static final CocoPanoptic FORMAT = CocoPanoptic.of(NAMES).withThings(THINGS);

    private Path folder;

    @BeforeTry
    void makeFolder() throws IOException {
        folder = Files.createTempDirectory("panoptic");
    }

    @AfterTry
    void deleteFolder() throws IOException {
        List<Path> files;
        try (var walk = Files.walk(folder)) {
            files = new ArrayList<>(walk.sorted().toList());
        }
        for (int i = files.size() - 1; i >= 0; i--) {
            Files.delete(files.get(i));
        }
    }

    @Provide
    Arbitrary<LabelMap> maps() {
        return RandomMaps.upTo(IGNORED);
    }

    private Map<String, Object> document() throws IOException {
        return object(ParsedJson.of(Files.readAllBytes(folder.resolve("panoptic.json"))));
    }

    private void write(CocoPanoptic format, CocoImage... images) throws IOException {
        format.write(List.of(images), folder.resolve("panoptic.json"), folder.resolve("png"));
    }

    /** Each pixel's color leads to a segment of its label, whose figures are those of the pixels counted one by one. */
    @Property(tries = 200)
    void colorsLeadToTheLabels(@ForAll("maps") LabelMap labels) throws IOException {
        write(FORMAT, new CocoImage("photos/a.b.jpg", Outlines.of(labels)));
        Map<String, Object> annotation =
                object(array(document().get("annotations")).get(0));
        assertEquals("a.b.png", annotation.get("file_name"));
        assertEquals(1, integer(annotation.get("image_id")));
        BufferedImage image = ImageIO.read(folder.resolve("png/a.b.png").toFile());
        Map<Integer, List<int[]>> pixels = new TreeMap<>();
        for (int y = 0; y < labels.height(); y++) {
            for (int x = 0; x < labels.width(); x++) {
                int rgb = image.getRGB(x, y);
                int id = (rgb >> 16 & 255) + 256 * (rgb >> 8 & 255) + 65_536 * (rgb & 255);
                pixels.computeIfAbsent(id, key -> new ArrayList<>()).add(new int[] {x, y});
                assertEquals(labels.labelAt(x, y) == IGNORED, id == 0);
            }
        }
        pixels.remove(0);
        List<Object> segments = array(annotation.get("segments_info"));
        assertEquals(
                List.copyOf(pixels.keySet()),
                segments.stream()
                        .map(segment -> integer(object(segment).get("id")))
                        .toList());
        Map<Integer, Integer> segmentsOfLabel = new HashMap<>();
        for (Object element : segments) {
            Map<String, Object> segment = object(element);
            int label = integer(segment.get("category_id"));
            List<int[]> own = pixels.get(integer(segment.get("id")));
            own.forEach(pixel -> assertEquals(label, labels.labelAt(pixel[0], pixel[1])));
            assertEquals(own.size(), integer(segment.get("area")));
            assertEquals(0, integer(segment.get("iscrowd")));
            assertEquals(
                    bounds(own),
                    array(segment.get("bbox")).stream().map(ParsedJson::integer).toList());
            segmentsOfLabel.merge(label, 1, Integer::sum);
        }
        for (int label : labels.presentLabels()) {
            boolean thing = IntStream.of(THINGS).anyMatch(each -> each == label);
            long regions = Outlines.of(labels).list().stream()
                    .filter(outline -> outline.label() == label)
                    .count();
            long expected = thing ? regions : 1;
            assertEquals(
                    label == IGNORED ? 0 : expected,
                    segmentsOfLabel.getOrDefault(label, 0).longValue());
        }
    }

    private static List<Integer> bounds(List<int[]> pixels) {
        int left = pixels.stream().mapToInt(pixel -> pixel[0]).min().getAsInt();
        int right = pixels.stream().mapToInt(pixel -> pixel[0]).max().getAsInt();
        int top = pixels.stream().mapToInt(pixel -> pixel[1]).min().getAsInt();
        int bottom = pixels.stream().mapToInt(pixel -> pixel[1]).max().getAsInt();
        return List.of(left, top, right + 1 - left, bottom + 1 - top);
    }

    @Example
    void manyRegionsHaveColorsOfTheirOwn() throws IOException {
        int side = 300;
        int[] board = IntStream.range(0, side * side)
                .map(pixel -> (pixel % side + pixel / side) % 2)
                .toArray();
        LabelMap labels = LabelMap.copyOf(side, side, board);
        write(CocoPanoptic.of(NAMES).withThings(0, 1), new CocoImage("a", Outlines.of(labels)));
        BufferedImage image = ImageIO.read(folder.resolve("png/a.png").toFile());
        int[] colors = image.getRGB(0, 0, side, side, null, 0, side);
        assertEquals(board.length, IntStream.of(colors).distinct().count());
    }

    @Example
    void categoriesSayWhatIsAThing() throws IOException {
        write(FORMAT);
        List<Object> categories = array(document().get("categories"));
        assertEquals(IGNORED, categories.size());
        for (int label = 0; label < IGNORED; label++) {
            Map<String, Object> category = object(categories.get(label));
            assertEquals(label, integer(category.get("id")));
            assertEquals("class " + label, category.get("name"));
            assertEquals(label % 2, integer(category.get("isthing")));
        }
    }

    @Example
    void photosOfOneNameInTwoFoldersHaveTwoFiles() throws IOException {
        Outlines outlines = Outlines.of(LabelMap.copyOf(1, 1, new int[] {0}));
        write(FORMAT, new CocoImage("x/a.jpg", outlines), new CocoImage("y/a.png", outlines));
        List<Object> annotations = array(document().get("annotations"));
        assertEquals("a.png", object(annotations.get(0)).get("file_name"));
        assertEquals("y-a.png", object(annotations.get(1)).get("file_name"));
    }

    @Example
    void twoPhotosNeedTwoNames() {
        Outlines outlines = Outlines.of(LabelMap.copyOf(1, 1, new int[] {0}));
        IllegalArgumentException error = assertThrows(
                IllegalArgumentException.class,
                () -> write(FORMAT, new CocoImage("x/a.jpg", outlines), new CocoImage("a.png", outlines)));
        assertTrue(error.getMessage().startsWith("Two photos would have the PNG file a.png"), error.getMessage());
        assertFalse(Files.exists(folder.resolve("panoptic.json")));
        assertThrows(IndexOutOfBoundsException.class, () -> FORMAT.withThings(IGNORED + 1));
    }
}

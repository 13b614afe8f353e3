package io.github.segmentation4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ClassNamesTest {

    /** The names of a table whose columns are id, name, red, green, blue. */
    private static List<String> table(String file) throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                ClassNamesTest.class.getResourceAsStream("/vocabularies/" + file), StandardCharsets.UTF_8))) {
            return lines.lines().skip(1).map(line -> line.split(",", -1)[1]).toList();
        }
    }

    @Test
    void theBuiltInNamesAreThoseOfTheirTables() throws IOException {
        assertEquals(table("pascal_voc.csv"), ClassNames.pascalVoc().names());
        assertEquals(table("cityscapes.csv"), ClassNames.cityscapes().names());
        assertEquals(table("ade20k.csv"), ClassNames.ade20k().names());
        assertEquals(21, ClassNames.pascalVoc().size());
        assertEquals(19, ClassNames.cityscapes().size());
        assertEquals(150, ClassNames.ade20k().size());
        assertEquals(OptionalInt.of(255), ClassNames.cityscapes().ignoredLabel());
    }

    @Test
    void namesAndLabels() {
        ClassNames names = ClassNames.of("sky", "sea");
        assertEquals("sea", names.name(1));
        assertEquals(1, names.label("sea"));
        assertEquals(OptionalInt.of(0), names.findLabel("sky"));
        assertEquals(OptionalInt.empty(), names.findLabel("sand"));
        assertThrows(IndexOutOfBoundsException.class, () -> names.name(2));
        Exception e = assertThrows(IllegalArgumentException.class, () -> names.label("sand"));
        assertTrue(e.getMessage().contains("\"sand\"") && e.getMessage().contains("sky, sea"), e.getMessage());
    }

    /** Names by id, of labels.py of cityscapesScripts; those that its benchmark does not score in brackets. */
    private static final List<String> CITYSCAPES_BY_ID = List.of(
            "(unlabeled)",
            "(ego vehicle)",
            "(rectification border)",
            "(out of roi)",
            "(static)",
            "(dynamic)",
            "(ground)",
            "road",
            "sidewalk",
            "(parking)",
            "(rail track)",
            "building",
            "wall",
            "fence",
            "(guard rail)",
            "(bridge)",
            "(tunnel)",
            "pole",
            "(polegroup)",
            "traffic light",
            "traffic sign",
            "vegetation",
            "terrain",
            "sky",
            "person",
            "rider",
            "car",
            "truck",
            "bus",
            "(caravan)",
            "(trailer)",
            "train",
            "motorcycle",
            "bicycle");

    @Test
    void trainIdsOfCityscapesHaveTheNamesOfTheirIds() {
        int next = 0;
        for (int id = 0; id < CITYSCAPES_BY_ID.size(); id++) {
            int trainId = ClassNames.cityscapesTrainId(id);
            if (CITYSCAPES_BY_ID.get(id).startsWith("(")) {
                assertEquals(255, trainId, CITYSCAPES_BY_ID.get(id));
            } else {
                assertEquals(next++, trainId);
                assertEquals(CITYSCAPES_BY_ID.get(id), ClassNames.cityscapes().name(trainId));
                assertEquals(id, ClassNames.cityscapesId(trainId));
            }
        }
        assertEquals(ClassNames.cityscapes().size(), next);
        assertEquals(255, ClassNames.cityscapesTrainId(-1), "license plate");
        assertEquals(255, ClassNames.cityscapesTrainId(255), "license plate in a byte");
        assertEquals(0, ClassNames.cityscapesId(255), "unlabeled");
    }

    @Test
    void mapsOfCityscapesAreTranslated() {
        LabelMap ids = LabelMap.copyOf(5, 1, new int[] {7, 0, 33, 255, 24});
        LabelMap trainIds = ids.remap(ClassNames::cityscapesTrainId);
        assertEquals(LabelMap.copyOf(5, 1, new int[] {0, 255, 18, 255, 11}), trainIds);
        assertEquals(LabelMap.copyOf(5, 1, new int[] {7, 0, 33, 0, 24}), trainIds.remap(ClassNames::cityscapesId));
    }

    @Test
    void numbersThatCityscapesDoesNotHaveAreRefused() {
        for (int id : new int[] {-2, 34, 254, 256, Integer.MIN_VALUE}) {
            Exception e = assertThrows(IllegalArgumentException.class, () -> ClassNames.cityscapesTrainId(id));
            assertTrue(e.getMessage().startsWith(id + " is not an id of Cityscapes"), e.getMessage());
        }
        for (int trainId : new int[] {-1, 19, 254, 256}) {
            Exception e = assertThrows(IllegalArgumentException.class, () -> ClassNames.cityscapesId(trainId));
            assertTrue(e.getMessage().startsWith(trainId + " is not a train id"), e.getMessage());
        }
    }

    @Test
    void wrongNamesAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> ClassNames.of(List.of()));
        Exception e = assertThrows(IllegalArgumentException.class, () -> ClassNames.of("a", "b", "a"));
        assertTrue(e.getMessage().contains("Classes 0 and 2"), e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> ClassNames.of("a").ignoring(-1));
        assertThrows(IllegalArgumentException.class, () -> ClassNames.of("a").ignoring(65_536));
    }

    @Test
    void equalityIsByNamesAndIgnoredLabel() {
        assertEquals(ClassNames.of("a", "b"), ClassNames.of(List.of("a", "b")));
        assertNotEquals(ClassNames.of("a", "b"), ClassNames.of("b", "a"));
        assertNotEquals(ClassNames.of("a"), ClassNames.of("a").ignoring(255));
        assertEquals("[a, b]", ClassNames.of("a", "b").toString());
    }
}

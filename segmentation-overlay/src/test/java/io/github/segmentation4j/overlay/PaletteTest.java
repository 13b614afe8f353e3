package io.github.segmentation4j.overlay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.segmentation4j.ClassNames;
import java.awt.Color;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaletteTest {

    @Test
    void pascalVocEqualsThePublishedTable() throws IOException {
        int[] published = published("pascal_voc");
        Palette palette = Palette.pascalVoc();
        assertEquals(21, published.length);
        for (int label = 0; label < published.length; label++) {
            assertEquals(published[label], palette.rgb(label), "label " + label);
        }
    }

    @Test
    void pascalVocGoesOnTo256ColorsThatDiffer() {
        Palette palette = Palette.pascalVoc();
        assertEquals(256, palette.size());
        assertEquals(0xE0E0C0, palette.rgb(255), "the void of the ground truth");
        assertEquals(256, distinct(palette));
    }

    @Test
    void cityscapesEqualsThePublishedTable() throws IOException {
        assertEquals(Palette.of(published("cityscapes")).withIgnored(255, 0x000000), Palette.cityscapes());
        assertEquals(19, Palette.cityscapes().size());
        assertEquals(0x000000, Palette.cityscapes().rgb(255));
    }

    @Test
    void ade20kEqualsThePublishedTable() throws IOException {
        assertEquals(Palette.of(published("ade20k")).withIgnored(255, 0x000000), Palette.ade20k());
        assertEquals(150, Palette.ade20k().size());
        assertEquals(149, distinct(Palette.ade20k()), "road and skyscraper share a color");
    }

    @Test
    void aVocabularyGetsTheColorsOfItsDataSet() {
        assertEquals(Palette.pascalVoc(), Palette.of(ClassNames.pascalVoc()));
        assertEquals(Palette.cityscapes(), Palette.of(ClassNames.cityscapes()));
        assertEquals(Palette.ade20k(), Palette.of(ClassNames.ade20k()));
        List<String> torchvision = Stream.concat(
                        Stream.of("__background__"),
                        ClassNames.pascalVoc().names().stream().skip(1))
                .toList();
        assertEquals(Palette.pascalVoc(), Palette.of(ClassNames.of(torchvision)));
        List<String> otherOrder = new ArrayList<>(ClassNames.cityscapes().names());
        Collections.swap(otherOrder, 0, 18);
        assertEquals(Palette.generated(19), Palette.of(ClassNames.of(otherOrder)));
    }

    @Test
    void otherVocabulariesGetColorsOfTheirOwn() {
        assertEquals(Palette.colorBlindSafe(1), Palette.of(classes(1)));
        assertEquals(Palette.colorBlindSafe(8), Palette.of(classes(8)));
        assertEquals(Palette.generated(9), Palette.of(classes(9)));
        assertEquals(Palette.generated(300), Palette.of(classes(300)));
    }

    @Test
    void anIgnoredLabelBeyondTheClassesIsBlack() {
        assertEquals(
                Palette.generated(9).withIgnored(255, 0x000000),
                Palette.of(classes(9).ignoring(255)));
        assertEquals(Palette.generated(9), Palette.of(classes(9).ignoring(8)));
        assertEquals(
                Palette.colorBlindSafe(3).withIgnored(3, 0x000000),
                Palette.of(classes(3).ignoring(3)));
    }

    private static ClassNames classes(int count) {
        return ClassNames.of(
                IntStream.range(0, count).mapToObj(label -> "class " + label).toList());
    }

    @Test
    void colorsAreGivenAsNumbersOrAsColors() {
        Palette numbers = Palette.of(0x000000, 0xFF8000);
        assertEquals(numbers, Palette.of(Color.BLACK, new Color(255, 128, 0)));
        assertEquals(2, numbers.size());
        assertEquals(0xFF8000, numbers.rgb(1));
        assertEquals(new Color(255, 128, 0), numbers.color(1));
    }

    @Test
    void aPaletteOwnsItsColors() {
        int[] colors = {1, 2};
        Palette palette = Palette.of(colors);
        colors[0] = 3;
        assertEquals(1, palette.rgb(0));
    }

    @Test
    void oneColorChangesInACopy() {
        Palette palette = Palette.of(1, 2, 3);
        assertEquals(Palette.of(1, 9, 3), palette.withColor(1, 9));
        assertEquals(Palette.of(1, 0xFF0000, 3), palette.withColor(1, Color.RED));
        assertEquals(Palette.of(1, 2, 3), palette);
        assertEquals(
                Palette.of(1).withIgnored(7, 9), Palette.of(1).withIgnored(7, 5).withColor(7, 9));
        assertEquals(
                Palette.of(4).withIgnored(7, 5), Palette.of(1).withIgnored(7, 5).withColor(0, 4));
    }

    @Test
    void oneLabelBeyondTheClassesIsIgnored() {
        Palette palette = Palette.of(1, 2).withIgnored(255, 7).withIgnored(65_535, 8);
        assertEquals(2, palette.size());
        assertEquals(8, palette.rgb(65_535));
        assertEquals(0xFF0000, palette.withIgnored(2, Color.RED).rgb(2));
        assertThrows(IndexOutOfBoundsException.class, () -> palette.rgb(255));
        assertThrows(IllegalArgumentException.class, () -> palette.withIgnored(1, 0));
        assertThrows(IllegalArgumentException.class, () -> palette.withIgnored(65_536, 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 19, 254, 256})
    void aLabelWithoutColorIsAnError(int label) {
        IndexOutOfBoundsException error = assertThrows(
                IndexOutOfBoundsException.class, () -> Palette.cityscapes().rgb(label));
        assertEquals(
                "Label " + label + " has no color in a palette of 19 colors for labels 0 to 18 and the ignored 255; "
                        + "use a palette with more colors",
                error.getMessage());
        assertThrows(IndexOutOfBoundsException.class, () -> Palette.cityscapes().color(label));
        assertThrows(IndexOutOfBoundsException.class, () -> Palette.cityscapes().withColor(label, 0));
    }

    @Test
    void colorsAreOpaqueAndOfThreeBytes() {
        assertEquals(
                "The color 0xFF102030 of label 1 is not within 0x000000 to 0xFFFFFF; give 0xRRGGBB without alpha",
                assertThrows(IllegalArgumentException.class, () -> Palette.of(0, 0xFF102030))
                        .getMessage());
        Palette palette = Palette.of(0);
        assertThrows(IllegalArgumentException.class, () -> palette.withColor(0, -1));
        assertThrows(IllegalArgumentException.class, () -> palette.withIgnored(9, 0x1000000));
        Color translucent = new Color(1, 2, 3, 254);
        assertEquals(
                "The color of label 1 has alpha 254, but must be opaque; give one of alpha 255",
                assertThrows(IllegalArgumentException.class, () -> Palette.of(Color.RED, translucent))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> palette.withColor(0, translucent));
        assertThrows(IllegalArgumentException.class, () -> palette.withIgnored(9, translucent));
    }

    @Test
    void aPaletteHasOneTo65536Colors() {
        assertThrows(IllegalArgumentException.class, () -> Palette.of(new int[0]));
        assertThrows(IllegalArgumentException.class, () -> Palette.of(new Color[0]));
        assertThrows(IllegalArgumentException.class, () -> Palette.of(new int[65_537]));
        assertEquals(65_536, Palette.of(new int[65_536]).size());
        assertThrows(IllegalArgumentException.class, () -> Palette.generated(0));
        assertThrows(IllegalArgumentException.class, () -> Palette.generated(65_537));
        assertThrows(IllegalArgumentException.class, () -> Palette.colorBlindSafe(-1));
    }

    @Test
    void equalByContent() {
        Palette palette = Palette.of(1, 2);
        assertEquals(palette.hashCode(), Palette.of(1, 2).hashCode());
        assertNotEquals(palette, Palette.of(1, 3));
        assertNotEquals(palette, Palette.of(1, 2).withIgnored(255, 0));
        assertNotEquals(palette.withIgnored(255, 1), palette.withIgnored(255, 0));
    }

    @Test
    void describesItselfOnOneLine() {
        assertEquals("palette of 1 color for label 0", Palette.of(7).toString());
        assertEquals(
                "palette of 150 colors for labels 0 to 149 and the ignored 255",
                Palette.ade20k().toString());
    }

    private static long distinct(Palette palette) {
        return IntStream.range(0, palette.size()).map(palette::rgb).distinct().count();
    }

    /** Reads the columns red, green and blue of a table with the columns id, name, red, green, blue. */
    private static int[] published(String name) throws IOException {
        try (InputStream stream = PaletteTest.class.getResourceAsStream("/vocabularies/" + name + ".csv")) {
            String table = new String(Objects.requireNonNull(stream).readAllBytes(), UTF_8);
            return table.lines()
                    .skip(1)
                    .map(line -> line.split(","))
                    .mapToInt(cells -> (Integer.parseInt(cells[2]) * 256 + Integer.parseInt(cells[3])) * 256
                            + Integer.parseInt(cells[4]))
                    .toArray();
        }
    }
}

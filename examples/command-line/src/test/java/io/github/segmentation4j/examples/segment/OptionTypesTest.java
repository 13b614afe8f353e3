package io.github.segmentation4j.examples.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.model.Placement;
import io.github.segmentation4j.model.ProcessorBackend;
import io.github.segmentation4j.model.SizeRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.TypeConversionException;

class OptionTypesTest {
    private final OptionTypes.Size size = new OptionTypes.Size();
    private final OptionTypes.Vocabulary vocabulary = new OptionTypes.Vocabulary();

    @Test
    void readsSizes() {
        assertEquals(SizeRule.shortEdge(520), size.convert("520"));
        assertEquals(SizeRule.fixed(640, 480), size.convert("640x480"));
        assertEquals(SizeRule.fixed(640, 480), size.convert("640X480"));
        assertEquals(SizeRule.asIs(), size.convert("none"));
    }

    @Test
    void readsBackendsOfImageProcessors() {
        OptionTypes.Processor processor = new OptionTypes.Processor();
        assertEquals(ProcessorBackend.PIL, processor.convert("pil"));
        assertEquals(ProcessorBackend.TORCHVISION, processor.convert("torchvision"));
        String message = assertThrows(TypeConversionException.class, () -> processor.convert("pillow"))
                .getMessage();
        assertEquals("\"pillow\" is not a backend of image processors: choose pil or torchvision", message);
    }

    @Test
    void readsPlacements() {
        OptionTypes.Placed placed = new OptionTypes.Placed();
        assertEquals(Placement.IN_PLACE, placed.convert("in-place"));
        assertEquals(Placement.STRETCHED, placed.convert("stretched"));
        String message = assertThrows(TypeConversionException.class, () -> placed.convert("reference"))
                .getMessage();
        assertEquals("\"reference\" does not say where a result goes: choose in-place or stretched", message);
    }

    @Test
    void readsClassNamesFromAListAVocabularyOrAFile(@TempDir Path folder) throws IOException {
        assertEquals(ClassNames.of("sky", "tree top"), vocabulary.convert("sky, tree top"));
        assertEquals(ClassNames.of("sky"), vocabulary.convert("sky"));
        assertEquals(ClassNames.pascalVoc(), vocabulary.convert("pascal_voc"));
        assertEquals(ClassNames.cityscapes(), vocabulary.convert("cityscapes"));
        assertEquals(ClassNames.ade20k(), vocabulary.convert("ade20k"));

        Path file = folder.resolve("names.txt");
        Files.writeString(file, "sky\n\ndoor, double\r\n  tree \n");
        assertEquals(ClassNames.of("sky", "door, double", "tree"), vocabulary.convert(file.toString()));
    }

    @Test
    void refusesAFileOfNamesThatIsNoText(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("names.txt"), new byte[] {(byte) 0xFF, (byte) 0xFE, 0});

        TypeConversionException e =
                assertThrows(TypeConversionException.class, () -> vocabulary.convert(file.toString()));

        assertTrue(e.getMessage().startsWith(file + " cannot be read as UTF-8 text: "), e.getMessage());
    }
}

package io.github.segmentation4j.examples.segment.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.Photos;
import io.github.segmentation4j.model.ModelSpec;
import io.github.segmentation4j.model.SizeRule;
import io.github.segmentation4j.onnx.OnnxSegmenter;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demonstration network, whose convention is ImageNet's and RGB, without the files that say so. */
class BareModelTest {
    private static final ModelSpec SMALL =
            ModelSpec.builder().size(SizeRule.fixed(208, 208)).build();

    @TempDir
    private Path folder;

    private Path model;

    @BeforeEach
    void copyTheModelAlone() throws IOException {
        model = folder.resolve("bare.onnx");
        try (InputStream resource = resource("demo-model/model.onnx")) {
            Files.copy(resource, model);
        }
    }

    private static InputStream resource(String name) {
        return BareModelTest.class.getResourceAsStream("/io/github/segmentation4j/examples/segment/" + name);
    }

    /** Returns overlapping parts of one photo of a person. */
    private static Map<String, BufferedImage> photos() throws IOException {
        BufferedImage astronaut;
        try (InputStream stream = resource("astronaut.png")) {
            astronaut = Photos.read(stream);
        }
        Map<String, BufferedImage> photos = new LinkedHashMap<>();
        for (int part = 0; part < 6; part++) {
            int side = 512 - 20 * part;
            photos.put("part " + part, astronaut.getSubimage(3 * part, 0, side, side));
        }
        return photos;
    }

    @Test
    void findsTheConventionOfARealNetwork() throws IOException {
        List<String> told = new ArrayList<>();

        ProbeResult result = ProbeRun.run(model, SMALL, photos(), told::add);

        assertEquals(List.of(), List.copyOf(result.failures().keySet()), () -> String.join("\n", result.lines()));
        assertEquals(told.size(), result.ranked().size());
        assertEquals(
                "ImageNet mean and deviation, RGB",
                result.suggestion().toString(),
                () -> String.join("\n", result.lines()));
        assertTrue(OnnxSegmenter.builder()
                .spec(result.suggestedSpec())
                .describe(model)
                .isComplete());
    }

    @Test
    void whatIsNoModelIsRefused() throws IOException {
        Path text = Files.writeString(folder.resolve("text.onnx"), "no model");
        Map<String, BufferedImage> photos = photos();

        assertThrows(InvalidModelException.class, () -> ProbeRun.run(text, SMALL, photos, told -> {}));
    }
}

package io.github.segmentation4j.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.model.Placement;
import io.github.segmentation4j.model.ProcessorBackend;
import io.github.segmentation4j.onnx.testing.Resources;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Where the result of a network goes that sees a crop of a photo: a small MobileViT, held against the whole pipeline of
 * transformers; {@code make_cropped_network.py} writes it.
 */
class PlacementTest {
    private static final String FOLDER = "/processors/mobilevit";
    private static final int CLOSE = 255;

    private static BufferedImage photo(String name) {
        return Resources.image("/images/" + name + ".png");
    }

    /** Returns the pixels whose label differs from that of transformers, those of nearly equal scores left out. */
    private static int differences(LabelMap labels, String photo) {
        BufferedImage expected = Resources.image(FOLDER + "/labels-" + photo + ".png");
        assertEquals(expected.getWidth(), labels.width());
        assertEquals(expected.getHeight(), labels.height());
        int differences = 0;
        for (int y = 0; y < labels.height(); y++) {
            for (int x = 0; x < labels.width(); x++) {
                int label = expected.getRaster().getSample(x, y, 0);
                if (label != CLOSE && label != labels.labelAt(x, y)) {
                    differences++;
                }
            }
        }
        return differences;
    }

    private static OnnxSegmenter.Builder stretched() {
        return OnnxSegmenter.builder().placement(Placement.STRETCHED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"scene", "chelsea"})
    void stretchedItIsTheMapOfTransformers(String photo) {
        try (OnnxSegmenter segmenter = stretched().load(Resources.file(FOLDER))) {
            assertEquals(0, differences(segmenter.segment(photo(photo)), photo));
            assertEquals(
                    0, differences(segmenter.segmentWithConfidence(photo(photo)).labels(), photo));
        }
        try (OnnxSegmenter segmenter = stretched().wholeGraph().load(Resources.file(FOLDER))) {
            assertEquals(0, differences(segmenter.segment(photo(photo)), photo));
        }
    }

    @Test
    void unlessAskedForItLiesWhereTheNetworkHasSeenThePhoto() {
        try (OnnxSegmenter segmenter = OnnxSegmenter.load(Resources.file(FOLDER))) {
            LabelMap labels = segmenter.segment(photo("chelsea"));
            assertTrue(differences(labels, "chelsea") > labels.width() * labels.height() / 10);
            String described = segmenter.describe().toString();
            assertTrue(described.contains("placement"), described);
            assertTrue(described.contains("STRETCHED"), described);
        }
    }

    @Test
    void aSideCarSaysItToo(@TempDir Path folder) throws IOException {
        for (String file : new String[] {"model.onnx", "config.json", "preprocessor_config.json"}) {
            Files.copy(Resources.file(FOLDER).resolve(file), folder.resolve(file));
        }
        Files.writeString(
                folder.resolve("model.segmentation.json"),
                "{\"version\": 1, \"output\": {\"placement\": \"stretched\"}}");
        try (OnnxSegmenter segmenter = OnnxSegmenter.load(folder)) {
            assertEquals(0, differences(segmenter.segment(photo("scene")), "scene"));
        }
        try (OnnxSegmenter segmenter = OnnxSegmenter.builder()
                .processor(ProcessorBackend.PIL)
                .placement(Placement.IN_PLACE)
                .load(folder)) {
            assertTrue(differences(segmenter.segment(photo("scene")), "scene") > 0, "the builder wins");
        }
    }
}

package io.github.segmentation4j.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PreprocessingTest {

    @Test
    void torchvisionsPreset() {
        assertEquals(
                new Preprocessing(
                        AlphaHandling.drop(),
                        ChannelOrder.RGB,
                        SizeRule.shortEdge(520),
                        Resampling.PILLOW_BILINEAR,
                        Crop.none(),
                        new Normalization(1 / 255.0, List.of(0.485, 0.456, 0.406), List.of(0.229, 0.224, 0.225)),
                        Padding.none(),
                        TensorLayout.NCHW,
                        ElementType.FLOAT32),
                Preprocessing.torchvision());
    }

    @Test
    void everyStepCanBeChangedWithoutTheOthers() {
        Normalization plain = new Normalization(1, List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0));
        Preprocessing changed = Preprocessing.torchvision()
                .withSize(SizeRule.asIs())
                .withResampling(Resampling.PILLOW_BOX)
                .withAlphaHandling(AlphaHandling.compositeOn(Color.WHITE))
                .withChannelOrder(ChannelOrder.BGR)
                .withCrop(Crop.center(5, 4))
                .withPadding(Padding.toMultipleOf(32))
                .withLayout(TensorLayout.NHWC)
                .withElementType(ElementType.UINT8)
                .withNormalization(plain)
                .withProcessor(ProcessorBackend.TORCHVISION);
        assertEquals(
                new Preprocessing(
                        AlphaHandling.compositeOn(0xFFFFFF),
                        ChannelOrder.BGR,
                        SizeRule.asIs(),
                        Resampling.PILLOW_BOX,
                        Crop.center(5, 4),
                        plain,
                        Padding.toMultipleOf(32),
                        TensorLayout.NHWC,
                        ElementType.UINT8,
                        ProcessorBackend.TORCHVISION),
                changed);
        assertNotEquals(Preprocessing.torchvision(), changed);
    }

    @Test
    void anotherBackendHasItsVersionOfTheFilter() {
        Preprocessing ours = Preprocessing.torchvision().withResampling(Resampling.PILLOW_NEAREST);
        Preprocessing theirs = ours.withProcessor(ProcessorBackend.TORCHVISION);
        assertEquals(Resampling.TORCHVISION_NEAREST_EXACT, theirs.resampling());
        assertEquals(ours, theirs.withProcessor(ProcessorBackend.PIL));
        assertEquals(
                Resampling.OPENCV_AREA,
                ours.withResampling(Resampling.OPENCV_AREA)
                        .withProcessor(ProcessorBackend.TORCHVISION)
                        .resampling());
    }

    @Test
    void theStepsReadInTheirOrder() {
        assertEquals(
                "alpha dropped, RGB, short edge 520 by PILLOW_BILINEAR, no crop, scale 0.003921569, mean [0.485, 0.456,"
                        + " 0.406], std [0.229, 0.224, 0.225], no padding, float32 NCHW",
                Preprocessing.torchvision().toString());
        assertTrue(Preprocessing.torchvision()
                .withProcessor(ProcessorBackend.TORCHVISION)
                .toString()
                .endsWith(", float32 NCHW, computed as by TORCHVISION"));
        assertEquals(
                "composited on #0000ff",
                AlphaHandling.compositeOn(new Color(0, 0, 255, 7)).toString());
    }

    @Test
    void laterChangesOfTheCallersListsDoNotShow() {
        List<Double> mean = new ArrayList<>(List.of(1.0, 2.0, 3.0));
        Normalization normalization = new Normalization(1, mean, List.of(1.0, 1.0, 1.0));
        mean.set(0, 9.0);
        assertEquals(List.of(1.0, 2.0, 3.0), normalization.mean());
    }

    @Test
    void valuesThatMakeNoInputAreRefused() {
        List<Double> ones = List.of(1.0, 1.0, 1.0);
        assertThrows(IllegalArgumentException.class, () -> new Normalization(0, ones, ones));
        assertThrows(IllegalArgumentException.class, () -> new Normalization(Double.NaN, ones, ones));
        assertThrows(IllegalArgumentException.class, () -> new Normalization(1, List.of(1.0), ones));
        assertThrows(IllegalArgumentException.class, () -> new Normalization(1, List.of(1.0, 1e300, 1.0), ones));
        assertThrows(IllegalArgumentException.class, () -> new Normalization(1, ones, List.of(1.0, 0.0, 1.0)));
        assertThrows(IllegalArgumentException.class, () -> new Normalization(1, ones, List.of(1.0, 1e-60, 1.0)));
        assertThrows(IllegalArgumentException.class, () -> AlphaHandling.compositeOn(0xFF000000));
        assertThrows(IllegalArgumentException.class, () -> new ImageSize(0, 1));
    }
}

package io.github.segmentation4j.examples.segment.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.model.ChannelOrder;
import io.github.segmentation4j.model.ModelSpec;
import io.github.segmentation4j.model.Normalization;
import io.github.segmentation4j.model.SizeRule;
import io.github.segmentation4j.model.file.SideCar;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConventionTest {
    private static double normalized(Normalization normalization, int sample, int channel) {
        return (sample * normalization.scale() - normalization.mean().get(channel))
                / normalization.std().get(channel);
    }

    private static Convention of(SampleRange range, ChannelOrder order) {
        return new Convention(range, order, Optional.empty());
    }

    @Test
    void commonOnesAreFourRangesInBothOrdersAndTwoRareOnes() {
        List<Convention> common = Convention.common(Optional.empty());

        assertEquals(10, common.size());
        assertEquals(10, new HashSet<>(common).size());
        for (SampleRange range :
                List.of(SampleRange.IMAGE_NET, SampleRange.PLUS_MINUS_ONE, SampleRange.UNIT, SampleRange.BYTES)) {
            assertTrue(common.contains(of(range, ChannelOrder.RGB)));
            assertTrue(common.contains(of(range, ChannelOrder.BGR)));
        }
        assertFalse(common.contains(of(SampleRange.MEAN_ONLY, ChannelOrder.RGB)));
    }

    @Test
    void rangesAreWhatTheirTitlesSay() {
        for (int channel = 0; channel < 3; channel++) {
            assertEquals(-1, normalized(SampleRange.PLUS_MINUS_ONE.normalization(), 0, channel), 1e-9);
            assertEquals(1, normalized(SampleRange.PLUS_MINUS_ONE.normalization(), 255, channel), 1e-9);
            assertEquals(0, normalized(SampleRange.UNIT.normalization(), 0, channel), 1e-9);
            assertEquals(1, normalized(SampleRange.UNIT.normalization(), 255, channel), 1e-9);
            assertEquals(200, normalized(SampleRange.BYTES.normalization(), 200, channel), 1e-9);
            assertEquals(
                    normalized(SampleRange.IMAGE_NET.normalization(), 77, channel) / 255,
                    normalized(SampleRange.IMAGE_NET_OVER_255.normalization(), 77, channel),
                    1e-9);
        }
        assertEquals(200 - 123.68, normalized(SampleRange.MEAN_ONLY.normalization(), 200, 0), 1e-9);
        assertEquals(200 - 103.939, normalized(SampleRange.MEAN_ONLY.normalization(), 200, 2), 1e-9);
    }

    @Test
    void valuesFollowTheOrderOfTheChannels() {
        Normalization rgb = of(SampleRange.IMAGE_NET, ChannelOrder.RGB).normalization();
        Normalization bgr = of(SampleRange.IMAGE_NET, ChannelOrder.BGR).normalization();

        assertEquals(List.of(0.485, 0.456, 0.406), rgb.mean());
        assertEquals(List.of(0.406, 0.456, 0.485), bgr.mean());
        assertEquals(List.of(0.225, 0.224, 0.229), bgr.std());
    }

    @Test
    void aSideCarHoldsEveryConventionExactly(@TempDir Path folder) {
        Path file = folder.resolve("model.segmentation.json");
        ModelSpec known = ModelSpec.builder().output("scores").build();
        for (Convention convention : Convention.common(Optional.empty())) {
            for (SizeRule size : FreeSizes.all()) {
                ModelSpec spec = convention.at(size).on(known);
                SideCar.write(spec, file);

                assertEquals(spec, SideCar.read(file));
            }
        }
    }

    @Test
    void sizeIsOnlySaidWhereItIsOpen() {
        ModelSpec known = ModelSpec.builder().size(SizeRule.fixed(5, 7)).build();

        ModelSpec fixed = of(SampleRange.UNIT, ChannelOrder.RGB).on(known);
        ModelSpec free =
                of(SampleRange.UNIT, ChannelOrder.RGB).at(SizeRule.shortEdge(9)).on(known);

        assertEquals(Optional.of(SizeRule.fixed(5, 7)), fixed.size());
        assertEquals(Optional.of(SizeRule.shortEdge(9)), free.size());
        assertEquals(
                "0 to 1, BGR, short edge 9",
                of(SampleRange.UNIT, ChannelOrder.BGR).at(SizeRule.shortEdge(9)).toString());
    }
}

package io.github.segmentation4j.examples.segment.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.segmentation4j.model.ChannelOrder;
import io.github.segmentation4j.model.ModelSpec;
import io.github.segmentation4j.model.SizeRule;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static final ProbePhoto PHOTO = ProbePhoto.of("photo", PickyModel.photo(3, 3));

    private static RankedConvention ranked(SampleRange range, ChannelOrder order, int edge, double share) {
        return ranked(range, order, edge, share, new Measures(0.4, 0.6, 0.9));
    }

    private static RankedConvention ranked(
            SampleRange range, ChannelOrder order, int edge, double share, Measures measures) {
        Convention convention = new Convention(range, order, Optional.of(SizeRule.shortEdge(edge)));
        return new RankedConvention(convention, measures, share, List.of());
    }

    private static ProbeResult result(int photos, RankedConvention... ranked) {
        return new ProbeResult(
                ModelSpec.builder().build(), Collections.nCopies(photos, PHOTO), List.of(ranked), Map.of());
    }

    @Test
    void winsAtEverySizeCountForTheConvention() {
        ProbeResult result = result(
                8,
                ranked(SampleRange.UNIT, ChannelOrder.RGB, 257, 0.5),
                ranked(SampleRange.UNIT, ChannelOrder.RGB, 513, 0.45),
                ranked(SampleRange.BYTES, ChannelOrder.RGB, 257, 0.05));

        assertEquals(Verdict.CLEAR, result.verdict());
        assertEquals(
                List.of(
                        "Suggested: 0 to 1, RGB, short edge 257.",
                        "It came first in 95% of the draws from 8 photos, its range of samples in 95%, its channel order"
                                + " in 100%.",
                        "Next is 0 to 255, RGB, short edge 257, with a total of 0.240 to 0.240.",
                        "A clear winner; a look at the contact sheet is still worth it."),
                result.lines().subList(5, 9));
    }

    @Test
    void mostDrawsMakeItLikely() {
        assertEquals(
                Verdict.LIKELY,
                result(
                                8,
                                ranked(SampleRange.UNIT, ChannelOrder.RGB, 257, 0.6),
                                ranked(SampleRange.UNIT, ChannelOrder.BGR, 257, 0.4))
                        .verdict());
    }

    @Test
    void fewerThanHalfOfTheDrawsDecideNothing() {
        assertEquals(
                Verdict.UNCLEAR,
                result(
                                8,
                                ranked(SampleRange.UNIT, ChannelOrder.RGB, 257, 0.4),
                                ranked(SampleRange.UNIT, ChannelOrder.BGR, 257, 0.6))
                        .verdict());
    }

    @Test
    void fewPhotosDecideNothing() {
        assertEquals(
                Verdict.UNCLEAR,
                result(4, ranked(SampleRange.UNIT, ChannelOrder.RGB, 257, 1)).verdict());
    }

    @Test
    void labelsThatHaveNothingToDoWithThePhotosAreNamedSo() {
        Measures bordersAnywhere = new Measures(0.4, 0.49, 1);
        Measures noAgreement = new Measures(0.01, 0.7, 1);

        assertEquals(
                Verdict.NONE,
                result(8, ranked(SampleRange.UNIT, ChannelOrder.RGB, 257, 1, bordersAnywhere))
                        .verdict());
        assertEquals(
                Verdict.NONE,
                result(8, ranked(SampleRange.UNIT, ChannelOrder.RGB, 257, 1, noAgreement))
                        .verdict());
    }
}

package io.github.segmentation4j.examples.segment.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.InferenceFailedException;
import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.Segmenter;
import io.github.segmentation4j.model.ChannelOrder;
import io.github.segmentation4j.model.ModelSpec;
import io.github.segmentation4j.model.SizeRule;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProbeRunTest {
    private static final int CONVENTIONS = 10;
    private static final int SIZES = 8;
    private static final ModelSpec NOTHING = ModelSpec.builder().build();

    private static Map<String, BufferedImage> photos() {
        Map<String, BufferedImage> photos = new LinkedHashMap<>();
        for (int i = 0; i < 6; i++) {
            photos.put("photo " + i, PickyModel.photo(5 * i, 3 * i));
        }
        return photos;
    }

    private static ProbeResult probe(PickyModel model) {
        return ProbeRun.run(model, NOTHING, photos(), convention -> {});
    }

    @Test
    void findsTheConventionThatTheNetworkWasMadeFor() {
        PickyModel model = PickyModel.ofFixedSize();

        ProbeResult result = probe(model);

        assertEquals(
                new Convention(SampleRange.PLUS_MINUS_ONE, ChannelOrder.RGB, Optional.empty()), result.suggestion());
        assertEquals(Verdict.CLEAR, result.verdict());
        assertEquals(CONVENTIONS, result.ranked().size());
        assertEquals(CONVENTIONS, model.opened.size());
        assertEquals(CONVENTIONS, model.closed);
    }

    @Test
    void ranksByTotalsAndSharesAllDraws() {
        List<RankedConvention> ranked = probe(PickyModel.ofFixedSize()).ranked();

        for (int i = 1; i < ranked.size(); i++) {
            assertTrue(ranked.get(i - 1).measures().total()
                    >= ranked.get(i).measures().total());
        }
        assertEquals(
                1, ranked.stream().mapToDouble(RankedConvention::firstShare).sum(), 1e-9);
    }

    @Test
    void saysTheSameTwice() {
        assertEquals(
                probe(PickyModel.ofFixedSize()).lines(),
                probe(PickyModel.ofFixedSize()).lines());
    }

    @Test
    void triesTheTwoBestAtEverySizeIfTheGraphTakesAny() {
        ProbeResult result = probe(PickyModel.ofFreeSize(size -> true));

        assertEquals(CONVENTIONS + 2 * (SIZES - 1), result.ranked().size());
        assertEquals(SampleRange.PLUS_MINUS_ONE, result.suggestion().range());
        assertTrue(result.suggestion().size().isPresent());
    }

    @Test
    void leavesOutSizesAtWhichTheNetworkFails() {
        ProbeResult result = probe(PickyModel.ofFreeSize(size -> size instanceof SizeRule.MultipleOf));

        assertEquals(SampleRange.PLUS_MINUS_ONE, result.suggestion().range());
        assertEquals(CONVENTIONS + 2 * (SIZES / 2 - 1), result.ranked().size());
        assertEquals(CONVENTIONS + 2 * (SIZES / 2 - 1), result.failures().size());
        assertTrue(result.lines().stream().anyMatch(line -> line.contains("does not run: The network does not run")));
    }

    @Test
    void aNetworkThatNeverRunsIsAnError() {
        InferenceFailedException e =
                assertThrows(InferenceFailedException.class, () -> probe(PickyModel.ofFreeSize(size -> false)));

        assertTrue(e.getMessage().startsWith("The network does not run"), e.getMessage());
    }

    @Test
    void moreThanTheConventionMustBeKnown() {
        ProbedModel nameless = new ProbedModel() {
            @Override
            public List<String> missing(ModelSpec spec) {
                return List.of("which output holds the scores");
            }

            @Override
            public Segmenter open(ModelSpec spec) {
                throw new AssertionError("opened though something is missing");
            }
        };

        InvalidModelException e = assertThrows(
                InvalidModelException.class, () -> ProbeRun.run(nameless, NOTHING, photos(), convention -> {}));

        assertTrue(e.getMessage().contains("which output holds the scores"), e.getMessage());
    }

    @Test
    void keepsWhatIsKnownAndReplacesTheConvention() {
        PickyModel model = PickyModel.ofFixedSize();
        ModelSpec known = ModelSpec.builder()
                .output("scores")
                .mean(1, 2, 3)
                .channelOrder(ChannelOrder.BGR)
                .build();

        ProbeResult result = ProbeRun.run(model, known, photos(), convention -> {});

        assertTrue(model.opened.stream().allMatch(spec -> spec.output().equals(Optional.of("scores"))));
        assertEquals(result.suggestion().on(known), result.suggestedSpec());
        assertEquals(Optional.of(ChannelOrder.RGB), result.suggestedSpec().channelOrder());
        assertEquals(Optional.of(List.of(1.0, 1.0, 1.0)), result.suggestedSpec().mean());
        assertEquals(Optional.of("scores"), result.suggestedSpec().output());
    }

    @Test
    void tellsWhatItTries() {
        List<String> told = new ArrayList<>();

        ProbeRun.run(PickyModel.ofFixedSize(), NOTHING, photos(), told::add);

        assertEquals(CONVENTIONS, told.size());
        assertEquals("ImageNet mean and deviation, RGB", told.get(0));
    }

    @Test
    void fewPhotosAreNeverClear() {
        Map<String, BufferedImage> one = Map.of("one", PickyModel.photo(10, 10));

        ProbeResult result = ProbeRun.run(PickyModel.ofFixedSize(), NOTHING, one, convention -> {});

        assertEquals(Verdict.UNCLEAR, result.verdict());
        assertTrue(result.lines().stream().anyMatch(line -> line.startsWith("Too few photos")));
    }

    @Test
    void withoutColorTheOrderOfChannelsIsOpen() {
        Map<String, BufferedImage> gray = new LinkedHashMap<>();
        photos().forEach((name, photo) -> gray.put(name, grayed(photo)));

        ProbeResult result = ProbeRun.run(PickyModel.ofFixedSize(), NOTHING, gray, convention -> {});

        assertEquals(SampleRange.PLUS_MINUS_ONE, result.suggestion().range());
        assertEquals(result.ranked().get(0).measures(), result.ranked().get(1).measures());
        assertNotEquals(
                result.ranked().get(0).convention().order(),
                result.ranked().get(1).convention().order());
    }

    private static BufferedImage grayed(BufferedImage photo) {
        BufferedImage gray = new BufferedImage(photo.getWidth(), photo.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
        for (int y = 0; y < photo.getHeight(); y++) {
            for (int x = 0; x < photo.getWidth(); x++) {
                gray.setRGB(x, y, (photo.getRGB(x, y) >> 16 & 0xFF) * 0x010101);
            }
        }
        return gray;
    }

    @Test
    void needsAPhoto() {
        assertThrows(
                IllegalArgumentException.class,
                () -> ProbeRun.run(PickyModel.ofFixedSize(), NOTHING, Map.of(), convention -> {}));
    }
}

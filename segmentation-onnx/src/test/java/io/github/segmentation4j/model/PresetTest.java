package io.github.segmentation4j.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.ClassNames;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PresetTest {

    @ParameterizedTest
    @EnumSource
    void isFoundByItsName(Preset preset) {
        assertEquals(preset, Preset.named(preset.key()));
    }

    @Test
    void anUnknownNameIsToldTheKnownOnes() {
        String message = assertThrows(IllegalArgumentException.class, () -> Preset.named("fcn_resnet18"))
                .getMessage();
        assertTrue(message.contains("fcn_resnet18"), message);
        assertTrue(message.contains("fcn_resnet50, fcn_resnet101, deeplabv3_resnet50"), message);
        assertTrue(message.contains("segformer") && message.contains("selfie_segmentation_landscape"), message);
    }

    @ParameterizedTest
    @EnumSource
    void saysAllOfThePreprocessingAndLeavesLayoutAndElementTypeToTheGraph(Preset preset) {
        assertTrue(preset.spec().preprocessing().isPresent());
        assertEquals(Optional.empty(), preset.spec().layout());
        assertEquals(Optional.empty(), preset.spec().elementType());
    }

    @ParameterizedTest
    @EnumSource
    void hasTheFilterOfTheBackendAskedForIfItIsOneOfHuggingFaces(Preset preset) {
        ModelSpec pil = preset.spec(ProcessorBackend.PIL);
        ModelSpec torchvision = preset.spec(ProcessorBackend.TORCHVISION);
        assertEquals(preset.spec(), torchvision);
        if (preset.spec().processor().isEmpty()) {
            assertEquals(pil, torchvision);
            return;
        }
        assertEquals(Optional.of(ProcessorBackend.TORCHVISION), torchvision.processor());
        assertEquals(
                torchvision.resampling().orElseThrow().name().replace("TORCHVISION_", "PILLOW_"),
                pil.resampling().orElseThrow().name());
        assertEquals(torchvision, pil.withProcessor(ProcessorBackend.TORCHVISION));
        assertEquals(
                torchvision.preprocessing().map(steps -> steps.withProcessor(ProcessorBackend.PIL)),
                pil.preprocessing());
    }

    @Test
    void eightPresetsAreHuggingFaces() {
        assertEquals(
                8,
                Arrays.stream(Preset.values())
                        .filter(preset -> preset.spec().processor().isPresent())
                        .count());
    }

    /** Worked out by hand from each project's rule. */
    @ParameterizedTest
    @CsvSource({
        "fcn_resnet50, 640, 480, 693, 520",
        "segformer, 640, 480, 512, 512",
        "beit, 640, 480, 640, 640",
        "dpt, 640, 480, 480, 480",
        "mobilevit, 640, 480, 725, 544",
        "mobilenet_v2_deeplab, 480, 640, 545, 726",
        // 512 and int(682.67), then up to multiples of 32
        "mask2former, 640, 480, 704, 512",
        // 512 and 10240 would pass 2048: 102 and 2048, then up
        "mask2former, 20, 400, 128, 2048",
        "oneformer, 640, 480, 1066, 800",
        "oneformer, 1000, 500, 1333, 666",
        // scale min(2048 / 640, 1024 / 480), one half added
        "pspnet, 640, 480, 1365, 1024",
        "pspnet, 1024, 2048, 1024, 2048",
        "segnext, 640, 480, 683, 512",
        "unet, 641, 480, 641, 480",
        "u2net, 640, 480, 320, 320",
        // 512 and int(682.67), then down to multiples of 32
        "modnet, 640, 480, 672, 512",
        "modnet, 480, 640, 512, 672",
        "pp_humanseg, 640, 480, 192, 192",
        "pp_humanseg_portrait, 640, 480, 256, 144",
        "selfie_segmentation, 640, 480, 256, 256",
        "selfie_segmentation_landscape, 640, 480, 256, 144"
    })
    void resizesByItsProjectsRule(String key, int width, int height, int newWidth, int newHeight) {
        SizeRule rule = Preset.named(key).spec().size().orElseThrow();
        assertEquals(new ImageSize(newWidth, newHeight), rule.apply(width, height));
    }

    @ParameterizedTest
    @CsvSource({
        "lraspp_mobilenet_v3_large, 21, LOGITS",
        "mobilevit, 21, LOGITS",
        "mobilenet_v2_deeplab, 21, LOGITS",
        "segformer, 150, LOGITS",
        "beit, 150, LOGITS",
        "dpt, 150, LOGITS",
        "upernet, 150, LOGITS",
        "mask2former, 150, MASK_QUERIES",
        "oneformer, 150, MASK_QUERIES",
        "pspnet, 19, LOGITS",
        "deeplabv3plus, 19, LOGITS",
        "bisenetv1, 19, LOGITS",
        "bisenetv2, 19, LOGITS",
        "pidnet, 19, LOGITS",
        "segnext, 150, LOGITS",
        "u2net, 2, PROBABILITIES",
        "modnet, 2, PROBABILITIES",
        "selfie_segmentation, 2, PROBABILITIES"
    })
    void knowsClassesAndMeaningOfItsScores(String key, int classes, OutputKind kind) {
        ModelSpec spec = Preset.named(key).spec();
        assertEquals(classes, spec.classNames().orElseThrow().size());
        assertEquals(Optional.of(kind), spec.outputKind());
    }

    @Test
    void leavesOpenWhatItsUserDecides() {
        assertEquals(Optional.empty(), Preset.UNET.spec().classNames());
        assertEquals(Optional.of(OutputKind.LOGITS), Preset.UNET.spec().outputKind());
        assertEquals(Optional.empty(), Preset.PP_HUMANSEG.spec().outputKind());
        assertEquals(
                Optional.of(ClassNames.of("background", "person")),
                Preset.PP_HUMANSEG.spec().classNames());
    }
}

package io.github.segmentation4j.model.file;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.model.ChannelOrder;
import io.github.segmentation4j.model.ElementType;
import io.github.segmentation4j.model.Normalization;
import io.github.segmentation4j.model.OutputKind;
import io.github.segmentation4j.model.PaddingSide;
import io.github.segmentation4j.model.Placement;
import io.github.segmentation4j.model.ProcessorBackend;
import io.github.segmentation4j.model.Resampling;
import io.github.segmentation4j.model.SizeRule;
import io.github.segmentation4j.model.TensorLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The words of a side-car, each with what it means. */
final class SideCarWords {
    static final int VERSION = 1;

    static final Map<String, ChannelOrder> CHANNEL_ORDERS = words(ChannelOrder.values(), Enum::name);
    static final Map<String, Resampling> RESAMPLINGS = words(Resampling.values(), SideCarWords::lowerCase);
    static final Map<String, ProcessorBackend> PROCESSORS = words(ProcessorBackend.values(), SideCarWords::lowerCase);
    static final Map<String, Resampling> LABEL_RESAMPLINGS =
            words(new Resampling[] {Resampling.PILLOW_NEAREST, Resampling.OPENCV_NEAREST}, SideCarWords::lowerCase);
    static final Map<String, TensorLayout> LAYOUTS = words(TensorLayout.values(), Enum::name);
    static final Map<String, ElementType> ELEMENT_TYPES = words(ElementType.values(), SideCarWords::lowerCase);
    static final Map<String, OutputKind> OUTPUT_KINDS = words(OutputKind.values(), SideCarWords::lowerCase);
    static final Map<String, PaddingSide> PADDING_SIDES = words(PaddingSide.values(), SideCarWords::lowerCase);

    static final Map<String, Placement> PLACEMENTS = words(Placement.values(), SideCarWords::lowerCase);
    static final Map<String, SizeRule.WithinBox.Rounding> ROUNDINGS =
            words(SizeRule.WithinBox.Rounding.values(), SideCarWords::lowerCase);

    /** Means and deviations of red, green and blue; for a network that takes blue first they are turned round. */
    static final Map<String, Normalization> NORMALIZATIONS = Map.of(
            "imagenet", Normalization.imageNet(),
            "unit", Normalization.unit(),
            "plus_minus_one", Normalization.plusMinusOne(),
            "none", Normalization.none());

    static final Map<String, ClassNames> VOCABULARIES = Map.of(
            "pascal_voc", ClassNames.pascalVoc(),
            "cityscapes", ClassNames.cityscapes(),
            "ade20k", ClassNames.ade20k());

    static final String NONE = "none";
    static final String AS_IS = "as_is";
    static final String DROP = "drop";
    static final String UNIT_SCALE = "1/255";

    private SideCarWords() {}

    /** Returns the word for a value, if there is one. */
    static <T> Optional<String> word(Map<String, T> words, T value) {
        return words.entrySet().stream()
                .filter(entry -> entry.getValue().equals(value))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** True if a normalization of red, green and blue can be one of the channels that a network takes. */
    static boolean isFor(Normalization rgb, Optional<ChannelOrder> order) {
        return order.orElse(ChannelOrder.RGB).channels().orElse(1) == rgb.channels() || rgb.isUniform();
    }

    /**
     * Returns a normalization of red, green and blue in the order in which a network takes them, or for another number of
     * channels.
     *
     * @throws IllegalArgumentException if it has another number of channels, and mean or std differ from channel to channel
     */
    static Normalization inOrder(Normalization rgb, Optional<ChannelOrder> order) {
        int channels = order.orElse(ChannelOrder.RGB).channels().orElse(1);
        if (channels != rgb.channels()) {
            return rgb.forChannels(channels);
        }
        return order.filter(known -> known == ChannelOrder.BGR).isEmpty()
                ? rgb
                : new Normalization(rgb.scale(), reversed(rgb.mean()), reversed(rgb.std()));
    }

    private static List<Double> reversed(List<Double> values) {
        List<Double> reversed = new ArrayList<>(values);
        Collections.reverse(reversed);
        return reversed;
    }

    private static String lowerCase(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static <E extends Enum<E>> Map<String, E> words(E[] constants, Function<E, String> word) {
        return Arrays.stream(constants)
                .collect(Collectors.toMap(word, Function.identity(), (a, b) -> a, LinkedHashMap::new));
    }
}

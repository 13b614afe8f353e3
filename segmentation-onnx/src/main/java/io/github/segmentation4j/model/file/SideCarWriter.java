package io.github.segmentation4j.model.file;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.model.AlphaHandling;
import io.github.segmentation4j.model.Crop;
import io.github.segmentation4j.model.ModelSpec;
import io.github.segmentation4j.model.Normalization;
import io.github.segmentation4j.model.Padding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Turns a description into the JSON of a side-car, in the words that a person would use. */
final class SideCarWriter {
    private SideCarWriter() {}

    /** Returns what {@link SideCarReader} reads as this description. */
    static Map<String, Object> json(ModelSpec spec) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(SideCarReader.VERSION, SideCarWords.VERSION);
        putUnlessEmpty(json, SideCarReader.INPUT, input(spec));
        putUnlessEmpty(json, SideCarReader.OUTPUT, output(spec));
        spec.classNames().ifPresent(names -> putClasses(json, names));
        return json;
    }

    private static void putUnlessEmpty(Map<String, Object> json, String key, Map<String, Object> value) {
        if (!value.isEmpty()) {
            json.put(key, value);
        }
    }

    private static Map<String, Object> input(ModelSpec spec) {
        Map<String, Object> json = new LinkedHashMap<>();
        spec.input().ifPresent(name -> json.put(SideCarReader.NAME, name));
        spec.size().ifPresent(rule -> json.put(SideCarReader.SIZE, SizeRuleJson.json(rule)));
        putWord(json, SideCarReader.RESAMPLING, SideCarWords.RESAMPLINGS, spec.resampling());
        putWord(json, SideCarReader.PROCESSOR, SideCarWords.PROCESSORS, spec.processor());
        spec.crop().ifPresent(crop -> json.put(SideCarReader.CROP, crop(crop)));
        putWord(json, SideCarReader.CHANNEL_ORDER, SideCarWords.CHANNEL_ORDERS, spec.channelOrder());
        putNormalization(json, spec);
        spec.padding().ifPresent(padding -> json.put(SideCarReader.PADDING, padding(padding)));
        spec.alphaHandling().ifPresent(alpha -> json.put(SideCarReader.ALPHA, alpha(alpha)));
        putWord(json, SideCarReader.LAYOUT, SideCarWords.LAYOUTS, spec.layout());
        putWord(json, SideCarReader.ELEMENT_TYPE, SideCarWords.ELEMENT_TYPES, spec.elementType());
        return json;
    }

    private static Map<String, Object> output(ModelSpec spec) {
        Map<String, Object> json = new LinkedHashMap<>();
        spec.output().ifPresent(name -> json.put(SideCarReader.NAME, name));
        spec.maskOutput().ifPresent(name -> json.put(SideCarReader.MASKS, name));
        spec.maskSize().ifPresent(size -> json.put(SideCarReader.MASK_SIZE, SizeRuleJson.json(size)));
        putWord(json, SideCarReader.KIND, SideCarWords.OUTPUT_KINDS, spec.outputKind());
        putWord(json, SideCarReader.LAYOUT, SideCarWords.LAYOUTS, spec.outputLayout());
        putWord(json, SideCarReader.RESAMPLING, SideCarWords.LABEL_RESAMPLINGS, spec.labelResampling());
        spec.threshold().ifPresent(value -> json.put(SideCarReader.THRESHOLD, value));
        putWord(json, SideCarReader.PLACEMENT, SideCarWords.PLACEMENTS, spec.placement());
        return json;
    }

    private static <T> void putWord(Map<String, Object> json, String key, Map<String, T> words, Optional<T> value) {
        value.flatMap(known -> SideCarWords.word(words, known)).ifPresent(word -> json.put(key, word));
    }

    private static void putNormalization(Map<String, Object> json, ModelSpec spec) {
        Optional<String> word = SideCarWords.NORMALIZATIONS.entrySet().stream()
                .filter(known -> isSaid(known.getValue(), spec))
                .map(Map.Entry::getKey)
                .findFirst();
        if (word.isPresent()) {
            json.put(SideCarReader.NORMALIZATION, word.get());
            return;
        }
        spec.scale()
                .ifPresent(scale -> json.put(
                        SideCarReader.SCALE, scale == Normalization.UNIT_SCALE ? SideCarWords.UNIT_SCALE : scale));
        spec.mean().ifPresent(mean -> json.put(SideCarReader.MEAN, mean));
        spec.std().ifPresent(std -> json.put(SideCarReader.STD, std));
    }

    /** True if a normalization of red, green and blue, read beside this channel order, is what a description says. */
    private static boolean isSaid(Normalization rgb, ModelSpec spec) {
        if (!SideCarWords.isFor(rgb, spec.channelOrder())) {
            return false;
        }
        Normalization read = SideCarWords.inOrder(rgb, spec.channelOrder());
        return spec.scale().equals(Optional.of(read.scale()))
                && spec.mean().equals(Optional.of(read.mean()))
                && spec.std().equals(Optional.of(read.std()));
    }

    private static Object crop(Crop crop) {
        return crop instanceof Crop.Center center
                ? Map.of(SideCarReader.CENTER, SizeRuleJson.json(center.size()))
                : SideCarWords.NONE;
    }

    private static Object padding(Padding padding) {
        if (!(padding instanceof Padding.Extend extend)) {
            return SideCarWords.NONE;
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(SideCarReader.TO, SizeRuleJson.json(extend.to()));
        putWord(json, SideCarReader.SIDE, SideCarWords.PADDING_SIDES, Optional.of(extend.side()));
        if (extend.fill() instanceof Padding.Fill.Color color) {
            json.put(SideCarReader.COLOR, color(color));
        } else if (extend.fill() instanceof Padding.Fill.Input input) {
            json.put(SideCarReader.VALUE, input.value());
        }
        return json;
    }

    private static Object color(Padding.Fill.Color color) {
        return color.isGray() ? color.red() : List.of(color.red(), color.green(), color.blue());
    }

    private static Object alpha(AlphaHandling alpha) {
        return alpha instanceof AlphaHandling.CompositeOn color
                ? String.format(Locale.ROOT, "#%06x", color.rgb())
                : SideCarWords.DROP;
    }

    private static void putClasses(Map<String, Object> json, ClassNames names) {
        Optional<String> vocabulary = SideCarWords.word(SideCarWords.VOCABULARIES, names);
        json.put(SideCarReader.CLASSES, vocabulary.isPresent() ? vocabulary.get() : names.names());
        if (vocabulary.isEmpty()) {
            names.ignoredLabel().ifPresent(label -> json.put(SideCarReader.IGNORED_LABEL, label));
        }
    }
}

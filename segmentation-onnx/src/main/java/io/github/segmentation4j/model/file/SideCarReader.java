package io.github.segmentation4j.model.file;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.model.AlphaHandling;
import io.github.segmentation4j.model.ChannelOrder;
import io.github.segmentation4j.model.Crop;
import io.github.segmentation4j.model.ImageSize;
import io.github.segmentation4j.model.ModelSpec;
import io.github.segmentation4j.model.Normalization;
import io.github.segmentation4j.model.Padding;
import io.github.segmentation4j.model.PaddingSide;
import io.github.segmentation4j.model.SizeRule;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns the JSON of a side-car into a description. */
final class SideCarReader {
    static final String VERSION = "version";
    static final String INPUT = "input";
    static final String OUTPUT = "output";
    static final String CLASSES = "classes";
    static final String IGNORED_LABEL = "ignored_label";

    static final String NAME = "name";
    static final String SIZE = "size";
    static final String RESAMPLING = "resampling";
    static final String PROCESSOR = "processor";
    static final String CROP = "crop";
    static final String CENTER = "center";
    static final String CHANNEL_ORDER = "channel_order";
    static final String NORMALIZATION = "normalization";
    static final String SCALE = "scale";
    static final String MEAN = "mean";
    static final String STD = "std";
    static final String PADDING = "padding";
    static final String TO = "to";
    static final String SIDE = "side";
    static final String COLOR = "color";
    static final String VALUE = "value";
    static final String ALPHA = "alpha";
    static final String LAYOUT = "layout";
    static final String ELEMENT_TYPE = "element_type";
    static final String MASKS = "masks";
    static final String MASK_SIZE = "mask_size";
    static final String KIND = "kind";
    static final String THRESHOLD = "threshold";
    static final String PLACEMENT = "placement";

    /** The keys of a side-car; of the two that are not read, editors take the one and people the other. */
    static final Set<String> KEYS = Set.of(VERSION, INPUT, OUTPUT, CLASSES, IGNORED_LABEL, "$schema", "description");

    static final Set<String> INPUT_KEYS = Set.of(
            NAME,
            SIZE,
            RESAMPLING,
            PROCESSOR,
            CROP,
            CHANNEL_ORDER,
            NORMALIZATION,
            SCALE,
            MEAN,
            STD,
            PADDING,
            ALPHA,
            LAYOUT,
            ELEMENT_TYPE);

    static final Set<String> OUTPUT_KEYS =
            Set.of(NAME, MASKS, MASK_SIZE, KIND, LAYOUT, RESAMPLING, THRESHOLD, PLACEMENT);
    static final Set<String> CROP_KEYS = Set.of(CENTER);
    static final Set<String> PADDING_KEYS = Set.of(TO, SIDE, COLOR, VALUE);

    private static final Pattern QUOTIENT = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)/(\\d{1,9}(?:\\.\\d{1,9})?)");
    private static final Pattern WEB_COLOR = Pattern.compile("#(\\p{XDigit}{6})");
    private static final int HEXADECIMAL = 16;
    private static final int CHANNELS = 3;

    private final ModelSpec.Builder spec = ModelSpec.builder();

    private SideCarReader() {}

    static ModelSpec read(JsonFields json) {
        json.refuseKeysBeyond(KEYS);
        if (json.requiredInteger(VERSION) != SideCarWords.VERSION) {
            throw json.wrong(VERSION, "version " + SideCarWords.VERSION + ", the one that this library reads,");
        }
        SideCarReader reader = new SideCarReader();
        json.object(INPUT).ifPresent(reader::input);
        json.object(OUTPUT).ifPresent(reader::output);
        reader.classes(json);
        return reader.spec.build();
    }

    private void input(JsonFields input) {
        input.refuseKeysBeyond(INPUT_KEYS);
        input.text(NAME).ifPresent(spec::input);
        if (input.has(SIZE)) {
            spec.size(SizeRuleJson.read(input, SIZE));
        }
        word(input, RESAMPLING, SideCarWords.RESAMPLINGS).ifPresent(spec::resampling);
        word(input, PROCESSOR, SideCarWords.PROCESSORS).ifPresent(spec::processor);
        if (input.has(CROP)) {
            spec.crop(crop(input));
        }
        Optional<ChannelOrder> order = word(input, CHANNEL_ORDER, SideCarWords.CHANNEL_ORDERS);
        order.ifPresent(spec::channelOrder);
        normalization(input, order);
        if (input.has(PADDING)) {
            spec.padding(padding(input));
        }
        input.text(ALPHA).ifPresent(text -> spec.alphaHandling(alpha(input, text)));
        word(input, LAYOUT, SideCarWords.LAYOUTS).ifPresent(spec::layout);
        word(input, ELEMENT_TYPE, SideCarWords.ELEMENT_TYPES).ifPresent(spec::elementType);
    }

    private void output(JsonFields output) {
        output.refuseKeysBeyond(OUTPUT_KEYS);
        output.text(NAME).ifPresent(spec::output);
        output.text(MASKS).ifPresent(spec::maskOutput);
        if (output.has(MASK_SIZE)) {
            spec.maskSize(SizeRuleJson.imageSize(output, MASK_SIZE));
        }
        word(output, KIND, SideCarWords.OUTPUT_KINDS).ifPresent(spec::outputKind);
        word(output, LAYOUT, SideCarWords.LAYOUTS).ifPresent(spec::outputLayout);
        word(output, RESAMPLING, SideCarWords.LABEL_RESAMPLINGS).ifPresent(spec::labelResampling);
        word(output, PLACEMENT, SideCarWords.PLACEMENTS).ifPresent(spec::placement);
        output.number(THRESHOLD).ifPresent(value -> output.made(THRESHOLD, () -> spec.threshold(value)));
    }

    /** Reads one of the known words. */
    static <T> Optional<T> word(JsonFields json, String key, Map<String, T> words) {
        return json.text(key).map(text -> {
            T meaning = words.get(text);
            if (meaning == null) {
                String all = "one of " + String.join(", ", new TreeSet<>(words.keySet()));
                throw json.wrong(
                        key,
                        Spelling.nearest(text, words.keySet())
                                .map(near -> near + ", or another " + all + ",")
                                .orElse(all));
            }
            return meaning;
        });
    }

    private static Crop crop(JsonFields input) {
        if (input.holds(CROP, SideCarWords.NONE)) {
            return Crop.none();
        }
        if (!input.isObject(CROP)) {
            throw input.wrong(CROP, "\"none\" or an object such as {\"center\": {\"width\": 512, \"height\": 512}}");
        }
        JsonFields crop = input.object(CROP).orElseThrow();
        crop.refuseKeysBeyond(CROP_KEYS);
        ImageSize kept = SizeRuleJson.imageSize(crop, CENTER);
        return Crop.center(kept.width(), kept.height());
    }

    private void normalization(JsonFields input, Optional<ChannelOrder> order) {
        Optional<Normalization> whole = word(input, NORMALIZATION, SideCarWords.NORMALIZATIONS);
        if (whole.isPresent()) {
            for (String part : List.of(SCALE, MEAN, STD)) {
                if (input.has(part)) {
                    throw input.invalid("has both " + NORMALIZATION + " and " + part + ": keep one of them");
                }
            }
            input.made(NORMALIZATION, () -> spec.normalization(SideCarWords.inOrder(whole.get(), order)));
            return;
        }
        if (input.has(SCALE)) {
            double scale = scale(input);
            input.made(SCALE, () -> spec.scale(scale));
        }
        channels(input, MEAN, order).ifPresent(values -> input.made(MEAN, () -> spec.mean(values)));
        channels(input, STD, order).ifPresent(values -> input.made(STD, () -> spec.std(values)));
        input.made(input.has(STD) ? STD : MEAN, spec::build);
    }

    private static double scale(JsonFields input) {
        if (input.isNumber(SCALE)) {
            return input.number(SCALE).orElseThrow();
        }
        Matcher quotient =
                QUOTIENT.matcher(input.isText(SCALE) ? input.text(SCALE).orElseThrow() : "");
        if (!quotient.matches()) {
            throw input.wrong(SCALE, "a number, or a quotient such as \"1/255\",");
        }
        return Double.parseDouble(quotient.group(1)) / Double.parseDouble(quotient.group(2));
    }

    /** Reads a value for each channel, or one for all of them; of bands, of which nobody knows the number yet, that one. */
    private static Optional<List<Double>> channels(JsonFields input, String key, Optional<ChannelOrder> order) {
        if (!input.has(key)) {
            return Optional.empty();
        }
        if (input.isNumber(key)) {
            int count = order.orElse(ChannelOrder.RGB).channels().orElse(1);
            return input.number(key).map(value -> Collections.nCopies(count, value));
        }
        if (!input.isList(key)) {
            throw input.wrong(key, "a list of a number for each channel, or one number for all of them,");
        }
        return input.numbers(key);
    }

    private static Padding padding(JsonFields input) {
        if (input.holds(PADDING, SideCarWords.NONE)) {
            return Padding.none();
        }
        if (!input.isObject(PADDING)) {
            throw input.wrong(PADDING, "\"none\" or an object such as {\"to\": {\"multiple_of\": 32}}");
        }
        JsonFields padding = input.object(PADDING).orElseThrow();
        padding.refuseKeysBeyond(PADDING_KEYS);
        if (padding.has(COLOR) && padding.has(VALUE)) {
            throw padding.invalid("has both " + COLOR + " and " + VALUE + ": keep one of them");
        }
        SizeRule to = SizeRuleJson.read(padding, TO);
        PaddingSide side = word(padding, SIDE, SideCarWords.PADDING_SIDES).orElse(PaddingSide.BOTTOM_RIGHT);
        Padding empty = Padding.to(to).withSide(side);
        return padding.has(COLOR)
                ? padding.made(COLOR, () -> colored(empty, padding))
                : padding.made(
                        VALUE, () -> empty.withInput(padding.number(VALUE).orElse(0.0)));
    }

    private static Padding colored(Padding empty, JsonFields padding) {
        if (padding.isNumber(COLOR)) {
            return empty.withGray(padding.requiredInteger(COLOR));
        }
        String expected = "a gray such as 114, or three whole numbers for red, green and blue,";
        if (!padding.isList(COLOR)) {
            throw padding.wrong(COLOR, expected);
        }
        List<Integer> samples = new ArrayList<>();
        for (double sample : padding.numbers(COLOR).orElseThrow()) {
            if (sample != Math.rint(sample)) {
                throw padding.wrong(COLOR, expected);
            }
            samples.add((int) sample);
        }
        if (samples.size() != CHANNELS) {
            throw padding.wrong(COLOR, expected);
        }
        return empty.withColor(new Color(samples.get(0), samples.get(1), samples.get(2)));
    }

    private static AlphaHandling alpha(JsonFields input, String text) {
        if (text.equals(SideCarWords.DROP)) {
            return AlphaHandling.drop();
        }
        Matcher color = WEB_COLOR.matcher(text);
        if (!color.matches()) {
            throw input.wrong(ALPHA, "\"drop\", or the color of a background such as \"#ffffff\",");
        }
        return AlphaHandling.compositeOn(Integer.parseInt(color.group(1), HEXADECIMAL));
    }

    private void classes(JsonFields json) {
        if (!json.has(CLASSES)) {
            if (json.has(IGNORED_LABEL)) {
                throw json.invalid("has " + IGNORED_LABEL + ", but no " + CLASSES + ": add them, or leave it out");
            }
            return;
        }
        ClassNames names = json.made(CLASSES, () -> classNames(json));
        spec.classNames(json.integer(IGNORED_LABEL)
                .map(label -> json.made(IGNORED_LABEL, () -> names.ignoring(label)))
                .orElse(names));
    }

    private static ClassNames classNames(JsonFields json) {
        if (json.isText(CLASSES)) {
            return word(json, CLASSES, SideCarWords.VOCABULARIES).orElseThrow();
        }
        if (json.isList(CLASSES)) {
            return ClassNames.of(json.texts(CLASSES).orElseThrow());
        }
        if (!json.isObject(CLASSES)) {
            throw json.wrong(
                    CLASSES,
                    "a list of names, an object such as {\"0\": \"sky\"}, or one of "
                            + String.join(", ", new TreeSet<>(SideCarWords.VOCABULARIES.keySet())));
        }
        return ClassNames.of(namesById(json.object(CLASSES).orElseThrow()));
    }

    /** Returns the names of an object whose keys are the numbers from 0 on. */
    static List<String> namesById(JsonFields byId) {
        int count = byId.keys().size();
        List<String> names = new ArrayList<>();
        for (int id = 0; id < count; id++) {
            int wanted = id;
            names.add(byId.text(String.valueOf(id))
                    .orElseThrow(() -> byId.invalid("has " + count + " names, but none for class " + wanted
                            + ": number them from 0 to " + (count - 1))));
        }
        return names;
    }
}

package io.github.segmentation4j.model;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.InvalidModelException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the keys of a side-car into a description. */
final class SideCarReader {
    static final int VERSION = 1;

    static final Set<String> TOP = Set.of("$schema", "version", "comment", "input", "output", "classes");
    static final Set<String> INPUT = Set.of(
            "name",
            "alpha",
            "channel_order",
            "size",
            "resampling",
            "crop",
            "normalization",
            "scale",
            "mean",
            "std",
            "padding",
            "layout",
            "element_type");
    static final Set<String> OUTPUT = Set.of("name", "masks", "mask_size", "kind", "layout", "threshold");

    private static final Pattern FRACTION = Pattern.compile("\\s*([0-9.]+)\\s*/\\s*([0-9.]+)\\s*");
    private static final Pattern COLOR = Pattern.compile("#([0-9a-fA-F]{6})");
    private static final int HEXADECIMAL = 16;

    private final String file;

    SideCarReader(String file) {
        this.file = file;
    }

    ModelSpec spec(JsonFields fields) {
        try {
            fields.refuseKeysBeyond(TOP, "the side-car");
            int version = fields.integer("version").orElse(VERSION);
            if (version != VERSION) {
                throw fields.wrong("version", "version " + VERSION, version);
            }
            ModelSpec.Builder spec = ModelSpec.builder();
            fields.object("input").ifPresent(input -> input(input, spec));
            fields.object("output").ifPresent(output -> output(output, spec));
            classes(fields).ifPresent(spec::classNames);
            return spec.build();
        } catch (IllegalArgumentException e) {
            throw new InvalidModelException(file + " has a value that cannot be used: " + e.getMessage(), e);
        }
    }

    private static void input(JsonFields input, ModelSpec.Builder spec) {
        input.refuseKeysBeyond(INPUT, "input");
        input.text("name").ifPresent(spec::input);
        alpha(input).ifPresent(spec::alphaHandling);
        choice(input, "channel_order", ChannelOrder.values()).ifPresent(spec::channelOrder);
        if (input.keys().contains("size")) {
            spec.size(SideCarSizes.size(input));
        }
        choice(input, "resampling", Resampling.values()).ifPresent(spec::resampling);
        if (input.keys().contains("crop")) {
            spec.crop(SideCarSizes.crop(input));
        }
        normalization(input, spec);
        if (input.keys().contains("padding")) {
            spec.padding(SideCarSizes.padding(input));
        }
        choice(input, "layout", TensorLayout.values()).ifPresent(spec::layout);
        choice(input, "element_type", ElementType.values()).ifPresent(spec::elementType);
    }

    private static Optional<AlphaHandling> alpha(JsonFields input) {
        return input.text("alpha").map(text -> {
            if (text.equals("drop")) {
                return AlphaHandling.drop();
            }
            Matcher color = COLOR.matcher(text);
            if (!color.matches()) {
                throw input.wrong("alpha", "drop, or a background color such as \"#ffffff\",", text);
            }
            return new AlphaHandling.CompositeOn(Integer.parseInt(color.group(1), HEXADECIMAL));
        });
    }

    private static void normalization(JsonFields input, ModelSpec.Builder spec) {
        Optional<String> name = input.text("normalization");
        if (name.isPresent()) {
            for (String single : List.of("scale", "mean", "std")) {
                if (input.keys().contains(single)) {
                    throw input.wrong(
                            "normalization",
                            "either that or scale, mean and std, not " + single + " as well,",
                            name.get());
                }
            }
            spec.normalization(NamedNormalization.of(input, name.get()));
        }
        scale(input).ifPresent(spec::scale);
        perChannel(input, "mean").ifPresent(values -> spec.mean(values));
        perChannel(input, "std").ifPresent(values -> spec.std(values));
    }

    /** The normalizations that have a name of their own. */
    enum NamedNormalization {
        IMAGENET(Normalization.imageNet()),
        PLUS_MINUS_ONE(Normalization.plusMinusOne()),
        UNIT(Normalization.unit()),
        NONE(Normalization.none());

        // A record of immutable lists, which Error Prone cannot know.
        @SuppressWarnings("ImmutableEnumChecker")
        private final Normalization normalization;

        NamedNormalization(Normalization normalization) {
            this.normalization = normalization;
        }

        Normalization normalization() {
            return normalization;
        }

        private static Normalization of(JsonFields input, String name) {
            return choice(input, "normalization", name, values()).normalization;
        }
    }

    private static Optional<Double> scale(JsonFields input) {
        if (input.is("scale", String.class)) {
            return input.text("scale").map(text -> {
                Matcher fraction = FRACTION.matcher(text);
                try {
                    if (fraction.matches()) {
                        return Double.parseDouble(fraction.group(1)) / Double.parseDouble(fraction.group(2));
                    }
                } catch (NumberFormatException e) {
                    throw input.wrong("scale", "a number or a fraction such as \"1/255\"", text);
                }
                throw input.wrong("scale", "a number or a fraction such as \"1/255\"", text);
            });
        }
        return input.number("scale");
    }

    private static Optional<List<Double>> perChannel(JsonFields input, String key) {
        if (input.is(key, Number.class)) {
            return input.number(key).map(value -> List.of(value, value, value));
        }
        Optional<List<Double>> values = input.numbers(key);
        if (values.isPresent() && values.get().size() != Normalization.CHANNELS) {
            throw input.wrong(
                    key, "one number, or three in the order in which the network takes the channels,", values.get());
        }
        return values;
    }

    private static void output(JsonFields output, ModelSpec.Builder spec) {
        output.refuseKeysBeyond(OUTPUT, "output");
        output.text("name").ifPresent(spec::output);
        output.text("masks").ifPresent(spec::maskOutput);
        if (output.keys().contains("mask_size")) {
            spec.maskSize(SideCarSizes.sides(output, "mask_size"));
        }
        choice(output, "kind", OutputKind.values()).ifPresent(spec::outputKind);
        choice(output, "layout", TensorLayout.values()).ifPresent(spec::outputLayout);
        output.number("threshold").ifPresent(spec::threshold);
    }

    private static Optional<ClassNames> classes(JsonFields fields) {
        if (fields.is("classes", String.class)) {
            return fields.text("classes").map(name -> switch (name) {
                case "pascal_voc" -> ClassNames.pascalVoc();
                case "cityscapes" -> ClassNames.cityscapes();
                case "ade20k" -> ClassNames.ade20k();
                default -> throw fields.wrong("classes", "a list of names, or pascal_voc, cityscapes or ade20k,", name);
            });
        }
        if (fields.is("classes", List.class)) {
            return fields.texts("classes").map(ClassNames::of);
        }
        return fields.object("classes").map(byId -> {
            List<String> names = new ArrayList<>();
            for (int id = 0; id < byId.keys().size(); id++) {
                int wanted = id;
                names.add(byId.text(String.valueOf(id))
                        .orElseThrow(() -> fields.wrong(
                                "classes", "a name for every class from 0 on, also for " + wanted + ",", byId.keys())));
            }
            return ClassNames.of(names);
        });
    }

    static <T extends Enum<T>> Optional<T> choice(JsonFields fields, String key, T[] values) {
        return fields.text(key).map(text -> choice(fields, key, text, values));
    }

    /** Returns the constant of this name, in upper or lower case. */
    static <T extends Enum<T>> T choice(JsonFields fields, String key, String text, T[] values) {
        return Arrays.stream(values)
                .filter(value -> value.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> fields.wrong(
                        key,
                        "one of "
                                + Arrays.stream(values)
                                        .map(value -> value.name().toLowerCase(Locale.ROOT))
                                        .collect(Collectors.joining(", ")),
                        text));
    }
}

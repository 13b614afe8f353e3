package io.github.segmentation4j.model;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonWriter;
import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.model.SideCarReader.NamedNormalization;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Writes a description as a side-car, in the keys that {@link SideCarReader} reads. */
final class SideCarWriter {
    private static final String INDENT = "  ";

    private SideCarWriter() {}

    static String json(ModelSpec spec) {
        JsonObject whole = new JsonObject();
        whole.put("version", SideCarReader.VERSION);
        JsonObject input = input(spec);
        if (!input.isEmpty()) {
            whole.put("input", input);
        }
        JsonObject output = output(spec);
        if (!output.isEmpty()) {
            whole.put("output", output);
        }
        spec.classNames().ifPresent(names -> whole.put("classes", classes(names)));
        return JsonWriter.indent(INDENT).string().object(whole).done() + "\n";
    }

    private static JsonObject input(ModelSpec spec) {
        JsonObject input = new JsonObject();
        spec.input().ifPresent(name -> input.put("name", name));
        spec.alphaHandling().ifPresent(alpha -> input.put("alpha", alpha(alpha)));
        spec.channelOrder().ifPresent(order -> input.put("channel_order", order.name()));
        spec.size().ifPresent(size -> input.put("size", size(size)));
        spec.resampling().ifPresent(filter -> input.put("resampling", lower(filter)));
        spec.crop().ifPresent(crop -> input.put("crop", crop(crop)));
        normalization(spec, input);
        spec.padding().ifPresent(padding -> input.put("padding", padding(padding)));
        spec.layout().ifPresent(layout -> input.put("layout", layout.name()));
        spec.elementType().ifPresent(type -> input.put("element_type", type.toString()));
        return input;
    }

    private static JsonObject output(ModelSpec spec) {
        JsonObject output = new JsonObject();
        spec.output().ifPresent(name -> output.put("name", name));
        spec.maskOutput().ifPresent(name -> output.put("masks", name));
        spec.maskSize().ifPresent(size -> output.put("mask_size", sides(size)));
        spec.outputKind().ifPresent(kind -> output.put("kind", lower(kind)));
        spec.outputLayout().ifPresent(layout -> output.put("layout", layout.name()));
        spec.threshold().ifPresent(threshold -> output.put("threshold", threshold));
        return output;
    }

    private static String alpha(AlphaHandling alpha) {
        return alpha instanceof AlphaHandling.CompositeOn on ? String.format(Locale.ROOT, "#%06x", on.rgb()) : "drop";
    }

    private static void normalization(ModelSpec spec, JsonObject input) {
        Optional<NamedNormalization> named = Arrays.stream(NamedNormalization.values())
                .filter(name -> spec.scale()
                                .equals(Optional.of(name.normalization().scale()))
                        && spec.mean().equals(Optional.of(name.normalization().mean()))
                        && spec.std().equals(Optional.of(name.normalization().std())))
                .findFirst();
        if (named.isPresent()) {
            input.put("normalization", lower(named.get()));
            return;
        }
        spec.scale().ifPresent(scale -> input.put("scale", scale));
        spec.mean().ifPresent(mean -> input.put("mean", array(mean)));
        spec.std().ifPresent(std -> input.put("std", array(std)));
    }

    private static Object size(SizeRule rule) {
        return rule instanceof SizeRule.AsIs ? "as_is" : sizeObject(rule);
    }

    private static JsonObject sizeObject(SizeRule rule) {
        JsonObject size = new JsonObject();
        if (rule instanceof SizeRule.MultipleOf multiple) {
            size.putAll(inner(multiple.base()));
            boolean up = multiple.toward() == SizeRule.MultipleOf.Toward.UP;
            size.put(up ? "multiple_of" : "multiple_below", multiple.stride());
        } else if (rule instanceof SizeRule.Fixed fixed) {
            size.putAll(sides(fixed.size()));
        } else if (rule instanceof SizeRule.ShortEdge edge) {
            size.put("short_edge", edge.pixels());
        } else if (rule instanceof SizeRule.ShortEdgeWithin edge) {
            size.put("short_edge", edge.pixels());
            size.put("longest_edge", edge.longestEdge());
        } else if (rule instanceof SizeRule.LongEdge edge) {
            size.put("long_edge", edge.pixels());
        } else if (rule instanceof SizeRule.WithinBox box) {
            size.put("within_box", array(List.of(box.box().width(), box.box().height())));
        } else if (rule instanceof SizeRule.Nearest nearest) {
            JsonObject aim = sides(nearest.size());
            aim.put("multiple", nearest.multiple());
            size.put("nearest", aim);
        } else if (rule instanceof SizeRule.WithinEdges edges) {
            size.put("within_edges", array(List.of(edges.longEdge(), edges.shortEdge())));
        }
        return size;
    }

    private static Map<String, Object> inner(SizeRule base) {
        if (base instanceof SizeRule.MultipleOf) {
            throw new IllegalArgumentException("A size rounded to a multiple twice, " + base
                    + ", was given, but a side-car states one multiple: round it once");
        }
        return sizeObject(base);
    }

    private static JsonObject sides(ImageSize sides) {
        JsonObject object = new JsonObject();
        object.put("width", sides.width());
        object.put("height", sides.height());
        return object;
    }

    private static Object crop(Crop crop) {
        return crop instanceof Crop.Center center ? sides(center.size()) : "none";
    }

    private static Object padding(Padding padding) {
        if (!(padding instanceof Padding.Extend extend)) {
            return "none";
        }
        JsonObject object = new JsonObject();
        object.put("to", size(extend.to()));
        object.put("side", lower(extend.side()));
        if (extend.fill() instanceof Padding.Fill.Color color) {
            boolean gray = color.red() == color.green() && color.green() == color.blue();
            object.put("color", gray ? color.red() : array(List.of(color.red(), color.green(), color.blue())));
        } else if (extend.fill() instanceof Padding.Fill.Input fill) {
            object.put("value", fill.value());
        }
        return object;
    }

    private static Object classes(ClassNames names) {
        if (names.equals(ClassNames.pascalVoc())) {
            return "pascal_voc";
        }
        if (names.equals(ClassNames.cityscapes())) {
            return "cityscapes";
        }
        return names.equals(ClassNames.ade20k()) ? "ade20k" : array(names.names());
    }

    private static JsonArray array(Collection<?> values) {
        return new JsonArray(values);
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}

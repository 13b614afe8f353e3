package io.github.segmentation4j.model.file;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.model.ModelSpec;
import io.github.segmentation4j.model.OutputKind;
import io.github.segmentation4j.model.Preset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Reads the classes and the kind of output from Hugging Face's {@code config.json}. */
final class HuggingFaceLabels {
    private static final String MODEL_TYPE = "model_type";

    private static final Set<String> MASK_QUERY_MODELS =
            Set.of("detr", "maskformer", "mask2former", "oneformer", "eomt", "eomt_dinov3");

    /** The one whose masks are scaled before they are combined. */
    private static final String MASK2FORMER = "mask2former";

    private HuggingFaceLabels() {}

    /** True for a file that transformers has written, whatever else is called {@code config.json}. */
    static boolean isTransformers(JsonFields config) {
        Set<String> keys = config.keys();
        return keys.contains("id2label") || keys.contains(MODEL_TYPE) || keys.contains("architectures");
    }

    /** Returns what kind of model the file is of, for example {@code segformer}. */
    static Optional<String> modelType(JsonFields config) {
        return config.text(MODEL_TYPE);
    }

    static void read(String file, JsonFields config, ModelSpec.Builder spec) {
        classNames(file, config).ifPresent(spec::classNames);
        Optional<String> type = modelType(config).filter(MASK_QUERY_MODELS::contains);
        if (type.isPresent()) {
            spec.outputKind(OutputKind.MASK_QUERIES);
        }
        if (type.filter(MASK2FORMER::equals).isPresent()) {
            Preset.MASK2FORMER.spec().maskSize().ifPresent(spec::maskSize);
        }
    }

    /** Returns the names, or nothing if the file leaves them out, as transformers does for two classes without names. */
    private static Optional<ClassNames> classNames(String file, JsonFields config) {
        Optional<Integer> stated = config.integer("num_labels");
        Optional<ClassNames> names = config.object("id2label")
                .map(byId -> config.made("id2label", () -> ClassNames.of(SideCarReader.namesById(byId))))
                .or(() -> config.object("label2id").map(HuggingFaceLabels::byName));
        if (names.isEmpty()) {
            return stated.map(count -> unnamed(config, count));
        }
        int count = names.get().size();
        if (stated.isPresent() && stated.get() != count) {
            throw new InvalidModelException(file + " says num_labels = " + stated.get() + ", but names " + count
                    + " classes: correct the wrong one");
        }
        return names;
    }

    /** Returns the names that transformers gives to classes without any. */
    private static ClassNames unnamed(JsonFields config, int count) {
        if (count < 1 || count > LabelMap.MAX_LABEL + 1) {
            throw config.wrong("num_labels", "a number of classes from 1 to " + (LabelMap.MAX_LABEL + 1));
        }
        return ClassNames.of(
                IntStream.range(0, count).mapToObj(id -> "LABEL_" + id).toList());
    }

    private static ClassNames byName(JsonFields labels) {
        Map<Integer, String> byId = new TreeMap<>();
        for (String name : labels.keys()) {
            String other = byId.put(labels.integer(name).orElseThrow(), name);
            if (other != null) {
                throw labels.invalid("gives " + other + " and " + name + " the same number: correct the wrong one");
            }
        }
        List<Integer> ids = List.copyOf(byId.keySet());
        if (!ids.equals(IntStream.range(0, ids.size()).boxed().toList())) {
            throw labels.invalid("leaves numbers out: number its names from 0 to " + (ids.size() - 1));
        }
        return labels.made("", () -> ClassNames.of(List.copyOf(byId.values())));
    }
}

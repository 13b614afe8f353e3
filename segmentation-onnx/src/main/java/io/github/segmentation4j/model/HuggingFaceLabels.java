package io.github.segmentation4j.model;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.InvalidModelException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Reads the classes and the kind of output from Hugging Face's {@code config.json}. */
final class HuggingFaceLabels {
    private static final Set<String> MASK_QUERY_MODELS = Set.of("maskformer", "mask2former", "oneformer");

    /** The one whose masks are scaled before they are combined. */
    private static final String MASK2FORMER = "mask2former";

    /**
     * The size to which Mask2Former's masks are scaled ({@code post_process_semantic_segmentation} in
     * {@code transformers/models/mask2former/image_processing_mask2former.py}, 4.57).
     */
    private static final ImageSize MASK2FORMER_MASKS = new ImageSize(384, 384);

    private HuggingFaceLabels() {}

    /** True for a file that transformers has written, whatever else is called {@code config.json}. */
    static boolean isTransformers(JsonFields config) {
        Set<String> keys = config.keys();
        return keys.contains("id2label") || keys.contains("model_type") || keys.contains("architectures");
    }

    static void read(String file, JsonFields config, ModelSpec.Builder spec) {
        spec.classNames(classNames(file, config));
        Optional<String> type = config.text("model_type").filter(MASK_QUERY_MODELS::contains);
        if (type.isPresent()) {
            spec.outputKind(OutputKind.MASK_QUERIES)
                    .output("class_queries_logits")
                    .maskOutput("masks_queries_logits");
        }
        if (type.filter(MASK2FORMER::equals).isPresent()) {
            spec.maskSize(MASK2FORMER_MASKS);
        }
    }

    private static ClassNames classNames(String file, JsonFields config) {
        Optional<Integer> stated = config.integer("num_labels");
        Optional<JsonFields> byId = config.object("id2label");
        if (byId.isEmpty() && stated.isPresent() && stated.get() > 0) {
            // The names that transformers gives to classes without any.
            return ClassNames.of(IntStream.range(0, stated.get())
                    .mapToObj(id -> "LABEL_" + id)
                    .toList());
        }
        if (byId.isEmpty()) {
            throw new InvalidModelException(file + " has no id2label, which names the classes: add it, or describe the"
                    + " model with OnnxSegmenter.Builder.spec");
        }
        int count = byId.get().keys().size();
        if (count == 0) {
            throw new InvalidModelException(
                    file + " has an id2label without names: name every class, as in {\"0\": \"sky\"}");
        }
        if (stated.isPresent() && stated.get() != count) {
            throw new InvalidModelException(file + " says num_labels = " + stated.get() + ", but its id2label has "
                    + count + " names: correct the wrong one");
        }
        List<String> names = new ArrayList<>();
        for (int id = 0; id < count; id++) {
            int wanted = id;
            names.add(byId.get()
                    .text(String.valueOf(id))
                    .orElseThrow(() -> new InvalidModelException(file + " has " + count
                            + " names in id2label, but none for class " + wanted + ": number them from 0 to "
                            + (count - 1))));
        }
        try {
            return ClassNames.of(names);
        } catch (IllegalArgumentException e) {
            throw new InvalidModelException(file + " has an id2label that cannot be used: " + e.getMessage(), e);
        }
    }
}

package io.github.segmentation4j.engine.segmenter;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.engine.NetworkOutput;
import io.github.segmentation4j.engine.decode.OutputFormat;
import io.github.segmentation4j.model.ModelSpec;
import io.github.segmentation4j.model.OutputKind;
import io.github.segmentation4j.model.Placement;
import io.github.segmentation4j.model.Resampling;
import io.github.segmentation4j.model.TensorLayout;
import java.util.List;

/**
 * How labels come out of a network whose outputs are known.
 *
 * @param format what its outputs hold
 * @param classNames one for each class
 */
record Outputs(OutputFormat format, ClassNames classNames) {
    private static final float LOGIT_THRESHOLD = 0;
    private static final float PROBABILITY_THRESHOLD = 0.5f;
    private static final int FOREGROUND_CLASSES = 2;

    /**
     * Returns what a description says of a network's outputs.
     *
     * @throws InvalidModelException if it says too little, or does not fit them
     */
    static Outputs of(List<NetworkOutput> outputs, ModelSpec spec) {
        OutputKind kind = spec.outputKind().orElseThrow(() -> missing("outputKind"));
        ClassNames names = spec.classNames().orElseThrow(() -> missing("classNames"));
        int wanted = kind == OutputKind.MASK_QUERIES ? 2 : 1;
        if (outputs.size() != wanted) {
            throw new InvalidModelException("The network gives " + outputs.size() + " outputs, but " + kind + " are "
                    + (wanted == 1 ? "one" : "two, the classes and the masks of the queries")
                    + ": fetch no others, or say what they hold with ModelSpec.Builder.outputKind");
        }
        int channels = outputs.get(0).channels() - (kind == OutputKind.MASK_QUERIES ? 1 : 0);
        int classes = channels == 1 ? FOREGROUND_CLASSES : channels;
        if (kind != OutputKind.LABELS && names.size() != classes) {
            throw new InvalidModelException("The description of the network gives " + names.size()
                    + " class names, but " + outputs.get(0) + " has scores of " + classes
                    + " classes: give as many names with ModelSpec.Builder.classNames");
        }
        if (spec.threshold().isPresent() && (kind == OutputKind.LABELS || channels != 1)) {
            throw new InvalidModelException("The description of the network gives a threshold of "
                    + spec.threshold().get() + ", which is for a single channel, but " + outputs.get(0) + " are " + kind
                    + " whose highest score or own label counts: leave the threshold out");
        }
        OutputFormat format = new OutputFormat(
                outputs.stream().map(NetworkOutput::name).toList(),
                kind,
                spec.outputLayout().orElse(TensorLayout.NCHW),
                kind == OutputKind.LABELS ? 1 : channels,
                spec.threshold()
                        .map(Double::floatValue)
                        .orElse(kind == OutputKind.PROBABILITIES ? PROBABILITY_THRESHOLD : LOGIT_THRESHOLD),
                spec.labelResampling().orElse(Resampling.PILLOW_NEAREST),
                spec.maskSize(),
                spec.placement().orElse(Placement.IN_PLACE));
        return new Outputs(format, names);
    }

    private static InvalidModelException missing(String call) {
        return new InvalidModelException("The description of the network says too little; missing is " + call
                + ": set it with ModelSpec.Builder." + call);
    }
}

package io.github.segmentation4j.engine.tensor;

import io.github.segmentation4j.internal.OneLine;
import java.util.List;
import java.util.Optional;

/**
 * The inputs and outputs that a graph declares, in its order.
 *
 * @param inputs what must be fed, without the weights that old exporters list as inputs; of a batch that the graph fixes,
 *     one image
 * @param outputs what can be fetched, likewise
 * @param batch how many images the graph takes at once, 1 unless it fixes another number
 */
public record GraphSignature(List<TensorSpec> inputs, List<TensorSpec> outputs, int batch) {

    /** Copies the lists. */
    public GraphSignature {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /** Returns the output of this name, if there is one. */
    public Optional<TensorSpec> output(String name) {
        return outputs.stream().filter(output -> output.name().equals(name)).findFirst();
    }

    /** Returns the names of the outputs, in the graph's order. */
    public List<String> outputNames() {
        return outputs.stream().map(TensorSpec::name).toList();
    }

    /** Returns the declarations of some tensors in one line, of very many the first. */
    public static String describe(List<TensorSpec> tensors) {
        return tensors.isEmpty() ? "none" : OneLine.list(tensors);
    }
}

package io.github.segmentation4j.onnx.internal.file;

import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.internal.failure.ReadFailure;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an ONNX file says of its model, without the weights.
 *
 * <p>Of a file only the descriptions are read, the weights are jumped over; weights in further files beside it are not
 * looked for. Sub-graphs, functions, sparse tensors and training information are not read.
 *
 * @param producer the name of the tool that wrote the file, empty if it does not say
 * @param opsets the version of each set of operators, by its domain, which is empty for ONNX's own
 * @param metadata the model's {@code metadata_props}, in the order of the file; of a key given twice the last value
 * @param nodes in the order of the file
 * @param initializers the constants of the graph, weights among them
 * @param inputs what must be fed, without the weights that old exporters list as inputs
 * @param outputs what can be fetched
 * @param values what the file declares of values in between, often nothing
 */
public record OnnxFile(
        String producer,
        Map<String, Long> opsets,
        Map<String, String> metadata,
        List<Node> nodes,
        List<Tensor> initializers,
        List<ValueInfo> inputs,
        List<ValueInfo> outputs,
        List<ValueInfo> values) {

    /** Copies the collections. */
    public OnnxFile {
        opsets = Map.copyOf(opsets);
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        nodes = List.copyOf(nodes);
        initializers = List.copyOf(initializers);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        values = List.copyOf(values);
    }

    /**
     * Reads the descriptions in a file.
     *
     * @throws InvalidModelException if the file cannot be read or is not an ONNX file
     */
    public static OnnxFile read(Path file) {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            return read(file.toString(), new Bytes.InChannel(channel));
        } catch (IOException e) {
            throw new InvalidModelException(file + " cannot be read: " + ReadFailure.reason(e), e);
        }
    }

    /**
     * Reads the descriptions in the content of a file.
     *
     * @param name what messages call the model
     * @throws InvalidModelException if it is not the content of an ONNX file
     */
    public static OnnxFile read(String name, byte[] content) {
        try {
            return read(name, new Bytes.InArray(content));
        } catch (IOException e) {
            throw new InvalidModelException(name + " cannot be read: " + ReadFailure.reason(e), e);
        }
    }

    /** True if a file was refused for holding more than any network has, so that no runtime should be asked about it. */
    public static boolean exceedsLimits(InvalidModelException refusal) {
        return refusal.getCause() instanceof LimitExceededException;
    }

    private static OnnxFile read(String name, Bytes bytes) throws IOException {
        try {
            return new OnnxFileReader(bytes).read();
        } catch (LimitExceededException e) {
            throw new InvalidModelException(
                    name + " holds " + e.getMessage()
                            + ", which no network needs: see where the file comes from, or export the network again",
                    e);
        } catch (MalformedFileException e) {
            throw new InvalidModelException(
                    name + " is not an ONNX file, or a damaged one (there is " + e.getMessage()
                            + "): export or download it again",
                    e);
        }
    }
}

package io.github.segmentation4j.onnx.internal.file;

import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.internal.failure.ReadFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A model, usually with only those nodes and weights of another one that some of its values are computed from.
 *
 * <p>What stays is copied byte for byte, in its order, fields that are not known among it. Weights in further files stay
 * there. Inputs stay, needed or not. A value that becomes an output keeps what the file says of its type and shape.
 *
 * @param content the bytes of the model's file, a direct buffer
 * @param outputs the names of its outputs
 * @param droppedNodes how many nodes of the whole model it does without
 * @param weightFiles the further files that keep its weights, by paths from the folder of the whole model
 */
public record PartialModel(ByteBuffer content, List<String> outputs, int droppedNodes, Set<String> weightFiles) {
    private static final System.Logger LOG = System.getLogger(PartialModel.class.getName());

    /** Copies the collections. */
    public PartialModel {
        outputs = List.copyOf(outputs);
        weightFiles = Set.copyOf(weightFiles);
    }

    /**
     * Returns the part of the model in a file that gives some of its values.
     *
     * @param values names of what nodes of the graph give
     * @param gaps the nodes that get casts
     * @return empty if all of the model is needed for them, some is given by no node, or the model is too large or too
     *     unusual to be taken apart
     * @throws InvalidModelException if the file cannot be read
     */
    public static Optional<PartialModel> of(Path file, List<String> values, List<KernelGap> gaps) {
        return assembled(file, gaps, assembly -> assembly.giving(values));
    }

    /**
     * Returns the part of the model in the content of a file that gives some of its values, as for a file.
     *
     * @param name what messages call the model
     */
    public static Optional<PartialModel> of(String name, byte[] content, List<String> values, List<KernelGap> gaps) {
        return assembled(name, content, gaps, assembly -> assembly.giving(values));
    }

    /**
     * Returns the whole model in a file with casts around some of its nodes; empty if it is too large or too unusual for
     * that.
     *
     * @throws InvalidModelException if the file cannot be read
     */
    public static Optional<PartialModel> whole(Path file, List<KernelGap> gaps) {
        return assembled(file, gaps, ModelAssembly::whole);
    }

    /**
     * Returns the whole model in the content of a file, as for a file.
     *
     * @param name what messages call the model
     */
    public static Optional<PartialModel> whole(String name, byte[] content, List<KernelGap> gaps) {
        return assembled(name, content, gaps, ModelAssembly::whole);
    }

    /** What is to be made of a model's parts. */
    private interface Order {
        Optional<PartialModel> from(ModelAssembly assembly) throws IOException;
    }

    private static Optional<PartialModel> assembled(Path file, List<KernelGap> gaps, Order order) {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            return assembled(file.toString(), new Bytes.InChannel(channel), gaps, order);
        } catch (IOException e) {
            throw new InvalidModelException(file + " cannot be read: " + ReadFailure.reason(e), e);
        }
    }

    private static Optional<PartialModel> assembled(String name, byte[] content, List<KernelGap> gaps, Order order) {
        try {
            return assembled(name, new Bytes.InArray(content), gaps, order);
        } catch (IOException e) {
            throw new InvalidModelException(name + " cannot be read: " + ReadFailure.reason(e), e);
        }
    }

    private static Optional<PartialModel> assembled(String name, Bytes bytes, List<KernelGap> gaps, Order order)
            throws IOException {
        try {
            return order.from(new ModelAssembly(bytes, ModelParts.of(bytes), gaps));
        } catch (MalformedFileException e) {
            LOG.log(System.Logger.Level.DEBUG, () -> name + " is not taken apart: " + e.getMessage(), e);
            return Optional.empty();
        }
    }
}

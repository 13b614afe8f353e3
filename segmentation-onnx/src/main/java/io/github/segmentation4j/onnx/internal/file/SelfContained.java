package io.github.segmentation4j.onnx.internal.file;

import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.internal.failure.ReadFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The content of a model's file with all weights inside, for models whose path the runtime cannot open: in another file
 * system, or under a name that the locale of this process cannot spell, which Java reads all the same.
 *
 * <p>Field numbers are those of {@code onnx.proto} of ONNX 1.12.0.
 */
public final class SelfContained {
    private static final int TENSOR_RAW_DATA = 9;
    private static final int TENSOR_EXTERNAL_DATA = 13;
    private static final int TENSOR_DATA_LOCATION = 14;
    private static final int ENTRY_KEY = 1;
    private static final int ENTRY_VALUE = 2;

    private final Path model;
    private final byte[] content;
    private final WireReader wire;

    /** What the model is made of, in order: bytes of its file, and of others. */
    private final List<Piece> before = new ArrayList<>();

    private final List<Piece> graph = new ArrayList<>();
    private final List<Piece> after = new ArrayList<>();

    private SelfContained(Path model, byte[] content) throws IOException {
        this.model = model;
        this.content = content;
        this.wire = new WireReader(new Bytes.InArray(content));
    }

    /** Some bytes of the new file. */
    private sealed interface Piece {
        long length();
    }

    /** Bytes that are there. */
    private record Part(byte[] source, int from, int size) implements Piece {
        Part(byte[] whole) {
            this(whole, 0, whole.length);
        }

        @Override
        public long length() {
            return size;
        }
    }

    /** Bytes of a further file. */
    private record Weights(Path file, long offset, long length) implements Piece {}

    /**
     * Returns the content of a model with all weights inside.
     *
     * @param model a file of any file system
     * @throws InvalidModelException if a file is missing or cannot be read, weights lie outside the model's folder, or all
     *     of it is more than 2 GiB
     */
    public static byte[] of(Path model) {
        try {
            if (Files.size(model) > Integer.MAX_VALUE) {
                throw tooLarge(model);
            }
            byte[] content = Files.readAllBytes(model);
            return hasWeightsElsewhere(content) ? new SelfContained(model, content).assembled() : content;
        } catch (MalformedFileException e) {
            throw new InvalidModelException(
                    model + " is not an ONNX file, or a damaged one (there is " + e.getMessage()
                            + "): export or download it again",
                    e);
        } catch (IOException e) {
            throw new InvalidModelException(model + " cannot be read: " + ReadFailure.reason(e), e);
        }
    }

    private static InvalidModelException tooLarge(Path model) {
        return new InvalidModelException(
                model + " has more than 2 GiB with its weights, which can only be loaded by a path"
                        + " of the default file system that the locale of this process can spell: move it to such a folder, or"
                        + " start Java in a UTF-8 locale such as LC_ALL=C.UTF-8");
    }

    /** True if the runtime would look for weights in further files; what is not a model it shall say itself. */
    private static boolean hasWeightsElsewhere(byte[] content) throws IOException {
        try {
            return ExternalWeights.in(new Bytes.InArray(content));
        } catch (MalformedFileException e) {
            System.getLogger(SelfContained.class.getName())
                    .log(System.Logger.Level.DEBUG, "The graph cannot be read", e);
            return false;
        }
    }

    private byte[] assembled() throws IOException {
        wire.root(this::modelField);
        long graphLength = length(graph);
        before.add(new Part(
                new WireWriter().startOfMessage(ModelParts.GRAPH, graphLength).toBytes()));
        long size = length(before) + graphLength + length(after);
        if (size > Integer.MAX_VALUE - Long.BYTES) {
            throw tooLarge(model);
        }
        ByteBuffer target = ByteBuffer.allocate((int) size);
        for (List<Piece> pieces : List.of(before, graph, after)) {
            for (Piece piece : pieces) {
                append(piece, target);
            }
        }
        if (ExternalWeights.in(new Bytes.InArray(target.array()))) {
            throw new InvalidModelException(
                    model + " keeps constants within its nodes in further files, which can only be"
                            + " loaded by a path of the default file system that the locale of this process can spell: start Java"
                            + " in a UTF-8 locale such as LC_ALL=C.UTF-8, or export the model with all weights inside");
        }
        return target.array();
    }

    private static long length(List<Piece> pieces) {
        return pieces.stream().mapToLong(Piece::length).sum();
    }

    private void append(Piece piece, ByteBuffer target) throws IOException {
        if (piece instanceof Part part) {
            target.put(part.source(), part.from(), part.size());
            return;
        }
        Weights weights = (Weights) piece;
        try (SeekableByteChannel channel = Files.newByteChannel(weights.file())) {
            channel.position(weights.offset());
            ByteBuffer window = target.slice(target.position(), (int) weights.length());
            while (window.hasRemaining()) {
                if (channel.read(window) < 0) {
                    throw cutShort(weights, channel.size());
                }
            }
            target.position(target.position() + (int) weights.length());
        }
    }

    /** Returns weights after a look at their file, so that no memory is taken for numbers that are not there. */
    private Weights present(Weights weights) throws IOException {
        if (weights.length() > Integer.MAX_VALUE) {
            throw tooLarge(model);
        }
        try {
            long size = Files.size(weights.file());
            if (weights.length() < 0 || weights.offset() > size - weights.length()) {
                throw cutShort(weights, size);
            }
        } catch (NoSuchFileException e) {
            throw new InvalidModelException(
                    model + " keeps weights in a further file " + weights.file()
                            + ", which does not exist: put that file beside the model, under that name",
                    e);
        }
        return weights;
    }

    private InvalidModelException cutShort(Weights weights, long size) {
        return new InvalidModelException(model + " keeps weights in a further file " + weights.file() + " of " + size
                + " bytes, but needs "
                + (weights.length() < 0 ? "" : weights.length() + " ")
                + "bytes there from byte " + weights.offset()
                + " on, so that the file is truncated or belongs to another model: download"
                + " both files again, or export the model again");
    }

    private void modelField(int number) throws IOException {
        if (number == ModelParts.GRAPH) {
            wire.message(this::graphField);
        } else {
            // The order of a message's fields means nothing: what lies behind the graph stays behind it.
            keep(graph.isEmpty() ? before : after);
        }
    }

    private void graphField(int number) throws IOException {
        if (number != ModelParts.INITIALIZER) {
            keep(graph);
            return;
        }
        long start = wire.fieldStart();
        TensorPieces tensor = new TensorPieces();
        wire.message(tensor);
        Part whole = part(start, wire.fieldEnd());
        Optional<Weights> weights = tensor.weights();
        if (weights.isEmpty()) {
            graph.add(whole);
            return;
        }
        long length = weights.get().length();
        byte[] head = new WireWriter().startOfMessage(TENSOR_RAW_DATA, length).toBytes();
        long all = length(tensor.kept) + head.length + length;
        graph.add(new Part(
                new WireWriter().startOfMessage(ModelParts.INITIALIZER, all).toBytes()));
        graph.addAll(tensor.kept);
        graph.add(new Part(head));
        graph.add(weights.get());
    }

    /** Keeps the current field as it is. */
    private void keep(List<Piece> pieces) throws IOException {
        long start = wire.fieldStart();
        pieces.add(part(start, wire.fieldEnd()));
    }

    private Part part(long start, long end) {
        return new Part(content, (int) start, (int) (end - start));
    }

    /** The fields of a {@code TensorProto} in the reading. */
    private final class TensorPieces implements WireReader.Fields {
        private static final int EXTERNAL = 1;

        private final List<Piece> kept = new ArrayList<>();
        private boolean external;
        private String location = "";
        private String offset = "0";
        private String length = "";

        @Override
        public void field(int number) throws IOException {
            switch (number) {
                case TENSOR_EXTERNAL_DATA -> entry();
                case TENSOR_DATA_LOCATION -> external = wire.number() == EXTERNAL;
                default -> keep(kept);
            }
        }

        private void entry() throws IOException {
            List<String> texts = new ArrayList<>(List.of("", ""));
            wire.message(field -> {
                if (field == ENTRY_KEY || field == ENTRY_VALUE) {
                    texts.set(field - 1, wire.text());
                }
            });
            switch (texts.get(0)) {
                case "location" -> location = texts.get(1);
                case "offset" -> offset = texts.get(1);
                case "length" -> length = texts.get(1);
                default -> {}
            }
        }

        /** Returns where the numbers lie, if they lie in another file. */
        Optional<Weights> weights() throws IOException {
            if (!external) {
                return Optional.empty();
            }
            Path file = file(location);
            long from = number(offset);
            long rest = Files.exists(file) ? Files.size(file) - from : 0;
            return Optional.of(present(new Weights(file, from, length.isEmpty() ? rest : number(length))));
        }

        private long number(String text) throws MalformedFileException {
            try {
                return Long.parseUnsignedLong(text) & Long.MAX_VALUE;
            } catch (NumberFormatException e) {
                throw new MalformedFileException("a place \"" + text + "\" in a further file");
            }
        }
    }

    /** Returns a further file, which has to lie in the folder of the model or, behind links, beside the model itself. */
    private Path file(String location) throws IOException {
        try {
            Path file = model.resolveSibling(location);
            if (!Files.exists(file)) {
                return file;
            }
            Path real = file.toRealPath();
            Path own = model.toRealPath();
            Path folder = model.toAbsolutePath().getParent();
            boolean inside = (folder != null && real.startsWith(folder.toRealPath()))
                    || (own.getParent() != null && real.startsWith(own.getParent()));
            if (!inside) {
                throw new InvalidModelException(
                        model + " keeps weights in a further file " + location
                                + ", which leads outside the model's folder: copy that file, and no link to it, beside the model");
            }
            return file;
        } catch (InvalidPathException e) {
            throw new InvalidModelException(
                    model + " keeps weights in a further file " + location
                            + ", a name that the locale of this process cannot spell: start Java in a UTF-8 locale such as"
                            + " LC_ALL=C.UTF-8",
                    e);
        }
    }
}

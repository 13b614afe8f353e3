package io.github.segmentation4j.onnx.internal.file;

import io.github.segmentation4j.onnx.internal.file.ModelParts.Part;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Puts a smaller model together of the parts of another one. */
final class ModelAssembly {
    private final Bytes bytes;
    private final ModelParts parts;
    private final Map<String, KernelGap> gaps = new HashMap<>();
    private final Map<String, List<Part>> givers = new HashMap<>();
    private final Set<String> constants = new HashSet<>();

    /**
     * Creates an assembly.
     *
     * @param bytes the whole model
     * @param parts where its parts lie
     * @param gaps the nodes that get casts
     */
    ModelAssembly(Bytes bytes, ModelParts parts, List<KernelGap> gaps) {
        this.bytes = bytes;
        this.parts = parts;
        gaps.forEach(gap -> this.gaps.put(gap.output(), gap));
        for (Part part : parts.graph()) {
            boolean constant = isConstant(part);
            if (constant) {
                constants.addAll(part.gives());
            }
            if (constant || part.field() == ModelParts.NODE) {
                part.gives()
                        .forEach(name -> givers.computeIfAbsent(name, any -> new ArrayList<>())
                                .add(part));
            }
        }
        // An output that is left out has no name.
        givers.remove("");
    }

    private static boolean isConstant(Part part) {
        return part.field() == ModelParts.INITIALIZER || part.field() == ModelParts.SPARSE_INITIALIZER;
    }

    /** Returns the model whose outputs are these values; empty if nodes do not give them all, or are all needed. */
    Optional<PartialModel> giving(List<String> values) throws IOException {
        if (!hasOneGraph() || !values.stream().allMatch(this::isGivenByNode)) {
            return Optional.empty();
        }
        Set<Part> needed = needed(values);
        long dropped = parts.graph().stream()
                .filter(part -> part.field() == ModelParts.NODE && !needed.contains(part))
                .count();
        return dropped == 0
                ? Optional.empty()
                : model(kept(needed, values), declarations(values), values, (int) dropped);
    }

    /** Returns the whole model with its casts; empty if it is too large or too unusual. */
    Optional<PartialModel> whole() throws IOException {
        List<String> outputs = parts.graph().stream()
                .filter(part -> part.field() == ModelParts.OUTPUT)
                .flatMap(part -> part.gives().stream())
                .toList();
        return hasOneGraph() ? model(parts.graph(), new byte[0], outputs, 0) : Optional.empty();
    }

    private boolean hasOneGraph() {
        return parts.model().stream()
                        .filter(part -> part.field() == ModelParts.GRAPH)
                        .count()
                == 1;
    }

    private Optional<PartialModel> model(List<Part> kept, byte[] outputs, List<String> values, int dropped)
            throws IOException {
        Map<Part, byte[]> replaced = replaced(kept);
        long graphLength = outputs.length;
        for (Part part : kept) {
            byte[] other = replaced.get(part);
            graphLength += other == null ? part.span().length() : other.length;
        }
        if (graphLength + bytes.size() > Integer.MAX_VALUE) {
            return Optional.empty();
        }
        Set<String> files = new HashSet<>();
        kept.forEach(part -> files.addAll(part.files()));
        ByteBuffer content = content(kept, replaced, outputs, graphLength);
        return Optional.of(new PartialModel(content, values, dropped, files));
    }

    /** Returns what stands for the nodes that get casts. */
    private Map<Part, byte[]> replaced(List<Part> kept) throws IOException {
        Map<Part, byte[]> replaced = new HashMap<>();
        if (gaps.isEmpty()) {
            return replaced;
        }
        for (Part part : kept) {
            KernelGap gap = part.field() == ModelParts.NODE && part.gives().size() == 1
                    ? gaps.get(part.gives().get(0))
                    : null;
            if (gap != null) {
                replaced.put(part, CastNodes.around(gap, copy(part.body())));
            }
        }
        return replaced;
    }

    private boolean isGivenByNode(String value) {
        return givers.getOrDefault(value, List.of()).stream().anyMatch(part -> part.field() == ModelParts.NODE);
    }

    /** Returns the nodes and constants that some values are computed from. */
    private Set<Part> needed(List<String> values) {
        // By identity: a part's hash code is computed of all its names, which a hostile file may ask for once for each.
        Set<Part> needed = Collections.newSetFromMap(new IdentityHashMap<>());
        Set<String> seen = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(values);
        while (!open.isEmpty()) {
            String name = open.remove();
            if (seen.add(name)) {
                for (Part giver : givers.getOrDefault(name, List.of())) {
                    needed.add(giver);
                    open.addAll(giver.takes());
                }
            }
        }
        return needed;
    }

    private List<Part> kept(Set<Part> needed, List<String> values) {
        Set<String> known = new HashSet<>();
        needed.forEach(part -> known.addAll(part.gives()));
        List<Part> kept = new ArrayList<>();
        for (Part part : parts.graph()) {
            boolean stays = switch (part.field()) {
                case ModelParts.NODE, ModelParts.INITIALIZER, ModelParts.SPARSE_INITIALIZER -> needed.contains(part);
                // Old exporters list weights as inputs; without its weight such an input would have to be fed.
                case ModelParts.INPUT -> !constants.containsAll(part.gives()) || known.containsAll(part.gives());
                case ModelParts.VALUE -> known.containsAll(part.gives()) && Collections.disjoint(values, part.gives());
                case ModelParts.OUTPUT -> false;
                default -> true;
            };
            if (stays) {
                kept.add(part);
            }
        }
        return kept;
    }

    /** Returns what the file says of values, as fields of a graph that declare them as outputs. */
    private byte[] declarations(List<String> values) throws IOException {
        WireWriter writer = new WireWriter();
        for (String value : values) {
            Optional<Part> declared = parts.graph().stream()
                    .filter(part -> (part.field() == ModelParts.OUTPUT || part.field() == ModelParts.VALUE)
                            && part.gives().equals(List.of(value)))
                    .findFirst();
            byte[] declaration = declared.isPresent()
                    ? copy(declared.get().body())
                    : new WireWriter().text(ModelParts.VALUE_NAME, value).toBytes();
            writer.message(ModelParts.OUTPUT, declaration);
        }
        return writer.toBytes();
    }

    private byte[] copy(Span span) throws IOException {
        ByteBuffer target = ByteBuffer.allocate((int) span.length());
        append(span, target);
        return target.array();
    }

    private ByteBuffer content(List<Part> graph, Map<Part, byte[]> replaced, byte[] outputs, long graphLength)
            throws IOException {
        byte[] graphStart =
                new WireWriter().startOfMessage(ModelParts.GRAPH, graphLength).toBytes();
        long others = parts.model().stream()
                .filter(part -> part.field() != ModelParts.GRAPH)
                .mapToLong(part -> part.span().length())
                .sum();
        ByteBuffer target = ByteBuffer.allocateDirect((int) (others + graphStart.length + graphLength));
        for (Part part : parts.model()) {
            if (part.field() == ModelParts.GRAPH) {
                target.put(graphStart);
                appendAll(graph, replaced, target);
                target.put(outputs);
            } else {
                append(part.span(), target);
            }
        }
        return target.flip();
    }

    /** Appends parts; those that lie side by side in the file are read at once. */
    private void appendAll(List<Part> graph, Map<Part, byte[]> replaced, ByteBuffer target) throws IOException {
        Span open = new Span(0, 0);
        for (Part part : graph) {
            Span next = part.span();
            byte[] other = replaced.get(part);
            if (other != null) {
                append(open, target);
                target.put(other);
                open = new Span(next.end(), next.end());
            } else if (next.start() == open.end()) {
                open = new Span(open.start(), next.end());
            } else {
                append(open, target);
                open = next;
            }
        }
        append(open, target);
    }

    private void append(Span span, ByteBuffer target) throws IOException {
        ByteBuffer window = target.slice(target.position(), (int) span.length());
        while (window.hasRemaining()) {
            if (bytes.read(span.start() + window.position(), window) < 0) {
                throw new MalformedFileException("an early end at byte " + (span.start() + window.position()));
            }
        }
        target.position(target.position() + window.capacity());
    }
}

package io.github.segmentation4j.onnx.internal.graph;

import io.github.segmentation4j.onnx.internal.file.ModuleScope;
import io.github.segmentation4j.onnx.internal.file.ModuleScope.Module;
import io.github.segmentation4j.onnx.internal.file.Node;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds out from what Python modules the nodes of a graph were made, where exporters have written it down. */
final class OriginTracer {
    /** What tools put between an input and the network, without changing more than the type of its numbers. */
    private static final Set<String> CONVERSIONS = Set.of("Identity", "Cast", "QuantizeLinear", "DequantizeLinear");

    /** How the names of heads begin that only help in training: torchvision's, transformers', MMSegmentation's. */
    private static final String AUXILIARY = "aux";

    private static final int MAX_STEPS = 200;

    private static final String BACKBONE = "backbone";
    private static final String CLASSIFIER = "classifier";

    private final GraphIndex graph;

    OriginTracer(GraphIndex graph) {
        this.graph = graph;
    }

    /** Returns where the nodes are from, if some of them name their Python classes. */
    Optional<GraphOrigin> origin(String input) {
        Set<Module> networks = new LinkedHashSet<>();
        Set<String> others = new LinkedHashSet<>();
        for (Node node : graph.nodes()) {
            if (node.scope().hasClasses()) {
                Optional<Module> network = node.scope().network();
                network.ifPresent(networks::add);
                if (network.isEmpty()) {
                    others.add(node.scope().modules().get(0).type());
                }
            }
        }
        if (networks.isEmpty() && others.isEmpty()) {
            return Optional.empty();
        }
        boolean takesImage = networks.size() == 1
                && imageNodes(input).stream()
                        .allMatch(node -> node.scope().network().isPresent());
        List<String> classes = networks.stream().map(Module::type).toList();
        return Optional.of(new GraphOrigin(classes, List.copyOf(others), takesImage));
    }

    /** Returns the nodes that an image meets first. */
    private Set<Node> imageNodes(String input) {
        Set<Node> found = new LinkedHashSet<>();
        Set<String> seen = new HashSet<>();
        Deque<String> open = new ArrayDeque<>();
        open.add(input);
        while (!open.isEmpty()) {
            String value = open.remove();
            if (seen.add(value)) {
                for (Node node : graph.consumers(value)) {
                    if (!node.scope().hasClasses() && node.domain().isEmpty() && CONVERSIONS.contains(node.type())) {
                        open.addAll(node.outputs());
                    } else {
                        found.add(node);
                    }
                }
            }
        }
        return found;
    }

    /**
     * Returns the class of torchvision's network whose modules the nodes are named after, all of them: the backbone that
     * takes the image, the head and what is in it, an auxiliary head.
     */
    Optional<String> torchvisionByNames(String input) {
        List<ModuleScope> scopes = graph.nodes().stream()
                .filter(node -> node.is("Conv"))
                .map(node -> ModuleScope.ofNodeName(node.name()))
                .toList();
        boolean named = !scopes.isEmpty()
                && scopes.stream()
                        .allMatch(scope -> isTop(scope, BACKBONE) || isTop(scope, CLASSIFIER) || isAuxiliary(scope))
                && imageNodes(input).stream().allMatch(node -> isTop(ModuleScope.ofNodeName(node.name()), BACKBONE));
        if (!named) {
            return Optional.empty();
        }
        if (has(scopes, "classifier.0", "convs.4") && has(scopes, "classifier.0", "project")) {
            return Optional.of("DeepLabV3");
        }
        boolean reduced = scopes.stream().anyMatch(scope -> isTop(scope, CLASSIFIER) && scope.isWithin("cbr"));
        boolean both = scopes.stream().anyMatch(scope -> scope.isWithin("low_classifier"))
                && scopes.stream().anyMatch(scope -> scope.isWithin("high_classifier"));
        if (reduced && both) {
            return Optional.of("LRASPP");
        }
        boolean twoConvolutions = scopes.stream()
                .filter(scope -> isTop(scope, CLASSIFIER))
                .map(scope -> scope.modules().get(scope.modules().size() - 1).path())
                .toList()
                .equals(List.of("classifier.0", "classifier.4"));
        return twoConvolutions ? Optional.of("FCN") : Optional.empty();
    }

    private static boolean has(List<ModuleScope> scopes, String outer, String inner) {
        return scopes.stream()
                .anyMatch(scope -> scope.modules().stream()
                                .anyMatch(module -> module.path().equals(outer))
                        && scope.modules().stream()
                                .anyMatch(module -> module.path().startsWith(inner)));
    }

    private static boolean isTop(ModuleScope scope, String path) {
        return !scope.modules().isEmpty() && scope.modules().get(0).path().equals(path);
    }

    private static boolean isAuxiliary(ModuleScope scope) {
        return isTop(scope, "aux_classifier");
    }

    /** Returns the one of several outputs that does not come from an auxiliary head, where all others do. */
    Optional<Finding<String>> mainOutput(List<String> outputs) {
        List<String> others = outputs.stream()
                .filter(output -> auxiliaryHead(output).isEmpty())
                .toList();
        if (others.size() != 1 || outputs.size() < 2) {
            return Optional.empty();
        }
        String head = outputs.stream()
                .flatMap(output -> auxiliaryHead(output).stream())
                .findFirst()
                .orElseThrow();
        return Optional.of(new Finding<>(others.get(0), "the others come from the module " + Words.quoted(head)));
    }

    /** Returns the path of the auxiliary head that gives an output, looking back as far as its last convolution. */
    private Optional<String> auxiliaryHead(String output) {
        String value = output;
        for (int step = 0; step < MAX_STEPS; step++) {
            Optional<Node> producer = graph.producer(value);
            if (producer.isEmpty()) {
                return Optional.empty();
            }
            Node node = producer.get();
            ModuleScope scope = node.scope().modules().isEmpty() ? ModuleScope.ofNodeName(node.name()) : node.scope();
            Optional<String> head = scope.modules().stream()
                    .map(Module::path)
                    .filter(path -> path.substring(path.lastIndexOf('.') + 1).startsWith(AUXILIARY))
                    .findFirst();
            if (head.isPresent() || node.is("Conv") || node.input(0).isEmpty()) {
                return head;
            }
            value = node.input(0).get();
        }
        return Optional.empty();
    }
}

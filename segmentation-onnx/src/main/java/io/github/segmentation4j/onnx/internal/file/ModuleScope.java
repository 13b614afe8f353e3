package io.github.segmentation4j.onnx.internal.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The modules of PyTorch within which a node was made, the outermost first; none if the file does not tell.
 *
 * <p>PyTorch's exporter ({@code torch.onnx.export}, {@code torch/onnx/_internal/exporter/_core.py}, 2.13) writes them into
 * the metadata of each node: as {@code namespace}, {@code ": a.Net/head: a.Head/conv: torch.nn.modules.conv.Conv2d/conv2d:
 * aten.conv2d.default"}, and as the lists {@code pkg.torch.onnx.name_scopes} and {@code pkg.torch.onnx.class_hierarchy}.
 * The last entry is the operation. Its older exporter ({@code dynamo=False}) puts the paths alone into the names of nodes,
 * {@code /head/head.conv/Conv}.
 *
 * @param modules what encloses the node
 */
public record ModuleScope(List<Module> modules) {
    /** The packages of libraries of networks, as classes begin with them. */
    public static final List<String> LIBRARIES = List.of(
            "torchvision.models.", "transformers.models.", "timm.models.", "segmentation_models_pytorch.decoders.");

    static final String NAMESPACE = "namespace";
    static final String NAMES = "pkg.torch.onnx.name_scopes";
    static final String CLASSES = "pkg.torch.onnx.class_hierarchy";

    /** The scope of a node of which nothing is known. */
    static final ModuleScope NONE = new ModuleScope(List.of());

    /** Modules within each other beyond this depth are nothing that anybody wrote. */
    private static final int MAX_DEPTH = 64;

    private static final String LEVEL = "/";
    private static final String CLASS = ": ";
    private static final Pattern PYTHON_STRING = Pattern.compile("'([^']*)'|\"([^\"]*)\"");

    /** Copies the list. */
    public ModuleScope {
        modules = List.copyOf(modules);
    }

    /**
     * One module.
     *
     * @param path its name from the outermost module on, empty for that itself
     * @param type its Python class with the package, empty if that is not known
     */
    public record Module(String path, String type) {}

    /** Returns the scope in the metadata {@value #NAMESPACE}. */
    static ModuleScope ofNamespace(String text) {
        List<Module> modules = new ArrayList<>();
        for (String level : text.split(LEVEL, -1)) {
            int colon = level.indexOf(CLASS);
            if (colon < 0) {
                return NONE;
            }
            modules.add(new Module(level.substring(0, colon), level.substring(colon + CLASS.length())));
        }
        return around(modules);
    }

    /** Returns the scope in two lists as Python writes them, of which the one of names may be missing. */
    static ModuleScope ofLists(String names, String classes) {
        List<String> paths = strings(names);
        List<String> types = strings(classes);
        List<Module> modules = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            modules.add(new Module(paths.size() == types.size() ? paths.get(i) : "", types.get(i)));
        }
        return around(modules);
    }

    /** Returns the paths in the name of a node of the older exporter. */
    public static ModuleScope ofNodeName(String name) {
        if (!name.startsWith(LEVEL)) {
            return NONE;
        }
        List<Module> modules = new ArrayList<>();
        for (String level : name.substring(1).split(LEVEL, -1)) {
            modules.add(new Module(level, ""));
        }
        return around(modules);
    }

    private static List<String> strings(String list) {
        List<String> strings = new ArrayList<>();
        Matcher matcher = PYTHON_STRING.matcher(list);
        while (matcher.find()) {
            strings.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
        }
        return strings;
    }

    private static ModuleScope around(List<Module> withOperation) {
        int depth = withOperation.size() - 1;
        return depth < 1 || depth > MAX_DEPTH ? NONE : new ModuleScope(withOperation.subList(0, depth));
    }

    /** True if Python classes are known, by their packages; PyTorch writes a word of its own for nodes of no module. */
    public boolean hasClasses() {
        return !modules.isEmpty() && modules.get(0).type().contains(".");
    }

    /** Returns the outermost module of a library of networks, if there is one. */
    public Optional<Module> network() {
        return modules.stream()
                .filter(module -> LIBRARIES.stream().anyMatch(module.type()::startsWith))
                .findFirst();
    }

    /** True if some module around the node has a name, the last of its path, that begins so. */
    public boolean isWithin(String start) {
        return modules.stream()
                .map(Module::path)
                .anyMatch(path -> path.substring(path.lastIndexOf('.') + 1).startsWith(start));
    }
}

package io.github.segmentation4j.onnx.internal.ort;

import ai.onnxruntime.OrtEnvironment;
import io.github.segmentation4j.internal.file.WorkFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Where ONNX Runtime's native libraries lie while the process runs: unpacked into a {@link WorkFolder}, of which nothing is left
 * at the end, and of which the next process removes what a killed one left.
 *
 * <p>Left to itself, the runtime (1.28.0, {@code OnnxRuntime.init}) unpacks some 24 MB into a folder that a killed process leaves
 * for ever, and whose emptied shell stays at a normal end as well: Java deletes what was registered last first, so the folder
 * while there are files in it.
 */
final class NativeLibraries {
    private static final System.Logger LOG = System.getLogger(NativeLibraries.class.getName());

    /** Where the runtime looks for libraries instead of in its jar, by {@code ai.onnxruntime.OnnxRuntime}. */
    private static final String FOLDER_PROPERTY = "onnxruntime.native.path";

    /** How further properties about native libraries begin, by {@code ai.onnxruntime.OnnxRuntime}. */
    private static final String PROPERTY_PREFIX = "onnxruntime.native.";

    /** How the folder begins that the runtime makes whether it unpacks something or not. */
    private static final String RUNTIME_FOLDER_PREFIX = "onnxruntime-java";

    private static final String RESOURCES = "/ai/onnxruntime/native/";

    /** What the runtime loads on every platform. */
    private static final List<String> REQUIRED = List.of("onnxruntime", "onnxruntime4j_jni");

    /** What it unpacks at its start as well where it is there. */
    private static final List<String> OPTIONAL =
            List.of("onnxruntime_providers_shared", "webgpu_dawn", "dxil", "dxcompiler");

    /** What it unpacks when a session asks for it, and looks for beside the others: artefacts with any of these are left alone. */
    private static final List<String> LATER = List.of(
            "onnxruntime_providers_cuda",
            "onnxruntime_providers_rocm",
            "onnxruntime_providers_dnnl",
            "onnxruntime_providers_openvino",
            "onnxruntime_providers_tensorrt",
            "onnxruntime_providers_qnn");

    private NativeLibraries() {}

    /**
     * Runs what makes the runtime load its libraries, with them unpacked where they are cleared away; as it is where somebody
     * said by a system property where they are, or the artefact has none for this platform.
     *
     * @throws IOException if they cannot be unpacked
     */
    static <T> T with(Supplier<T> loading) throws IOException {
        Optional<String> platform = platform();
        if (platform.isEmpty() || isSetByUser() || !isComplete(platform.get())) {
            return loading.get();
        }
        return loadingFrom(unpacked(platform.get()), loading);
    }

    private static WorkFolder unpacked(String platform) throws IOException {
        WorkFolder folder = WorkFolder.inTemporaryFolder();
        try {
            for (String library : REQUIRED) {
                unpack(library, platform, folder.path());
            }
            for (String library : OPTIONAL) {
                if (has(library, platform)) {
                    unpack(library, platform, folder.path());
                }
            }
            folder.deleteAtExit();
        } catch (IOException | RuntimeException e) {
            folder.close();
            throw e;
        }
        return folder;
    }

    /**
     * The runtime asks this property once, and only a property: it has no other way to be told. It is set no longer than that
     * takes.
     */
    private static <T> T loadingFrom(WorkFolder folder, Supplier<T> loading) {
        Path temporaryFolder = folder.parent();
        Set<Path> before = runtimeFolders(temporaryFolder);
        System.setProperty(FOLDER_PROPERTY, folder.path().toAbsolutePath().toString());
        try {
            return loading.get();
        } finally {
            System.clearProperty(FOLDER_PROPERTY);
            if (isLoadedFrom(folder.path())) {
                deleteRuntimeFolder(temporaryFolder, before);
            }
        }
    }

    /**
     * Returns whether the process is seen to run a library of a folder; false where the system does not show it (all but Linux),
     * and where other code has loaded the runtime before, from elsewhere.
     */
    private static boolean isLoadedFrom(Path folder) {
        Path maps = Path.of("/proc/self/maps");
        if (!Files.isReadable(maps)) {
            return false;
        }
        String name = folder.getFileName().toString();
        try (BufferedReader lines = Files.newBufferedReader(maps, StandardCharsets.ISO_8859_1)) {
            return lines.lines().anyMatch(line -> line.contains(name));
        } catch (IOException | UncheckedIOException e) {
            LOG.log(System.Logger.Level.DEBUG, () -> maps + " cannot be read", e);
            return false;
        }
    }

    /**
     * Deletes the runtime's own folder, which nothing was unpacked to since it took its libraries from ours. Its name is not to be
     * had; but it was made meanwhile, so that it is the new one if there is but one. If processes start at the same moment, it
     * stays until this one ends.
     */
    private static void deleteRuntimeFolder(Path temporaryFolder, Set<Path> before) {
        Set<Path> made = runtimeFolders(temporaryFolder);
        made.removeAll(before);
        if (made.size() != 1) {
            return;
        }
        Path folder = made.iterator().next();
        try {
            // Fails if something is in it.
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, () -> folder + " is left as it is", e);
        }
    }

    private static Set<Path> runtimeFolders(Path temporaryFolder) {
        Set<Path> folders = new HashSet<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(temporaryFolder, RUNTIME_FOLDER_PREFIX + "*")) {
            found.forEach(folders::add);
        } catch (IOException | DirectoryIteratorException e) {
            LOG.log(System.Logger.Level.DEBUG, () -> temporaryFolder + " cannot be listed", e);
        }
        return folders;
    }

    private static boolean isSetByUser() {
        return System.getProperties().stringPropertyNames().stream().anyMatch(name -> name.startsWith(PROPERTY_PREFIX));
    }

    private static boolean isComplete(String platform) {
        return REQUIRED.stream().allMatch(library -> has(library, platform))
                && LATER.stream().noneMatch(library -> has(library, platform));
    }

    private static boolean has(String library, String platform) {
        return OrtEnvironment.class.getResource(resource(library, platform)) != null;
    }

    private static void unpack(String library, String platform, Path folder) throws IOException {
        String resource = resource(library, platform);
        try (InputStream content = OrtEnvironment.class.getResourceAsStream(resource)) {
            if (content == null) {
                throw new IOException("ONNX Runtime's artefact has no " + resource + " any more");
            }
            Files.copy(content, folder.resolve(fileName(library)));
        }
    }

    private static String resource(String library, String platform) {
        return RESOURCES + platform + "/" + fileName(library);
    }

    private static String fileName(String library) {
        return System.mapLibraryName(library).replace("jnilib", "dylib");
    }

    /** Returns the platform as the artefact calls its folders, of those that it knows. */
    private static Optional<String> platform() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        String systemName = system.contains("mac") ? "osx" : system.contains("win") ? "win" : "linux";
        if (processor.startsWith("amd64") || processor.startsWith("x86_64")) {
            return Optional.of(systemName + "-x64");
        }
        return processor.startsWith("aarch64") ? Optional.of(systemName + "-aarch64") : Optional.empty();
    }
}

package io.github.segmentation4j.onnx.internal.ort;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import io.github.segmentation4j.internal.file.WholeFile;
import io.github.segmentation4j.onnx.runtime.GraphOptimization;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A folder of models as ONNX Runtime has rewritten them, so that it need not do so again.
 *
 * <p>A file's name is a digest of everything that its content depends on: the model, the runtime's version, the
 * optimisation level, the operating system and the processor, for which the level {@link GraphOptimization#ALL} orders the
 * weights. Where the processor cannot be told apart from others, what is stored stops short of that level.
 *
 * <p>A file appears in the folder in one step, so that other processes see all of it or nothing. One that the runtime cannot
 * load is written anew. Whatever goes wrong with the folder, the model itself is loaded.
 */
final class OptimizedModels {
    private static final System.Logger LOG = System.getLogger(OptimizedModels.class.getName());

    /** Part of every name; another number makes all files of older versions of this class unknown. */
    private static final String FORMAT = "1";

    private static final String SUFFIX = ".onnx";

    private final Path folder;
    private final SessionSettings settings;
    private final Optional<String> processor;

    /**
     * Creates the folder's view for some settings.
     *
     * @param processor the kind of this machine's processor, if it can be told, see {@link Processor#name}
     */
    OptimizedModels(Path folder, SessionSettings settings, Optional<String> processor) {
        this.folder = folder;
        this.settings = settings;
        this.processor = processor;
    }

    /** Opens a session of a model with some options. */
    interface Opener {
        OrtSession open(ModelSource source, SessionOptions options) throws OrtException;
    }

    /**
     * Returns a session of the model, from its file in the folder if there is one, else from the model itself.
     *
     * @throws OrtException if the model itself cannot be loaded
     */
    OrtSession session(OrtEnvironment environment, ModelSource source, Opener opener) throws OrtException {
        Optional<Path> file = file(environment, source);
        if (file.isPresent() && Files.isRegularFile(file.get())) {
            try {
                return open(opener, new ModelSource.File(file.get()), restOfOptimization());
            } catch (OrtException e) {
                LOG.log(System.Logger.Level.DEBUG, () -> file.get() + " cannot be loaded and is written anew", e);
            }
        }
        if (file.isEmpty()) {
            return open(opener, source, settings.optimization());
        }
        return storing(file.get(), opener, source);
    }

    private OrtSession storing(Path file, Opener opener, ModelSource source) throws OrtException {
        if (!Files.isWritable(folder)) {
            LOG.log(System.Logger.Level.DEBUG, () -> "No optimized model can be stored in " + folder);
            return open(opener, source, settings.optimization());
        }
        WholeFile unfinished;
        try {
            unfinished = WholeFile.begin(file);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, () -> "No optimized model can be stored in " + folder, e);
            return open(opener, source, settings.optimization());
        }
        try {
            return stored(unfinished, opener, source);
        } finally {
            close(unfinished);
        }
    }

    private OrtSession stored(WholeFile unfinished, Opener opener, ModelSource source) throws OrtException {
        OrtSession session;
        try (SessionOptions options = OrtModel.options(settings, storedOptimization())) {
            options.setOptimizedModelFilePath(unfinished.draft().toString());
            session = opener.open(source, options);
        } catch (OrtException e) {
            // Perhaps the disk is full; if it is the model, the reason is thrown now.
            LOG.log(System.Logger.Level.DEBUG, () -> source.name() + " cannot be stored in " + folder, e);
            return open(opener, source, settings.optimization());
        }
        keep(unfinished);
        if (storedOptimization() == settings.optimization()) {
            return session;
        }
        OrtModel.close(session);
        return open(opener, source, settings.optimization());
    }

    private OrtSession open(Opener opener, ModelSource source, GraphOptimization optimization) throws OrtException {
        try (SessionOptions options = OrtModel.options(settings, optimization)) {
            return opener.open(source, options);
        }
    }

    /** Returns how far the stored graphs are rewritten. */
    private GraphOptimization storedOptimization() {
        return settings.optimization() == GraphOptimization.ALL && processor.isEmpty()
                ? GraphOptimization.EXTENDED
                : settings.optimization();
    }

    /** Returns what is left to be done for a stored graph. */
    private GraphOptimization restOfOptimization() {
        return storedOptimization() == settings.optimization() ? GraphOptimization.NONE : settings.optimization();
    }

    /** Returns the file of a model, there or not; empty if its content cannot be told by a digest. */
    private Optional<Path> file(OrtEnvironment environment, ModelSource source) {
        try {
            return source.digest(settings.threads()).map(model -> folder.resolve(name(environment, model) + SUFFIX));
        } catch (IOException e) {
            // The runtime will say what is wrong with the model.
            LOG.log(System.Logger.Level.DEBUG, () -> source.name() + " cannot be read for a digest", e);
            return Optional.empty();
        }
    }

    private String name(OrtEnvironment environment, byte[] model) {
        String circumstances = String.join(
                "\n",
                FORMAT,
                environment.getVersion(),
                storedOptimization().name(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                processor.orElse(""));
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(model);
            digest.update(circumstances.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java platform lacks SHA-256, which every one has to have", e);
        }
    }

    private static void keep(WholeFile unfinished) {
        try {
            unfinished.keep();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, () -> unfinished.draft() + " cannot be given its name", e);
        }
    }

    private static void close(WholeFile unfinished) {
        try {
            unfinished.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, () -> unfinished.draft() + " cannot be deleted", e);
        }
    }
}

package io.github.segmentation4j.onnx.internal.ort;

import io.github.segmentation4j.onnx.internal.file.KernelGap;
import io.github.segmentation4j.onnx.internal.file.ModelDigest;
import io.github.segmentation4j.onnx.internal.file.PartialModel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where a model comes from. */
public sealed interface ModelSource {

    /** Returns what messages call the model. */
    String name();

    /** Returns a source that gives the same model whatever a caller does with its arrays. */
    default ModelSource lasting() {
        return this;
    }

    /**
     * Returns what tells the model's content from that of all others, empty if that would take too long to find out.
     *
     * @param threads the most threads to work with, at least 1
     * @throws IOException if the content cannot be read or is not a model
     * @see ModelDigest
     */
    Optional<byte[]> digest(int threads) throws IOException;

    /**
     * A file, which may keep its weights in further files beside it.
     *
     * @param path a path of the default file system
     */
    record File(Path path) implements ModelSource {
        @Override
        public String name() {
            return path.toString();
        }

        @Override
        public Optional<byte[]> digest(int threads) throws IOException {
            return ModelDigest.of(path, threads);
        }
    }

    /** The content of a model file, all weights inside. */
    final class Bytes implements ModelSource {
        private final String name;
        private final byte[] content;

        /**
         * Wraps the content of a file.
         *
         * @param name what messages call the model
         * @param content the bytes of the file, not to be written to
         */
        public Bytes(String name, byte[] content) {
            this.name = name;
            this.content = content;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Optional<byte[]> digest(int threads) throws IOException {
            return ModelDigest.of(ByteBuffer.wrap(content), threads);
        }

        @Override
        public ModelSource lasting() {
            return new Bytes(name, content.clone());
        }

        /** Returns the bytes of the file, not to be written to. */
        public byte[] content() {
            return content;
        }
    }

    /**
     * A part of a model, made in memory.
     *
     * @param name what messages call the model
     * @param content the bytes of its file, a direct buffer
     * @param folder where further files with weights lie; empty if all weights are inside
     */
    record Part(String name, ByteBuffer content, Optional<Path> folder) implements ModelSource {
        @Override
        public Optional<byte[]> digest(int threads) throws IOException {
            return ModelDigest.of(content, threads);
        }
    }

    /**
     * A whole model that runs only with casts around some of its nodes.
     *
     * @param original the model as it is
     * @param gaps the nodes that get casts
     */
    record Filled(ModelSource original, List<KernelGap> gaps) implements ModelSource {
        /** Copies the list. */
        public Filled {
            gaps = List.copyOf(gaps);
        }

        /** Returns a model with casts where there are such nodes, or else the model as it is. */
        public static ModelSource of(ModelSource original, List<KernelGap> gaps) {
            return gaps.isEmpty() ? original : new Filled(original, gaps);
        }

        @Override
        public String name() {
            return original.name();
        }

        @Override
        public ModelSource lasting() {
            return new Filled(original.lasting(), gaps);
        }

        @Override
        public Optional<byte[]> digest(int threads) throws IOException {
            // Nothing else is ever loaded of the original.
            return original.digest(threads);
        }

        /** Returns the model with its casts, or as it is if it cannot be taken apart. */
        ModelSource content() {
            if (original instanceof File file) {
                Optional<Path> folder =
                        Optional.ofNullable(file.path().toAbsolutePath().getParent());
                return part(PartialModel.whole(file.path(), gaps), folder);
            }
            return original instanceof Bytes bytes
                    ? part(PartialModel.whole(name(), bytes.content(), gaps), Optional.empty())
                    : original;
        }

        private ModelSource part(Optional<PartialModel> model, Optional<Path> folder) {
            return model.<ModelSource>map(made -> new Part(name(), made.content(), folder))
                    .orElse(original);
        }
    }
}

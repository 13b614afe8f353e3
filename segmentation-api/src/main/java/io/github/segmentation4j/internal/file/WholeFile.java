package io.github.segmentation4j.internal.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Writes a file whole or not at all: to a {@link WorkFolder} beside it, from where it takes its place in one step. What a
 * process that was killed had begun is removed when the next file is written to that folder.
 */
public final class WholeFile implements AutoCloseable {
    private final Path file;
    private final WorkFolder folder;
    private final Path draft;

    private WholeFile(Path file, WorkFolder folder) {
        this.file = file;
        this.folder = folder;
        // A file may be called like the lock file; its ending is kept, since writers go by it.
        this.draft = folder.path().resolve("draft-" + file.getFileName());
    }

    /** Writes the content of a file. */
    @FunctionalInterface
    public interface Content {
        /** Writes everything, and leaves the stream open. */
        void writeTo(OutputStream out) throws IOException;
    }

    /** Writes a file, in place of one of that name, or leaves what was there before. */
    public static void write(Path file, Content content) throws IOException {
        try (WholeFile whole = begin(file)) {
            try (OutputStream out = new BufferedOutputStream(
                    Files.newOutputStream(whole.draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
                content.writeTo(out);
            }
            whole.keep();
        }
    }

    /**
     * Begins a file that takes its place when it is kept.
     *
     * @throws IOException if none can be written there
     */
    public static WholeFile begin(Path file) throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IOException("it is the root folder");
        }
        return new WholeFile(file, WorkFolder.in(parent));
    }

    /**
     * Returns where to write until then: a name at which there is no file yet. What is made there has the permissions of any new
     * file, and keeps them.
     */
    public Path draft() {
        return draft;
    }

    /**
     * Puts the file in its place, and so replaces what was there before.
     *
     * @throws IOException if that fails
     */
    public void keep() throws IOException {
        try {
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Deletes what was written unless it was kept. */
    @Override
    public void close() throws IOException {
        folder.close();
    }
}

package io.github.segmentation4j.examples.segment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/**
 * Writes a file whole or not at all: to a temporary file in the same folder, which then takes the name of the file in one
 * step.
 */
final class WholeFile {
    private WholeFile() {}

    /** Writes the content of a file. */
    interface Content {
        /**
         * Writes to a file that exists and is empty.
         *
         * @throws IOException if it cannot be written
         */
        void writeTo(Path file) throws IOException;
    }

    /**
     * Writes a file, or leaves what was there before.
     *
     * @throws CommandException if it cannot be written
     */
    static void write(Path file, Content content) {
        try (Draft draft = draft(file)) {
            content.writeTo(draft.path());
            draft.keep();
        } catch (IOException e) {
            throw cannotWrite(file, e);
        }
    }

    /**
     * Begins a file that is written bit by bit; it takes its name when it is kept.
     *
     * @throws CommandException if it cannot be written
     */
    static Draft draft(Path file) {
        try {
            return new Draft(file, temporaryBeside(file));
        } catch (IOException e) {
            throw cannotWrite(file, e);
        }
    }

    /**
     * A file that does not have its name yet.
     *
     * @param file the name
     * @param path where to write until then: a file that is empty at first
     */
    record Draft(Path file, Path path) implements AutoCloseable {

        /**
         * Gives the file its name, and so replaces what had it before.
         *
         * @throws IOException if that fails
         */
        void keep() throws IOException {
            Files.move(path, file, StandardCopyOption.ATOMIC_MOVE);
        }

        /**
         * Deletes the file unless it was kept.
         *
         * @throws CommandException if it cannot be deleted
         */
        @Override
        public void close() {
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                throw cannotWrite(file, e);
            }
        }
    }

    /**
     * Checks that a file can be written, by writing another in its folder. What permissions say is not enough: a full or
     * read-only disk says yes.
     *
     * @throws CommandException if it cannot be written
     */
    static void check(Path file) {
        if (Files.isDirectory(file)) {
            throw CommandException.failure(file + " cannot be written: it is a folder", null);
        }
        if (Files.exists(file) && !Files.isWritable(file)) {
            throw CommandException.failure(file + " cannot be written: it is there and write-protected", null);
        }
        try {
            Files.delete(temporaryBeside(file));
        } catch (IOException e) {
            throw cannotWrite(file, e);
        }
    }

    /**
     * Makes an empty file. Not with {@link Files#createTempFile}, whose files only their owner may read, and which the
     * result would inherit; the process's own mask decides instead.
     */
    private static Path temporaryBeside(Path file) throws IOException {
        Path temporary = file.resolveSibling(".segment-" + UUID.randomUUID() + ".tmp");
        Files.createFile(temporary);
        // For a run that is interrupted; where the file is gone by then, nothing happens.
        temporary.toFile().deleteOnExit();
        return temporary;
    }

    /** Returns what to throw when a file cannot be written. */
    static CommandException cannotWrite(Path file, IOException cause) {
        return CommandException.failure(file + " cannot be written: " + Reasons.of(cause), cause);
    }
}

package io.github.segmentation4j.examples.segment;

import io.github.segmentation4j.internal.file.WholeFile;
import io.github.segmentation4j.internal.file.WorkFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes a file whole or not at all, as the libraries write theirs: to a hidden folder beside it, from where it takes its place
 * in one step.
 */
final class OutputFile {
    private OutputFile() {}

    /** Writes the content of a file. */
    interface Content {
        /**
         * Writes to a file that is not there yet.
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
            return new Draft(file, WholeFile.begin(file));
        } catch (IOException e) {
            throw cannotWrite(file, e);
        }
    }

    /** A file that does not have its name yet. */
    static final class Draft implements AutoCloseable {
        private final Path file;
        private final WholeFile whole;

        private Draft(Path file, WholeFile whole) {
            this.file = file;
            this.whole = whole;
        }

        /** Returns the name. */
        Path file() {
            return file;
        }

        /** Returns where to write until then, a file that is not there yet. */
        Path path() {
            return whole.draft();
        }

        /**
         * Gives the file its name, and so replaces what had it before.
         *
         * @throws IOException if that fails
         */
        void keep() throws IOException {
            whole.keep();
        }

        /**
         * Deletes the file unless it was kept.
         *
         * @throws CommandException if it cannot be deleted
         */
        @Override
        public void close() {
            try {
                whole.close();
            } catch (IOException e) {
                throw cannotWrite(file, e);
            }
        }
    }

    /**
     * Checks that a file can be written, by making a folder beside it. What permissions say is not enough: a full or read-only
     * disk says yes.
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
        draft(file).close();
    }

    /** Deletes what is begun and not finished when the process is told to end, as by Ctrl-C. */
    static void deleteDraftsAtExit() {
        Runtime.getRuntime().addShutdownHook(new Thread(OutputFile::deleteDrafts, "segment deletes unfinished files"));
    }

    private static void deleteDrafts() {
        try {
            WorkFolder.closeAll();
        } catch (IOException e) {
            // Nobody is left to be told; the next run removes the rest.
            System.getLogger(OutputFile.class.getName())
                    .log(System.Logger.Level.DEBUG, "Unfinished files cannot be deleted", e);
        }
    }

    /** Returns what to throw when a file cannot be written. */
    static CommandException cannotWrite(Path file, IOException cause) {
        return CommandException.failure(file + " cannot be written: " + Reasons.of(cause), cause);
    }
}

package io.github.segmentation4j.examples.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFileTest {
    @TempDir
    private Path folder;

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    @Test
    void replacesAFileInOneStep() throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "old");
        List<String> meanwhile = new ArrayList<>();

        OutputFile.write(file, temporary -> {
            Files.writeString(temporary, "new");
            meanwhile.add(Files.readString(file));
        });

        assertEquals(List.of("old"), meanwhile);
        assertEquals("new", Files.readString(file));
        assertEquals(List.of(file), files());
    }

    @Test
    void leavesTheOldFileAndNothingElseWhenWritingFails() throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "old");
        IOException full = new IOException("No space left on device");

        CommandException e = assertThrows(
                CommandException.class,
                () -> OutputFile.write(file, temporary -> {
                    Files.writeString(temporary, "half");
                    throw full;
                }));

        assertEquals(file + " cannot be written: No space left on device", e.getMessage());
        assertSame(full, e.getCause());
        assertEquals("old", Files.readString(file));
        assertEquals(List.of(file), files());
    }

    @Test
    void leavesNothingWhenWritingFailsWithAnError() throws IOException {
        Path file = folder.resolve("a.txt");

        assertThrows(
                OutOfMemoryError.class,
                () -> OutputFile.write(file, temporary -> {
                    throw new OutOfMemoryError();
                }));

        assertEquals(List.of(), files());
    }

    @Test
    void aDraftTakesItsNameWhenItIsKept() throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "old");

        try (OutputFile.Draft draft = OutputFile.draft(file)) {
            Files.writeString(draft.path(), "new");
            assertEquals("old", Files.readString(file));
            draft.keep();
        }

        assertEquals("new", Files.readString(file));
        assertEquals(List.of(file), files());
    }

    @Test
    void aDraftThatIsNotKeptIsGone() throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "old");

        try (OutputFile.Draft draft = OutputFile.draft(file)) {
            Files.writeString(draft.path(), "half");
        }

        assertEquals("old", Files.readString(file));
        assertEquals(List.of(file), files());
    }

    @Test
    void givesFilesThePermissionsOfAnyNewFile() throws IOException {
        Path plain = Files.createFile(folder.resolve("plain"));
        Path file = folder.resolve("a.txt");

        OutputFile.write(file, temporary -> Files.writeString(temporary, "text"));

        assertEquals(Files.getPosixFilePermissions(plain), Files.getPosixFilePermissions(file));
    }

    @Test
    void checksAFileWithoutATrace() throws IOException {
        OutputFile.check(folder.resolve("a.txt"));

        assertEquals(List.of(), files());
    }

    @Test
    void refusesAFileInAFolderThatIsNotThere() {
        Path file = folder.resolve("gone").resolve("a.txt");

        CommandException e = assertThrows(CommandException.class, () -> OutputFile.check(file));

        assertEquals(file + " cannot be written: no such file or folder", e.getMessage());
        assertEquals(1, e.exitCode());
        assertFalse(Files.exists(folder.resolve("gone")));
    }

    @Test
    void refusesAFolder() {
        CommandException e = assertThrows(CommandException.class, () -> OutputFile.check(folder));

        assertEquals(folder + " cannot be written: it is a folder", e.getMessage());
    }
}

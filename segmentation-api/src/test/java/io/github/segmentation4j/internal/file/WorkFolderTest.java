package io.github.segmentation4j.internal.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkFolderTest {
    /** A process that is not this one, dead or alive. */
    private static final String OTHER = WorkFolder.PREFIX + "0-0-";

    @TempDir
    private Path parent;

    private Set<String> files() throws IOException {
        Set<String> files = new TreeSet<>();
        try (Stream<Path> all = Files.walk(parent)) {
            all.filter(file -> !file.equals(parent))
                    .map(file -> parent.relativize(file).toString().replace('\\', '/'))
                    .forEach(files::add);
        }
        return files;
    }

    private Path folder(String name, String lockText) throws IOException {
        Path folder = Files.createDirectory(parent.resolve(name));
        Files.writeString(folder.resolve(WorkFolder.LOCK_FILE), lockText);
        Files.writeString(folder.resolve("content"), "of somebody");
        return folder;
    }

    private Process hold(Path file) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:-UsePerfData",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HoldFolder.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertEquals("begun", process.inputReader(StandardCharsets.UTF_8).readLine());
        return process;
    }

    @Test
    void isGoneOnceClosed() throws IOException {
        Path path;
        try (WorkFolder folder = WorkFolder.in(parent)) {
            path = folder.path();
            Files.writeString(path.resolve("draft"), "half");
            String name = path.getFileName().toString();
            assertEquals(Set.of(name, name + "/lock", name + "/draft"), files());
            assertEquals(WorkFolder.LOCK_TEXT, Files.readString(path.resolve(WorkFolder.LOCK_FILE)));
        }
        assertEquals(Set.of(), files());
    }

    @Test
    void closingTwiceIsClosingOnce() throws IOException {
        WorkFolder folder = WorkFolder.in(parent);
        folder.close();
        folder.close();
        assertEquals(Set.of(), files());
    }

    @Test
    void allCanBeClosedAtOnce() throws IOException {
        WorkFolder first = WorkFolder.in(parent);
        WorkFolder second = WorkFolder.in(parent);
        Files.writeString(second.path().resolve("draft"), "half");

        WorkFolder.closeAll();

        assertEquals(Set.of(), files());
        first.close();
    }

    @Test
    void removesTheFolderOfADeadProcess() throws IOException {
        folder(OTHER + "1", WorkFolder.LOCK_TEXT);

        DeadFolders.removeIn(parent, Files.getOwner(parent));

        assertEquals(Set.of(), files());
    }

    @Test
    void leavesWhatIsNotProvedToBeOurs() throws IOException {
        folder(OTHER + "1", "");
        folder(OTHER + "2", WorkFolder.LOCK_TEXT.substring(1));
        folder(OTHER + "3", WorkFolder.LOCK_TEXT + "and more");
        folder(OTHER + "4", WorkFolder.LOCK_TEXT.replace("may", "MAY"));
        folder("segmentation4j", WorkFolder.LOCK_TEXT);
        Files.createDirectories(parent.resolve(OTHER + "5").resolve("inner"));
        Files.writeString(parent.resolve(OTHER + "6"), WorkFolder.LOCK_TEXT);
        Files.createDirectories(parent.resolve(OTHER + "7").resolve(WorkFolder.LOCK_FILE));
        Path dead = folder("elsewhere", WorkFolder.LOCK_TEXT);
        Files.createSymbolicLink(parent.resolve(OTHER + "8"), dead);
        Path linkedLock = Files.createDirectory(parent.resolve(OTHER + "9"));
        Files.createSymbolicLink(linkedLock.resolve(WorkFolder.LOCK_FILE), dead.resolve(WorkFolder.LOCK_FILE));
        Set<String> before = files();

        DeadFolders.removeIn(parent, Files.getOwner(parent));

        assertEquals(before, files());
    }

    @Test
    void removesWhatAProcessDidNotComeToFinish() throws IOException {
        Files.createDirectory(parent.resolve(OTHER + "1"));
        for (int length : new int[] {0, 1, WorkFolder.LOCK_TEXT.length() - 1}) {
            Path folder = Files.createDirectory(parent.resolve(OTHER + "of" + length));
            Files.writeString(folder.resolve(WorkFolder.LOCK_FILE), WorkFolder.LOCK_TEXT.substring(0, length));
        }

        DeadFolders.removeIn(parent, Files.getOwner(parent));

        assertEquals(Set.of(), files());
    }

    @Test
    void aFolderThatIsRemovedInTheMakingIsMadeAnew() throws IOException {
        List<Path> made = new ArrayList<>();
        try (WorkFolder folder = WorkFolder.made(() -> {
            Path path = Files.createDirectory(parent.resolve(OTHER + made.size()));
            made.add(path);
            if (made.size() < 3) {
                Files.delete(path);
            }
            return path;
        })) {
            assertEquals(made.get(2), folder.path());
            assertEquals(WorkFolder.LOCK_TEXT, Files.readString(folder.path().resolve(WorkFolder.LOCK_FILE)));
        }
        assertEquals(Set.of(), files());
        IOException e = assertThrows(IOException.class, () -> WorkFolder.made(() -> parent.resolve("never there")));
        assertTrue(e.getMessage().contains("removed by others"), e.getMessage());
    }

    /** Several processes in effect: threads that make folders while others look for dead ones. */
    @Test
    void foldersInTheMakingAndTheRemovalOfDeadOnesGoTogether() throws Exception {
        UserPrincipal user = Files.getOwner(parent);
        AtomicBoolean done = new AtomicBoolean();
        Thread remover = new Thread(() -> {
            while (!done.get()) {
                DeadFolders.removeIn(parent, user);
            }
        });
        remover.start();
        try {
            for (int i = 0; i < 300; i++) {
                int number = i;
                int[] attempt = new int[1];
                try (WorkFolder folder = WorkFolder.made(
                        () -> Files.createDirectory(parent.resolve(OTHER + number + "-" + attempt[0]++)))) {
                    Files.writeString(folder.path().resolve("draft"), "x");
                }
            }
        } finally {
            done.set(true);
            remover.join();
        }
    }

    @Test
    void leavesWhatAnotherUserMade() throws IOException {
        folder(OTHER + "1", WorkFolder.LOCK_TEXT);
        Set<String> before = files();
        UserPrincipal other = new UserPrincipal() {
            @Override
            public String getName() {
                return "other";
            }
        };

        DeadFolders.removeIn(parent, other);

        assertEquals(before, files());
    }

    @Test
    void writesToFileSystemsWithoutLocks() throws IOException {
        Path zip = parent.resolve("labels.zip");
        try (FileSystem inside = FileSystems.newFileSystem(zip, Map.of("create", "true"))) {
            WholeFile.write(inside.getPath("/a.txt"), out -> out.write('a'));
        }
        try (FileSystem inside = FileSystems.newFileSystem(zip);
                Stream<Path> files = Files.list(inside.getPath("/"))) {
            assertEquals(List.of("/a.txt"), files.map(Path::toString).toList());
        }
    }

    @Test
    void aFileMayBeCalledLikeTheLock() throws IOException {
        WholeFile.write(parent.resolve(WorkFolder.LOCK_FILE), out -> out.write('a'));

        assertEquals(Set.of(WorkFolder.LOCK_FILE), files());
        assertEquals("a", Files.readString(parent.resolve(WorkFolder.LOCK_FILE)));
    }

    @Test
    void neverDeletesAFolderInTheFolder() throws IOException {
        Path dead = folder(OTHER + "1", WorkFolder.LOCK_TEXT);
        Path inner = Files.createDirectory(dead.resolve("photos"));
        Files.writeString(inner.resolve("photo"), "of somebody");

        DeadFolders.removeIn(parent, Files.getOwner(parent));

        assertTrue(Files.exists(inner.resolve("photo")));
    }

    @Test
    void leavesTheFolderOfALivingProcessAndRemovesItOnceKilled() throws Exception {
        Process process = hold(parent.resolve("result.png"));
        Set<String> meanwhile = files();
        assertEquals(3, meanwhile.size(), meanwhile::toString);

        DeadFolders.removeIn(parent, Files.getOwner(parent));
        assertEquals(meanwhile, files());

        process.destroyForcibly().waitFor();
        assertEquals(meanwhile, files());
        DeadFolders.removeIn(parent, Files.getOwner(parent));
        assertEquals(Set.of(), files());
    }

    @Test
    void leavesTheFoldersOfThisProcess() throws IOException {
        try (WorkFolder folder = WorkFolder.in(parent)) {
            Set<String> before = files();
            DeadFolders.removeIn(parent, Files.getOwner(parent));
            assertEquals(before, files());
            assertTrue(Files.exists(folder.path()));
        }
    }

    @Test
    void theFirstFileWrittenToAFolderRemovesWhatADeadProcessLeft() throws IOException {
        folder(OTHER + "1", WorkFolder.LOCK_TEXT);

        WholeFile.write(parent.resolve("a.txt"), out -> out.write('a'));

        assertEquals(Set.of("a.txt"), files());
    }

    @Test
    void aFileAppearsInOneStep() throws IOException {
        Path file = Files.writeString(parent.resolve("a.txt"), "old");

        WholeFile.write(file, out -> {
            out.write("new".getBytes(StandardCharsets.US_ASCII));
            assertEquals("old", Files.readString(file));
        });

        assertEquals("new", Files.readString(file));
        assertEquals(Set.of("a.txt"), files());
    }

    @Test
    void aFileThatCannotBeWrittenLeavesTheOldOne() throws IOException {
        Path file = Files.writeString(parent.resolve("a.txt"), "old");

        assertThrows(
                FileSystemException.class,
                () -> WholeFile.write(file, out -> {
                    throw new FileSystemException("full");
                }));

        assertEquals("old", Files.readString(file));
        assertEquals(Set.of("a.txt"), files());
    }

    @Test
    void aFolderThatIsNotThereIsNotMade() {
        Path file = parent.resolve("gone").resolve("a.txt");

        assertThrows(NoSuchFileException.class, () -> WholeFile.write(file, out -> out.write('a')));
    }
}

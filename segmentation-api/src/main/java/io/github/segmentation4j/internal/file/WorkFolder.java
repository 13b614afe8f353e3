package io.github.segmentation4j.internal.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * A hidden folder for the unfinished files of this process, deleted when it is closed.
 *
 * <p>In it stands a lock file, on which the process holds a lock for as long as it lives. The operating system releases the
 * lock with the process, however it ended; so a folder whose lock file has our words and no lock is one that nobody will come
 * back to, and whoever makes the next folder beside it removes it ({@link DeadFolders}), as it does with one whose making was not
 * finished. Neither a name, nor an age, nor the
 * number of a process is taken for a proof: other programs may use the first, clocks and containers repeat the others.
 *
 * <p>Safe for use by any number of threads.
 */
public final class WorkFolder implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(WorkFolder.class.getName());

    /** How the names of all such folders begin. */
    static final String PREFIX = ".segmentation4j-";

    /** The name of the lock file. */
    static final String LOCK_FILE = "lock";

    /**
     * How often a folder is made anew that another process has taken for one that nobody comes back to, between its making and its
     * lock; once is rare.
     */
    private static final int MAX_ATTEMPTS = 100;

    /** The content of the lock file, written once the lock is held: a shorter one belongs to a folder in the making. */
    static final String LOCK_TEXT = "This folder belongs to a process of segmentation4j."
            + " Once no process holds a lock on this file, the folder may be deleted.\n";

    /** The beginning of the names of this process's folders. */
    static final String PREFIX_OF_THIS_PROCESS = PREFIX + processName() + "-";

    private static final Set<WorkFolder> OPEN = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final Optional<FileChannel> lock;

    private WorkFolder(Path path, Optional<FileChannel> lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Makes a folder in another one, whose dead folders are removed the first time.
     *
     * @throws IOException if it cannot be made
     */
    public static WorkFolder in(Path parent) throws IOException {
        return swept(made(() -> Files.createTempDirectory(parent, PREFIX_OF_THIS_PROCESS)));
    }

    /**
     * Makes a folder in the one for temporary files, whose dead folders are removed the first time.
     *
     * @throws IOException if it cannot be made
     */
    public static WorkFolder inTemporaryFolder() throws IOException {
        return swept(made(() -> Files.createTempDirectory(PREFIX_OF_THIS_PROCESS)));
    }

    /**
     * Removes dead folders beside a folder, whose owner is the user of this process, however the system calls that. Where a file
     * system knows no owners, nothing is removed.
     */
    private static WorkFolder swept(WorkFolder folder) {
        // Where temporary files go is asked once at the start of Java, and not to be learned by its property later.
        if (folder.lock.isPresent()) {
            try {
                DeadFolders.removeOnceIn(folder.parent(), Files.getOwner(folder.path));
            } catch (IOException | UnsupportedOperationException e) {
                LOG.log(System.Logger.Level.DEBUG, () -> folder.path + " has no owner that could be told", e);
            }
        }
        return folder;
    }

    /** Makes an empty folder of a new name. */
    @FunctionalInterface
    interface Maker {
        Path make() throws IOException;
    }

    /**
     * Makes a folder and locks it.
     *
     * @throws IOException if it cannot be made, or is removed by others again and again
     */
    static WorkFolder made(Maker maker) throws IOException {
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            Path path = maker.make();
            Path file = path.resolve(LOCK_FILE);
            Optional<FileChannel> lock = lock(file);
            // Before the lock was held, another process may have taken the folder for one that was left.
            if (Files.exists(lock.isPresent() ? file : path)) {
                WorkFolder folder = new WorkFolder(path, lock);
                OPEN.add(folder);
                return folder;
            }
            if (lock.isPresent()) {
                lock.get().close();
            }
        }
        throw new IOException("the folder for unfinished files is removed by others as often as it is made");
    }

    /**
     * Makes a lock file and returns the channel with its lock; nothing where the file system knows no locks, such as that of a
     * ZIP file: then a killed process leaves its folder for good, which is better than to refuse to write.
     */
    private static Optional<FileChannel> lock(Path file) {
        if (!file.getFileSystem().equals(FileSystems.getDefault())) {
            return Optional.empty();
        }
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            try {
                // Waits at most for another process that looks whether this is a dead folder.
                channel.lock();
                ByteBuffer text = ByteBuffer.wrap(LOCK_TEXT.getBytes(StandardCharsets.US_ASCII));
                while (text.hasRemaining()) {
                    channel.write(text);
                }
                return Optional.of(channel);
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException | UnsupportedOperationException e) {
            LOG.log(System.Logger.Level.DEBUG, () -> file + " cannot be locked", e);
            return Optional.empty();
        }
    }

    /**
     * Tells this process from those before it, also where all of them have one number, as in containers. A folder of this very
     * process is never looked at: on POSIX systems, to open and close its lock file would release the lock.
     */
    private static String processName() {
        ProcessHandle process = ProcessHandle.current();
        long start = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
        return Long.toString(process.pid(), Character.MAX_RADIX) + "-" + Long.toString(start, Character.MAX_RADIX);
    }

    /** Returns where the folder is. */
    public Path path() {
        return path;
    }

    /** Returns the folder that it is in. */
    public Path parent() {
        return Objects.requireNonNull(path.toAbsolutePath().getParent(), "a folder that was made is in another");
    }

    /** Deletes the folder with all that is in it now when Java ends, too, unless it is closed before. */
    public void deleteAtExit() throws IOException {
        // Java deletes the last that was registered first.
        path.toFile().deleteOnExit();
        path.resolve(LOCK_FILE).toFile().deleteOnExit();
        for (Path file : files(path)) {
            if (!file.endsWith(LOCK_FILE)) {
                file.toFile().deleteOnExit();
            }
        }
    }

    /**
     * Deletes the folder with the files in it.
     *
     * @throws IOException if something cannot be deleted
     */
    @Override
    public void close() throws IOException {
        if (OPEN.remove(this)) {
            try {
                delete(path);
            } finally {
                if (lock.isPresent()) {
                    lock.get().close();
                }
            }
        }
    }

    /**
     * Closes all folders that are open, for the end of a process that does not wait for its threads.
     *
     * @throws IOException if something cannot be deleted
     */
    public static void closeAll() throws IOException {
        IOException failure = null;
        for (WorkFolder folder : OPEN) {
            try {
                folder.close();
            } catch (IOException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** Deletes a folder and the files in it, its lock file last; no folder in it, since we make none. */
    static void delete(Path folder) throws IOException {
        for (Path file : files(folder)) {
            if (!file.endsWith(LOCK_FILE)) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder.resolve(LOCK_FILE));
        Files.deleteIfExists(folder);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}

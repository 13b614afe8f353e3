package io.github.segmentation4j.internal.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserPrincipal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Removes the {@linkplain WorkFolder work folders} of processes that did not come to it.
 *
 * <p>A folder is removed if it and its lock file belong to the user of this process, if the lock file has our words, and if its
 * lock can be had. So is one that a process did not come to finish: an empty one, or one with nothing in it but a lock file that
 * has the first of our words or none; a process that is still at it notices and makes another. What fails any of that is left as
 * it is: above all what another user made, who could put a link in its place meanwhile.
 */
final class DeadFolders {
    private static final System.Logger LOG = System.getLogger(DeadFolders.class.getName());

    /** Parents to remember. Who writes into more folders than that looks into some of them again. */
    private static final int MAX_PARENTS = 1024;

    private static final Set<Path> SEEN = Collections.synchronizedSet(Collections.newSetFromMap(new LatestParents()));

    private DeadFolders() {}

    /**
     * Removes the dead folders in another one, if this process has not done so before; one that cannot be removed stays.
     *
     * @param user whose folders they have to be
     */
    static void removeOnceIn(Path parent, UserPrincipal user) {
        if (SEEN.add(parent.toAbsolutePath().normalize())) {
            removeIn(parent, user);
        }
    }

    /** Removes the dead folders in another one; one that cannot be removed stays. */
    static void removeIn(Path parent, UserPrincipal user) {
        try (DirectoryStream<Path> candidates = Files.newDirectoryStream(parent, WorkFolder.PREFIX + "*")) {
            for (Path candidate : candidates) {
                if (!candidate.getFileName().toString().startsWith(WorkFolder.PREFIX_OF_THIS_PROCESS)) {
                    removeIfDead(candidate, user);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.log(System.Logger.Level.DEBUG, () -> parent + " cannot be searched for folders of dead processes", e);
        }
    }

    private static boolean isOwnedBy(UserPrincipal user, Path file) throws IOException {
        return Files.getOwner(file, LinkOption.NOFOLLOW_LINKS).equals(user);
    }

    private static void removeIfDead(Path folder, UserPrincipal user) {
        Path file = folder.resolve(WorkFolder.LOCK_FILE);
        try {
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) || !isOwnedBy(user, folder)) {
                return;
            }
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                Files.delete(folder); // Fails if anything is in it.
                return;
            }
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || !isOwnedBy(user, file)) {
                return;
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, () -> folder + " is left as it is", e);
            return;
        }
        try (FileChannel channel = FileChannel.open(
                        file, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
                FileLock lock = channel.tryLock()) {
            if (lock != null && (hasOurWords(channel) || isUnfinished(folder, channel))) {
                WorkFolder.delete(folder);
            }
        } catch (IOException | OverlappingFileLockException e) {
            LOG.log(System.Logger.Level.DEBUG, () -> folder + " is left as it is", e);
        }
    }

    private static boolean hasOurWords(FileChannel channel) throws IOException {
        return channel.size() == WorkFolder.LOCK_TEXT.length() && words(channel).equals(WorkFolder.LOCK_TEXT);
    }

    /** True if a process was ended before it had written its words, and so before it had put anything else there. */
    private static boolean isUnfinished(Path folder, FileChannel channel) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return channel.size() < WorkFolder.LOCK_TEXT.length()
                    && WorkFolder.LOCK_TEXT.startsWith(words(channel))
                    && files.count() == 1;
        }
    }

    /** Returns what a short file holds. */
    private static String words(FileChannel channel) throws IOException {
        ByteBuffer words = ByteBuffer.allocate((int) channel.size());
        while (words.hasRemaining() && channel.read(words, words.position()) >= 0) {
            // Reads on to the end.
        }
        return new String(words.array(), 0, words.position(), StandardCharsets.US_ASCII);
    }

    /** The folders that were searched last. */
    private static final class LatestParents extends LinkedHashMap<Path, Boolean> {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, Boolean> eldest) {
            return size() > MAX_PARENTS;
        }
    }
}

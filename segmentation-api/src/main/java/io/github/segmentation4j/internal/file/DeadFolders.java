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

/**
 * Removes the {@linkplain WorkFolder work folders} of processes that did not come to it.
 *
 * <p>A folder is removed if it and its lock file belong to the user of this process, if the lock file has our words, and if its
 * lock can be had. What fails any of that is left as it is: above all what another user made, who could put a link in its place
 * meanwhile.
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
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try {
            if (!isOwnedBy(user, folder) || !isOwnedBy(user, file)) {
                return;
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, () -> folder + " is left as it is", e);
            return;
        }
        try (FileChannel channel = FileChannel.open(
                        file, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
                FileLock lock = channel.tryLock()) {
            if (lock != null && hasOurWords(channel)) {
                WorkFolder.delete(folder);
            }
        } catch (IOException | OverlappingFileLockException e) {
            LOG.log(System.Logger.Level.DEBUG, () -> folder + " is left as it is", e);
        }
    }

    private static boolean hasOurWords(FileChannel channel) throws IOException {
        byte[] expected = WorkFolder.LOCK_TEXT.getBytes(StandardCharsets.US_ASCII);
        if (channel.size() != expected.length) {
            return false;
        }
        ByteBuffer words = ByteBuffer.allocate(expected.length);
        while (words.hasRemaining() && channel.read(words) >= 0) {
            // Reads on to the end.
        }
        return !words.hasRemaining() && words.flip().equals(ByteBuffer.wrap(expected));
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

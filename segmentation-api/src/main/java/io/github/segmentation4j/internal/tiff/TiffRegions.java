package io.github.segmentation4j.internal.tiff;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A TIFF or BigTIFF file that stays on disk, and of whose picture rectangles are decoded: the first of the file, and smaller
 * ones of the same, which viewers call the levels of a pyramid.
 *
 * <p>Those are its SubIFDs (TIFF technical note 1), and pages whose field NewSubfileType calls them a picture of lower
 * resolution (TIFF 6.0, section 8), as far as they have the first picture's proportions and can be decoded.
 *
 * <p>Safe for use by any number of threads.
 */
public final class TiffRegions implements AutoCloseable {
    /** The most directories that are looked at for levels; halving 2^31 pixels takes 31. */
    private static final int MAX_DIRECTORIES = 64;

    private static final int REDUCED_RESOLUTION = 1;
    private static final int TRANSPARENCY_MASK = 4;
    private static final String APERIO = "Aperio";

    private final FileStorage storage;
    private final PartCache cache;
    private final List<TiffLevel> levels;

    private TiffRegions(FileStorage storage, TiffLimits limits, long cacheBytes) throws TiffException {
        this.storage = storage;
        this.cache = new PartCache(cacheBytes);
        TiffDirectory first = TiffDirectory.first(storage);
        this.levels = levels(first, TiffLevel.open(first, limits, cache), limits, cache);
    }

    /**
     * Returns whether a file begins like a TIFF or BigTIFF file.
     *
     * @throws IOException if it cannot be read
     */
    public static boolean isTiff(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer head = ByteBuffer.allocate(TiffDirectory.BYTES_OF_MAGIC);
            while (head.hasRemaining() && channel.read(head) >= 0) {}
            return !head.hasRemaining() && TiffDirectory.isTiff(head.array());
        }
    }

    /**
     * Opens a file for which {@link #isTiff} holds.
     *
     * @param limits held against each rectangle and each tile; the picture may be of any size
     * @param cacheBytes the most bytes of pixels of decoded strips and tiles that are kept, not negative
     * @throws TiffException if it is damaged, its tiles are too large, or it is of a kind that is not decoded here
     * @throws IOException if it cannot be opened
     */
    public static TiffRegions open(Path file, TiffLimits limits, long cacheBytes) throws IOException {
        FileStorage storage = FileStorage.open(file);
        try {
            return new TiffRegions(storage, limits, cacheBytes);
        } catch (IOException | RuntimeException | Error e) {
            storage.close();
            throw e;
        }
    }

    private static List<TiffLevel> levels(TiffDirectory first, TiffLevel full, TiffLimits limits, PartCache cache) {
        List<TiffLevel> smaller = new ArrayList<>();
        for (TiffDirectory directory : smallerPictures(first)) {
            try {
                TiffLevel level = TiffLevel.open(directory, limits, cache);
                if (hasProportionsOf(full, level)) {
                    smaller.add(level);
                }
            } catch (TiffException notDecoded) {
                // The picture itself is there without it.
            }
        }
        smaller.sort(Comparator.comparingInt(TiffLevel::width).reversed());
        List<TiffLevel> levels = new ArrayList<>(List.of(full));
        for (TiffLevel level : smaller) {
            if (level.width() < levels.get(levels.size() - 1).width()) {
                levels.add(level);
            }
        }
        return List.copyOf(levels);
    }

    private static List<TiffDirectory> smallerPictures(TiffDirectory first) {
        List<TiffDirectory> found = new ArrayList<>();
        try {
            for (long offset : first.values(Tag.SUB_IFDS, MAX_DIRECTORIES)) {
                found.add(first.at(offset));
            }
        } catch (TiffException damaged) {
            // What was found before it is left.
        }
        try {
            Set<Long> seen = new HashSet<>();
            TiffDirectory page = first;
            boolean aperio = isAperio(first);
            while (page.next() != 0 && seen.size() < MAX_DIRECTORIES && seen.add(page.next())) {
                page = first.at(page.next());
                long kind = page.value(Tag.NEW_SUBFILE_TYPE, 0);
                boolean smaller = (kind & REDUCED_RESOLUTION) != 0 && (kind & TRANSPARENCY_MASK) == 0;
                // Aperio's pages are not marked; its label and its overview of the slide are in strips, or marked.
                boolean ofSlide = aperio && kind == 0 && page.has(Tag.TILE_WIDTH);
                if ((smaller && !aperio) || ofSlide) {
                    found.add(page);
                }
            }
        } catch (TiffException damaged) {
            // What was found before it is left.
        }
        return found;
    }

    /** Returns whether the description of a picture begins as in the files of Aperio's scanners (SVS). */
    private static boolean isAperio(TiffDirectory first) throws TiffException {
        if (!first.has(Tag.IMAGE_DESCRIPTION)) {
            return false;
        }
        String description = new String(first.field(Tag.IMAGE_DESCRIPTION).values(), StandardCharsets.ISO_8859_1);
        return description.startsWith(APERIO);
    }

    /** Whether sides were rounded up or down, each is at most a pixel from the exact one. */
    private static boolean hasProportionsOf(TiffLevel full, TiffLevel level) {
        double across = (double) level.width() / full.width();
        double down = (double) level.height() / full.height();
        return Math.abs(across - down) <= 1.0 / full.width() + 1.0 / full.height();
    }

    /** Returns the pictures, the largest first. */
    public List<TiffLevel> levels() {
        return levels;
    }

    /** Returns the orientation that the file states in its field, 1 to 8 as in EXIF, or {@link TiffPhoto#NO_ORIENTATION}. */
    public int orientation() throws TiffException {
        return levels.get(0).layout().orientation();
    }

    /** Returns the file's XMP packet, empty without one. */
    public byte[] xmp() {
        return levels.get(0).layout().xmp();
    }

    /**
     * Closes the file, of which nothing can be decoded from then on.
     *
     * @throws IOException if that fails
     */
    @Override
    public void close() throws IOException {
        cache.clear();
        storage.close();
    }
}

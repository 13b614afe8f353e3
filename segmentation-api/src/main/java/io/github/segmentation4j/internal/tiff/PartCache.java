package io.github.segmentation4j.internal.tiff;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decoded strips and tiles, of which those used last are kept. Safe for use by any number of threads. */
final class PartCache {
    private final long maxBytes;
    private final Map<Key, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /** A part of a picture, by the width of that picture among those of its file, and its pixels by their kind. */
    record Key(int pictureWidth, PixelKind kind, int row, int column) {}

    private record Entry(Picture part, long bytes) {}

    /** Creates a cache that holds at most so many bytes of pixels. */
    PartCache(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Returns whether a part of so many bytes is kept at all. */
    boolean takes(long partBytes) {
        return partBytes <= maxBytes;
    }

    synchronized @Nullable Picture get(Key key) {
        Entry entry = entries.get(key);
        return entry == null ? null : entry.part;
    }

    /** Keeps a part in place of those that were not used for the longest time. */
    synchronized void put(Key key, Picture part, long partBytes) {
        Entry before = entries.put(key, new Entry(part, partBytes));
        bytes += partBytes - (before == null ? 0 : before.bytes);
        Iterator<Entry> oldest = entries.values().iterator();
        while (bytes > maxBytes) {
            bytes -= oldest.next().bytes;
            oldest.remove();
        }
    }

    synchronized void clear() {
        entries.clear();
        bytes = 0;
    }
}

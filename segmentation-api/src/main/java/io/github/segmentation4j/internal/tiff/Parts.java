package io.github.segmentation4j.internal.tiff;

import java.util.Arrays;

/** Where the compressed data of the strips or tiles lie, each checked against the file before any is decoded. */
final class Parts {
    /** Bit order within a byte does not concern these: their streams have an order of their own. */
    private static final byte[] REVERSED = new byte[1 << Byte.SIZE];

    static {
        for (int i = 0; i < REVERSED.length; i++) {
            REVERSED[i] = (byte) (Integer.reverse(i) >>> (Integer.SIZE - Byte.SIZE));
        }
    }

    /**
     * How often, on average, each byte of a file may belong to a part. Programs let equal tiles share their data; more than
     * this is known of none, and each part costs what a file of its own would.
     */
    private static final int MAX_PARTS_OF_BYTE = 4;

    /** What all parts together may have in any case: small files of blank tiles share the most. */
    private static final long ALWAYS_ENOUGH = 1L << 24;

    /** All tables that a JPEG stream can use are shorter; each part is decoded with a copy of them. */
    private static final int USUAL_TABLES = 1 << 12;

    private final TiffLayout layout;
    private final TiffBytes bytes;
    private final long maxBytes;
    private final boolean bitsReversed;
    private final long bytesOfPart;
    private final long bytesOfLastPart;
    private final long[] offsets;
    private final long[] lengths;

    private Parts(TiffLayout layout, TiffLimits limits, int count) throws TiffException {
        this.layout = layout;
        this.bytes = layout.directory().bytes();
        this.maxBytes = limits.maxBytes();
        this.bitsReversed = layout.bitsReversed();
        this.bytesOfPart = layout.bytesOfRows(layout.grid().rows(0));
        this.bytesOfLastPart =
                layout.bytesOfRows(layout.grid().rows(layout.grid().down() - 1));
        this.offsets = new long[count];
        this.lengths = new long[count];
    }

    /**
     * Finds the parts of the first planes.
     *
     * @throws TiffException if one lies outside the file, or has fewer bytes than its samples need at the least, or if too
     *     many lie on the same bytes
     */
    static Parts of(TiffLayout layout, int planes, TiffLimits limits) throws TiffException {
        TiffDirectory directory = layout.directory();
        boolean inTiles = directory.has(Tag.TILE_OFFSETS);
        int offsetTag = inTiles ? Tag.TILE_OFFSETS : Tag.STRIP_OFFSETS;
        int countTag = directory.has(Tag.TILE_BYTE_COUNTS) ? Tag.TILE_BYTE_COUNTS : Tag.STRIP_BYTE_COUNTS;
        long needed = layout.grid().parts() * planes;
        long[] offsets = directory.values(offsetTag, needed);
        if (offsets.length < needed) {
            throw TiffException.truncated("it lists " + offsets.length + " of " + needed + " strips or tiles");
        }
        long[] counts = directory.values(countTag, needed);
        Parts parts = new Parts(layout, limits, offsets.length);
        long[] sorted = offsets.clone();
        Arrays.sort(sorted);
        for (int part = 0; part < offsets.length; part++) {
            long next = next(sorted, offsets[part]);
            parts.place(part, offsets[part], part < counts.length ? counts[part] : 0, next);
        }
        parts.checkTogether();
        return parts;
    }

    /** Returns the lowest offset above another, or the highest number if there is none. */
    private static long next(long[] sorted, long offset) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] > offset) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low < sorted.length ? sorted[low] : Long.MAX_VALUE;
    }

    /** Uncompressed data cost what the picture does, wherever they lie. */
    private void checkTogether() throws TiffException {
        if (layout.compression() == Compression.NONE) {
            return;
        }
        int tables =
                layout.compression() == Compression.JPEG ? layout.directory().content(Tag.JPEG_TABLES).length : 0;
        long all = (long) lengths.length * Math.max(0, tables - USUAL_TABLES);
        for (long length : lengths) {
            all += length;
        }
        long most = Math.max(ALWAYS_ENOUGH, (long) MAX_PARTS_OF_BYTE * bytes.length());
        if (all > most) {
            throw TiffException.tooLarge("strips or tiles that share their data, of " + all
                    + " bytes together in a file of " + bytes.length() + ", more than the limit of " + most);
        }
    }

    private void place(int part, long offset, long count, long next) throws TiffException {
        if (offset < 0 || offset > bytes.length()) {
            throw TiffException.truncated("strip or tile " + part + " begins at byte " + Long.toUnsignedString(offset)
                    + " of " + bytes.length());
        }
        // Uncompressed data are as long as they must be, whatever the count says; Pillow does not look at it either.
        // A count of 0 beside an offset is one that its program never wrote: the data end before the next at the
        // latest.
        boolean counted = count >= 0 && (count > 0 || offset == 0);
        long rest = bytes.length() - offset;
        offsets[part] = offset;
        long stated = counted ? count : next - offset;
        lengths[part] = layout.compression() == Compression.NONE ? rest : Math.min(stated, rest);
        Grid grid = layout.grid();
        int row = (int) (part % grid.parts() / grid.across());
        long least = uncompressed(row) / layout.compression().highestRatio();
        if (lengths[part] < least || lengths[part] == 0) {
            throw TiffException.truncated("strip or tile " + part + " has " + lengths[part]
                    + " bytes in the file, at least " + Math.max(1, least) + " are needed");
        }
    }

    /** Returns what the data of a part stand for; not for JPEG, which does not stand for bytes. */
    ByteSource source(int plane, int row, int column) throws TiffException {
        int part = part(plane, row, column);
        return layout.compression() == Compression.NONE
                ? new StoredSource(bytes, offsets[part], uncompressed(row), bitsReversed)
                : ByteSource.of(layout, data(plane, row, column));
    }

    /** Returns the compressed data of a part, its bits in the order of the decoders. */
    Span data(int plane, int row, int column) throws TiffException {
        int part = part(plane, row, column);
        if (lengths[part] > maxBytes) {
            throw TiffException.tooLarge(
                    "a strip or tile of " + lengths[part] + " compressed bytes, more than the limit of " + maxBytes);
        }
        Span data = bytes.span(offsets[part], lengths[part]);
        if (!bitsReversed || layout.compression() == Compression.JPEG) {
            return data;
        }
        byte[] reversed = Arrays.copyOfRange(data.content(), data.start(), data.end());
        reverseBits(reversed, 0, reversed.length);
        return new Span(reversed);
    }

    /** Returns the bytes that the rows of a part take which lie in the picture. */
    private long uncompressed(int row) {
        return row == layout.grid().down() - 1 ? bytesOfLastPart : bytesOfPart;
    }

    private int part(int plane, int row, int column) {
        Grid grid = layout.grid();
        return (int) (plane * grid.parts()) + row * grid.across() + column;
    }

    /** Puts the lowest bit of each byte first. */
    static void reverseBits(byte[] target, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            target[i] = REVERSED[target[i] & 0xFF];
        }
    }
}

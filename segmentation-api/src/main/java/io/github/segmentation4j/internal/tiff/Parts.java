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

    private final TiffLayout layout;
    private final byte[] content;
    private final boolean bitsReversed;
    private final int[] offsets;
    private final int[] lengths;

    /** The data of one part in an array. */
    record Span(byte[] content, int start, int length) {
        int end() {
            return start + length;
        }
    }

    private Parts(TiffLayout layout, int count) throws TiffException {
        this.layout = layout;
        this.content = layout.directory().bytes().content();
        this.bitsReversed = layout.bitsReversed();
        this.offsets = new int[count];
        this.lengths = new int[count];
    }

    /**
     * Finds the parts of the first planes.
     *
     * @throws TiffException if one lies outside the file, or has fewer bytes than its samples need at the least
     */
    static Parts of(TiffLayout layout, int planes) throws TiffException {
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
        Parts parts = new Parts(layout, offsets.length);
        for (int part = 0; part < offsets.length; part++) {
            parts.place(part, offsets[part], part < counts.length ? counts[part] : Long.MAX_VALUE);
        }
        return parts;
    }

    private void place(int part, long offset, long count) throws TiffException {
        if (offset < 0 || offset > content.length) {
            throw TiffException.truncated("strip or tile " + part + " begins at byte " + Long.toUnsignedString(offset)
                    + " of " + content.length);
        }
        // Uncompressed data are as long as they must be, whatever the count says; Pillow does not look at it either.
        // A count of 0 beside an offset is one that its program never wrote.
        boolean counted = count >= 0 && (count > 0 || offset == 0) && layout.compression() != Compression.NONE;
        long rest = content.length - offset;
        offsets[part] = (int) offset;
        lengths[part] = (int) (counted ? Math.min(count, rest) : rest);
        Grid grid = layout.grid();
        int row = (int) (part % grid.parts() / grid.across());
        long least =
                grid.rows(row) * layout.leastBytesOfRow() / layout.compression().highestRatio();
        if (lengths[part] < least || lengths[part] == 0) {
            throw TiffException.truncated("strip or tile " + part + " has " + lengths[part]
                    + " bytes in the file, at least " + Math.max(1, least) + " are needed");
        }
    }

    /** Returns the data of a part, its bits in the order of the decoders. */
    Span span(int plane, int row, int column) {
        Grid grid = layout.grid();
        int part = (int) (plane * grid.parts()) + row * grid.across() + column;
        if (!bitsReversed || layout.compression() == Compression.JPEG) {
            return new Span(content, offsets[part], lengths[part]);
        }
        byte[] reversed = Arrays.copyOfRange(content, offsets[part], offsets[part] + lengths[part]);
        for (int i = 0; i < reversed.length; i++) {
            reversed[i] = REVERSED[reversed[i] & 0xFF];
        }
        return new Span(reversed, 0, reversed.length);
    }
}

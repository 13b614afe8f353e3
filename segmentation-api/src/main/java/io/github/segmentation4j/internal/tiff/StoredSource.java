package io.github.segmentation4j.internal.tiff;

/** Bytes as they are, read in pieces: a strip may be the whole of a picture. */
final class StoredSource implements ByteSource {
    /** What is read of a file at once: many rows of most tiles, or one of the widest pictures. */
    private static final int PIECE = 1 << 18;

    private static final Span NOTHING = new Span(new byte[0]);

    private final TiffBytes file;
    private final boolean bitsReversed;
    private final long end;
    private long next;
    private Span piece = NOTHING;

    /** How much of the piece has been given. */
    private int given;

    /**
     * Creates a source.
     *
     * @param start the first byte in the file
     * @param length how many there are; all lie in the file
     * @param bitsReversed whether the lowest bit of each byte comes first
     */
    StoredSource(TiffBytes file, long start, long length, boolean bitsReversed) {
        this.file = file;
        this.next = start;
        this.end = start + length;
        this.bitsReversed = bitsReversed;
    }

    @Override
    public void read(byte[] target, int offset, int length) throws TiffException {
        if (length > left()) {
            throw ByteSource.tooShort();
        }
        int written = 0;
        while (written < length) {
            if (given == piece.length()) {
                piece = file.span(next, Math.min(PIECE, end - next));
                next += piece.length();
                given = 0;
            }
            int count = Math.min(piece.length() - given, length - written);
            System.arraycopy(piece.content(), piece.start() + given, target, offset + written, count);
            given += count;
            written += count;
        }
        if (bitsReversed) {
            Parts.reverseBits(target, offset, length);
        }
    }

    @Override
    public void skip(byte[] row, int rows) throws TiffException {
        long count = (long) row.length * rows;
        if (count > left()) {
            throw ByteSource.tooShort();
        }
        long ofPiece = Math.min(count, piece.length() - given);
        given += (int) ofPiece;
        next += count - ofPiece;
    }

    private long left() {
        return end - next + piece.length() - given;
    }
}

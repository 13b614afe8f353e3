package io.github.segmentation4j.internal.tiff;

/** The bytes that the data of a strip or tile stand for, made as they are asked for. */
interface ByteSource extends AutoCloseable {
    /**
     * Fills a part of an array.
     *
     * @throws TiffException if the data end before or are damaged
     */
    void read(byte[] target, int offset, int length) throws TiffException;

    /**
     * Passes over rows.
     *
     * @param row as long as one of them; its content is lost
     * @throws TiffException if the data end before or are damaged
     */
    default void skip(byte[] row, int rows) throws TiffException {
        for (int i = 0; i < rows; i++) {
            read(row, 0, row.length);
        }
    }

    @Override
    default void close() {}

    /** Returns the source for a way of compression; not for what is not compressed, or by JPEG. */
    static ByteSource of(TiffLayout layout, Span data) throws TiffException {
        return switch (layout.compression()) {
            case PACK_BITS -> new PackBitsSource(data);
            case LZW -> new LzwSource(data);
            case DEFLATE -> new DeflateSource(data);
            case CCITT_RUNS, CCITT_T4, CCITT_T6 -> FaxSource.of(layout, data);
            case NONE, JPEG, OLD_JPEG, OTHER ->
                throw new IllegalArgumentException(layout.compression().name());
        };
    }

    /** The error of data that end too early. */
    static TiffException tooShort() {
        return TiffException.truncated("the data of a strip or tile end too early");
    }
}

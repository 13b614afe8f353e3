package io.github.segmentation4j.internal.tiff;

/** The bytes that the data of a strip or tile stand for, made as they are asked for. */
interface ByteSource extends AutoCloseable {
    /**
     * Fills a part of an array.
     *
     * @throws TiffException if the data end before or are damaged
     */
    void read(byte[] target, int offset, int length) throws TiffException;

    @Override
    default void close() {}

    /** Returns the source for a way of compression; not for JPEG, which does not stand for bytes. */
    static ByteSource of(TiffLayout layout, Parts.Span data) throws TiffException {
        return switch (layout.compression()) {
            case NONE -> new StoredSource(data);
            case PACK_BITS -> new PackBitsSource(data);
            case LZW -> new LzwSource(data);
            case DEFLATE -> new DeflateSource(data);
            case CCITT_RUNS, CCITT_T4, CCITT_T6 -> FaxSource.of(layout, data);
            case JPEG, OLD_JPEG, OTHER ->
                throw new IllegalArgumentException(layout.compression().name());
        };
    }

    /** The error of data that end too early. */
    static TiffException tooShort() {
        return TiffException.truncated("the data of a strip or tile end too early");
    }
}

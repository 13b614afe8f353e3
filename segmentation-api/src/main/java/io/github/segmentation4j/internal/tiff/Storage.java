package io.github.segmentation4j.internal.tiff;

/** Where the bytes of a file are. Safe for use by any number of threads. */
interface Storage {
    /** Returns how many bytes there are. */
    long length();

    /**
     * Returns bytes.
     *
     * @param offset not negative
     * @param length such that the last byte lies inside
     * @throws TiffException if they cannot be read
     */
    Span read(long offset, int length) throws TiffException;

    /** Returns what is in memory. */
    static Storage of(Span content) {
        return new InMemory(content);
    }

    /** Bytes of an array, which are not copied. */
    record InMemory(Span content) implements Storage {
        @Override
        public long length() {
            return content.length();
        }

        @Override
        public Span read(long offset, int length) {
            return new Span(content.content(), content.start() + (int) offset, length);
        }
    }
}

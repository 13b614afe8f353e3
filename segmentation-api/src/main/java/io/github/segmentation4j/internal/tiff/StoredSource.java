package io.github.segmentation4j.internal.tiff;

/** Bytes as they are. */
final class StoredSource implements ByteSource {
    private final Parts.Span data;
    private int next;

    StoredSource(Parts.Span data) {
        this.data = data;
        this.next = data.start();
    }

    @Override
    public void read(byte[] target, int offset, int length) throws TiffException {
        if (length > data.end() - next) {
            throw ByteSource.tooShort();
        }
        System.arraycopy(data.content(), next, target, offset, length);
        next += length;
    }
}

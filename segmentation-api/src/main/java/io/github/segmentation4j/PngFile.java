package io.github.segmentation4j;

import org.jspecify.annotations.Nullable;

/**
 * A PNG file (W3C PNG, third edition).
 *
 * @param content the file as the decoder shall see it
 * @param orientation how the picture lies in the file
 * @param chunks what it is made of
 */
record PngFile(byte[] content, Orientation orientation, PngChunks chunks) implements PhotoFile {
    static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

    static PngFile of(Bytes bytes) {
        PngChunks chunks = PngChunks.of(bytes);
        return new PngFile(chunks.content(), chunks.orientation(), chunks);
    }

    @Override
    public PhotoCost cost() {
        return chunks.cost();
    }

    /** Looks for it each time, which may take the unpacking of all pixels: only for a file whose cost is known to be allowed. */
    @Override
    public @Nullable Flaw flaw() {
        return chunks.flaw();
    }
}

package io.github.segmentation4j;

import org.jspecify.annotations.Nullable;

/**
 * A PNG file (W3C PNG, third edition).
 *
 * @param content the file as the decoder shall see it
 * @param orientation how the picture lies in the file
 * @param flaw what keeps the picture from being whole
 * @param cost of decoding
 */
record PngFile(
        byte[] content, Orientation orientation, @Nullable Flaw flaw, PhotoCost cost) implements PhotoFile {
    static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

    static PngFile of(Bytes bytes) {
        PngChunks chunks = PngChunks.of(bytes);
        return new PngFile(chunks.content(), chunks.orientation(), chunks.flaw(), chunks.cost());
    }
}

package io.github.segmentation4j.internal.png;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes pictures as PNG files (Portable Network Graphics, third edition, W3C 2025) with several threads: rows are filtered
 * in bands, and what they become is packed in blocks of one size. The bytes do not depend on the number of threads; they are
 * the same wherever the JDK's zlib is the same.
 *
 * <p>Immutable, and safe for use by any number of threads.
 */
public final class PngEncoder {
    /** Filtered rows that are held at a time, so that memory does not grow with the picture. */
    private static final int WAVE_BYTES = 1 << 24;

    private final FilterChoice filter;
    private final int threads;
    private final List<byte[]> texts;
    private final int waveBytes;

    private PngEncoder(FilterChoice filter, int threads, List<byte[]> texts, int waveBytes) {
        this.filter = filter;
        this.threads = threads;
        this.texts = texts;
        this.waveBytes = waveBytes;
    }

    /**
     * Returns an encoder that filters rows as said, but leaves indices of palettes as they are, and takes all processors
     * that a picture is worth.
     */
    public static PngEncoder of(FilterChoice filter) {
        return new PngEncoder(filter, Integer.MAX_VALUE, List.of(), WAVE_BYTES);
    }

    /** Returns an encoder that uses up to this many threads, at least 1. */
    public PngEncoder withThreads(int newThreads) {
        return new PngEncoder(filter, newThreads, texts, waveBytes);
    }

    /**
     * Returns an encoder that puts a further text before the pixels ({@code tEXt}, 11.3.3.2 of the specification).
     *
     * @param keyword 1 to 79 letters of Latin-1
     * @param value letters of Latin-1
     */
    public PngEncoder withText(String keyword, String value) {
        List<byte[]> more = new ArrayList<>(texts);
        more.add((keyword + '\0' + value).getBytes(StandardCharsets.ISO_8859_1));
        return new PngEncoder(filter, threads, List.copyOf(more), waveBytes);
    }

    /** Returns an encoder that holds about this many bytes of rows at a time, at least one row. */
    PngEncoder withWaves(int newWaveBytes) {
        return new PngEncoder(filter, threads, texts, newWaveBytes);
    }

    /**
     * Writes a file and leaves the stream open.
     *
     * @param image a picture of any type, which nobody must draw on meanwhile; what PNG does not hold becomes 8-bit RGB,
     *     with alpha if it has one, or gray
     * @throws IOException if the stream fails
     */
    public void write(BufferedImage image, OutputStream out) throws IOException {
        PngPicture picture = PngPicture.of(image);
        ChunkWriter chunks = new ChunkWriter(out);
        PixelFormat format = picture.format();
        chunks.begin(picture.width(), picture.height(), format.colorType(), format.bitDepth());
        for (byte[] text : texts) {
            chunks.write("tEXt", text, text.length);
        }
        picture.writePalette(chunks);
        try (PixelStream pixels = new PixelStream(picture, filter, waveBytes, threads)) {
            pixels.write(chunks);
        }
        chunks.end();
    }
}

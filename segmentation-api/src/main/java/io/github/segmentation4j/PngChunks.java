package io.github.segmentation4j;

import io.github.segmentation4j.InvalidImageException.Kind;
import io.github.segmentation4j.PhotoFile.Bytes;
import io.github.segmentation4j.PhotoFile.Flaw;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** The chunks of a PNG file, from its signature to its last one. */
final class PngChunks {
    private static final String HEADER = "IHDR";
    private static final String DATA = "IDAT";
    private static final String PALETTE = "PLTE";
    private static final String TRANSPARENCY = "tRNS";
    private static final String LAST = "IEND";
    private static final String EXIF = "eXIf";

    /** A length and a type of four letters, before the data; a checksum behind them. */
    private static final int HEAD = 8;

    private static final int TAIL = 4;
    private static final int OFFSET_OF_TYPE = 4;

    /** The chunk that ends a file: no data. */
    private static final byte[] END = {0, 0, 0, 0, 'I', 'E', 'N', 'D', (byte) 0xAE, 0x42, 0x60, (byte) 0x82};

    /** Width, height, bits of a sample, color type. */
    private static final int OFFSET_OF_HEIGHT = 4;

    private static final int OFFSET_OF_DEPTH = 8;
    private static final int OFFSET_OF_COLOR = 9;
    private static final int LENGTH_OF_HEADER = 13;

    /** The samples of a pixel by color type: gray, none, RGB, index, gray and alpha, none, RGB and alpha. */
    private static final int[] SAMPLES = {1, 0, 3, 1, 2, 0, 4};

    /** No stream of deflate gives more bytes for one: a match of 258 bytes takes 2 bits at least (zlib's page on it). */
    private static final int MAX_BYTES_PER_BYTE = 1032;

    private static final int BYTES_BESIDE_ROW = 2;

    /** Six of the seven passes may have a row more than their share of the height (W3C PNG, 8.1). */
    private static final int ROWS_OF_SMALL_PASSES = 6;

    private static final int INFLATED_AT_ONCE = 1 << 16;

    private final Bytes bytes;
    private final OrientationNotes notes = new OrientationNotes();
    private final PngText text = new PngText(notes);
    private final List<Bytes> data = new ArrayList<>();

    /** The chunks that the decoder needs, whole: the header, a palette, its transparency, and all pixels. */
    private final Map<String, Bytes> needed = new HashMap<>();

    private final List<Bytes> wholeData = new ArrayList<>();
    private @Nullable Bytes header;
    private @Nullable String damaged;
    private boolean complete;

    private PngChunks(Bytes bytes) {
        this.bytes = bytes;
    }

    static PngChunks of(Bytes bytes) {
        PngChunks chunks = new PngChunks(bytes);
        chunks.walk();
        return chunks;
    }

    private void walk() {
        long chunk = PngFile.SIGNATURE.length;
        while (chunk + HEAD + TAIL <= bytes.length() && !complete) {
            int start = (int) chunk;
            long end = chunk + HEAD + bytes.unsigned32(start) + TAIL;
            if (end > bytes.length()) {
                return;
            }
            String type = text(bytes.part(start + OFFSET_OF_TYPE, HEAD - OFFSET_OF_TYPE));
            Bytes content = bytes.part(start + HEAD, (int) end - start - HEAD - TAIL);
            // Pillow looks at the checksums up to the pixels; those have one of their own, inside the compressed data.
            if (data.isEmpty() && !type.equals(DATA) && damaged == null && !checksumIsRight(start, (int) end)) {
                damaged = type;
            }
            keep(type, bytes.part(start, (int) end - start));
            take(type, content);
            chunk = end;
        }
    }

    private boolean checksumIsRight(int start, int end) {
        CRC32 sum = new CRC32();
        bytes.part(start + OFFSET_OF_TYPE, end - TAIL - start - OFFSET_OF_TYPE).update(sum);
        return sum.getValue() == bytes.unsigned32(end - TAIL);
    }

    private void take(String type, Bytes content) {
        switch (type) {
            case HEADER -> header = header == null ? content : header;
            case DATA -> data.add(content);
            case LAST -> complete = true;
            case EXIF -> notes.exif(content);
            default -> text.take(type, content);
        }
    }

    private static String text(Bytes part) {
        return new String(part.copy(), StandardCharsets.ISO_8859_1);
    }

    Orientation orientation() {
        return notes.orientation();
    }

    private void keep(String type, Bytes chunk) {
        switch (type) {
            case HEADER -> needed.putIfAbsent(type, chunk);
            case DATA -> wholeData.add(chunk);
            case PALETTE, TRANSPARENCY -> {
                // Of two the last counts, but not behind the pixels, as in Pillow.
                if (wholeData.isEmpty()) {
                    needed.put(type, chunk);
                }
            }
            default -> {
                // Notes are nothing to a decoder, and may be more than it can take.
            }
        }
    }

    /** Returns the file without notes, and with an end. */
    byte[] content() {
        ByteArrayOutputStream plain = new ByteArrayOutputStream(bytes.length() + END.length);
        plain.writeBytes(PngFile.SIGNATURE);
        for (String type : List.of(HEADER, PALETTE, TRANSPARENCY)) {
            Bytes chunk = needed.get(type);
            if (chunk != null) {
                plain.writeBytes(chunk.copy());
            }
        }
        wholeData.forEach(chunk -> plain.writeBytes(chunk.copy()));
        plain.writeBytes(END);
        return plain.toByteArray();
    }

    @Nullable
    Flaw flaw() {
        if (damaged != null) {
            return new Flaw(
                    Kind.DAMAGED,
                    "is damaged, the checksum of its chunk " + Reasons.plain(damaged)
                            + " is wrong: save or download it again");
        }
        if (header != null && header.length() >= LENGTH_OF_HEADER && !mayHoldItsPicture()) {
            return Flaw.TRUNCATED;
        }
        return complete || pixelsAreWhole() ? null : Flaw.TRUNCATED;
    }

    private boolean mayHoldItsPicture() {
        long compressed = 0;
        for (Bytes part : data) {
            compressed += part.length();
        }
        return compressed * MAX_BYTES_PER_BYTE >= bits() / Byte.SIZE;
    }

    /**
     * Returns whether the compressed data come to their end, or beyond all pixels, which says that nothing but what follows
     * them is missing. What a stream holds beyond the pixels is not unpacked: it may be a thousand times the file.
     */
    private boolean pixelsAreWhole() {
        Inflater inflater = new Inflater();
        try {
            byte[] target = new byte[INFLATED_AT_ONCE];
            double most = mostBytes();
            for (Bytes part : data) {
                inflater.setInput(part.copy());
                while (!inflater.finished() && inflater.inflate(target) > 0) {
                    if (inflater.getBytesWritten() > most) {
                        return true;
                    }
                }
            }
            return inflater.finished();
        } catch (DataFormatException e) {
            return false;
        } finally {
            inflater.end();
        }
    }

    /**
     * Returns what the rows of all pixels take at the most before they are compressed: interlaced, their samples lie in up to
     * {@code 2 * height + 6} rows, each with a byte for its filter and a last one that may not be full.
     */
    private double mostBytes() {
        double height = header == null ? 0 : header.unsigned32(OFFSET_OF_HEIGHT);
        return bits() / Byte.SIZE + BYTES_BESIDE_ROW * (2 * height + ROWS_OF_SMALL_PASSES);
    }

    /** Returns the bits of all samples. */
    private double bits() {
        if (header == null) {
            return 0;
        }
        int color = header.unsigned8(OFFSET_OF_COLOR);
        int samples = color < SAMPLES.length ? SAMPLES[color] : 0;
        return (double) header.unsigned32(0)
                * header.unsigned32(OFFSET_OF_HEIGHT)
                * samples
                * header.unsigned8(OFFSET_OF_DEPTH);
    }

    PhotoCost cost() {
        Bytes known = header == null ? new Bytes(new byte[0]) : header;
        return new PhotoCost(known.unsigned32(0), known.unsigned32(OFFSET_OF_HEIGHT), (long) (bits() / Byte.SIZE), 1);
    }
}

package io.github.segmentation4j.internal.png;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Writes the parts of a PNG file (Portable Network Graphics, third edition, W3C 2025, section 5). */
public final class ChunkWriter {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

    private final DataOutputStream out;

    /** Returns a writer to a stream, which stays the caller's to close. */
    public ChunkWriter(OutputStream out) {
        this.out = new DataOutputStream(out);
    }

    /** Returns the bytes that every file begins with. */
    public static byte[] signature() {
        return SIGNATURE.clone();
    }

    /**
     * Writes the signature and the header of a file that is not interlaced.
     *
     * @param width the number of pixels of a row
     * @param height the number of rows
     * @param colorType the number of the color type
     * @param bitDepth the number of bits of a sample
     */
    public void begin(int width, int height, int colorType, int bitDepth) throws IOException {
        out.write(SIGNATURE);
        byte[] header = new byte[2 * Integer.BYTES + 5];
        put(width, header, 0);
        put(height, header, Integer.BYTES);
        header[2 * Integer.BYTES] = (byte) bitDepth;
        header[2 * Integer.BYTES + 1] = (byte) colorType;
        // Behind them compression, filter method and interlacing: the only, the only, and none.
        write("IHDR", header, header.length);
    }

    /** Writes a number with its high byte first. */
    static void put(int value, byte[] target, int offset) {
        for (int i = 0; i < Integer.BYTES; i++) {
            target[offset + i] = (byte) (value >> (Integer.SIZE - Byte.SIZE * (i + 1)));
        }
    }

    /**
     * Writes a chunk.
     *
     * @param type its four letters
     * @param data its content
     * @param length how many bytes of that count
     */
    public void write(String type, byte[] data, int length) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 checksum = new CRC32();
        checksum.update(name);
        checksum.update(data, 0, length);
        out.writeInt(length);
        out.write(name);
        out.write(data, 0, length);
        out.writeInt((int) checksum.getValue());
    }

    /** Writes the chunk that ends a file, and hands all to the stream. */
    public void end() throws IOException {
        write("IEND", new byte[0], 0);
        out.flush();
    }
}

package io.github.segmentation4j.codec;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** PNG files of any kind, put together byte by byte. */
final class HandmadePng {
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();

    /** Begins a file that is not interlaced. */
    HandmadePng(int width, int height, int bitDepth, int colorType) {
        content.writeBytes(new byte[] {(byte) 137, 80, 78, 71, 13, 10, 26, 10});
        chunk(
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(width)
                        .putInt(height)
                        .put((byte) bitDepth)
                        .put((byte) colorType)
                        .array());
    }

    HandmadePng chunk(String type, byte... data) {
        CRC32 checksum = new CRC32();
        checksum.update(type.getBytes(StandardCharsets.US_ASCII));
        checksum.update(data);
        content.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        content.writeBytes(type.getBytes(StandardCharsets.US_ASCII));
        content.writeBytes(data);
        content.writeBytes(
                ByteBuffer.allocate(4).putInt((int) checksum.getValue()).array());
        return this;
    }

    /** Adds the rows, each with the number of its filter before it. */
    HandmadePng pixels(byte... filtered) {
        Deflater deflater = new Deflater();
        deflater.setInput(filtered);
        deflater.finish();
        byte[] packed = new byte[filtered.length + 100];
        int length = deflater.deflate(packed);
        deflater.end();
        return chunk("IDAT", java.util.Arrays.copyOf(packed, length));
    }

    byte[] bytes() {
        return chunk("IEND").content.toByteArray();
    }
}

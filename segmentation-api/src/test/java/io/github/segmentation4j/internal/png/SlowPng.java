package io.github.segmentation4j.internal.png;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** PNG as the specification words it: the filters byte by byte, one stream, one chunk. */
final class SlowPng {
    private static final int LEVEL = 4;

    private SlowPng() {}

    /** A chunk of a file. */
    record Chunk(String type, byte[] data) {}

    /** Returns the chunks of a file, whose lengths and checksums must be right. */
    static List<Chunk> chunks(byte[] file) throws IOException {
        List<Chunk> chunks = new ArrayList<>();
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(file));
        in.skipNBytes(8);
        while (in.available() > 0) {
            int length = in.readInt();
            byte[] typeAndData = in.readNBytes(4 + length);
            CRC32 checksum = new CRC32();
            checksum.update(typeAndData);
            if (in.readInt() != (int) checksum.getValue()) {
                throw new IOException("chunk " + chunks.size() + " has a wrong checksum");
            }
            String type = new String(typeAndData, 0, 4, StandardCharsets.US_ASCII);
            chunks.add(new Chunk(type, Arrays.copyOfRange(typeAndData, 4, typeAndData.length)));
        }
        return chunks;
    }

    /** Returns what the chunks of pixels hold: rows of filtered bytes, each behind the number of its filter. */
    static byte[] filtered(byte[] file) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        for (Chunk chunk : chunks(file)) {
            if (chunk.type().equals("IDAT")) {
                packed.writeBytes(chunk.data());
            }
        }
        ByteArrayInputStream in = new ByteArrayInputStream(packed.toByteArray());
        byte[] bytes = new InflaterInputStream(in).readAllBytes();
        if (in.available() > 0) {
            throw new IOException(in.available() + " bytes follow the stream");
        }
        return bytes;
    }

    /** Filters rows of samples; the filter of each is the one of these whose differences have the smallest sum. */
    static byte[] filtered(byte[][] rows, int distance, int... filters) {
        ByteArrayOutputStream filtered = new ByteArrayOutputStream();
        byte[] above = new byte[rows[0].length];
        for (byte[] row : rows) {
            byte[] best = {};
            long leastSum = Long.MAX_VALUE;
            for (int filter : filters) {
                byte[] candidate = new byte[1 + row.length];
                candidate[0] = (byte) filter;
                long sum = 0;
                for (int i = 0; i < row.length; i++) {
                    int a = i < distance ? 0 : row[i - distance] & 0xFF;
                    int b = above[i] & 0xFF;
                    int c = i < distance ? 0 : above[i - distance] & 0xFF;
                    candidate[1 + i] = (byte) (row[i] - predicted(filter, a, b, c));
                    sum += Math.abs(candidate[1 + i]);
                }
                if (sum < leastSum) {
                    leastSum = sum;
                    best = candidate;
                }
            }
            filtered.writeBytes(best);
            above = row;
        }
        return filtered.toByteArray();
    }

    private static int predicted(int filter, int a, int b, int c) {
        return switch (filter) {
            case 0 -> 0;
            case 1 -> a;
            case 2 -> b;
            case 3 -> (a + b) / 2;
            default -> {
                int p = a + b - c;
                if (Math.abs(p - a) <= Math.abs(p - b) && Math.abs(p - a) <= Math.abs(p - c)) {
                    yield a;
                }
                yield Math.abs(p - b) <= Math.abs(p - c) ? b : c;
            }
        };
    }

    /** Returns a file with one chunk of these filtered bytes, as one stream. */
    static byte[] file(BufferedImage image, int colorType, int bitDepth, byte[] filtered) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(new byte[] {(byte) 137, 80, 78, 71, 13, 10, 26, 10});
        byte[] header = ByteBuffer.allocate(13)
                .putInt(image.getWidth())
                .putInt(image.getHeight())
                .put((byte) bitDepth)
                .put((byte) colorType)
                .array();
        chunk(file, "IHDR", header);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(LEVEL);
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed, deflater)) {
            out.write(filtered);
        } finally {
            deflater.end();
        }
        chunk(file, "IDAT", packed.toByteArray());
        chunk(file, "IEND", new byte[0]);
        return file.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream file, String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 checksum = new CRC32();
        checksum.update(name);
        checksum.update(data);
        file.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        file.writeBytes(name);
        file.writeBytes(data);
        file.writeBytes(ByteBuffer.allocate(4).putInt((int) checksum.getValue()).array());
    }
}

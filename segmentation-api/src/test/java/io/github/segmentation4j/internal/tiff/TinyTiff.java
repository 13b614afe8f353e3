package io.github.segmentation4j.internal.tiff;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Writes a little-endian TIFF file of given fields, true or not, and one strip or tile behind its directory. */
final class TinyTiff {
    private static final int LONG = 4;
    private static final int HEAD = 8;

    private final Map<Integer, int[]> fields = new TreeMap<>();
    private final Map<Integer, long[]> claims = new TreeMap<>();
    private int parts = 1;
    private int distance;

    /** A gray picture of 8 bits in one strip. */
    static TinyTiff gray(int width, int height) {
        return new TinyTiff()
                .with(Tag.IMAGE_WIDTH, width)
                .with(Tag.IMAGE_LENGTH, height)
                .with(Tag.BITS_PER_SAMPLE, Byte.SIZE)
                .with(Tag.COMPRESSION, 1)
                .with(Tag.PHOTOMETRIC, 1)
                .with(Tag.SAMPLES_PER_PIXEL, 1);
    }

    TinyTiff with(int tag, int... values) {
        fields.put(tag, values);
        return this;
    }

    TinyTiff tile(int width, int height) {
        return with(Tag.TILE_WIDTH, width).with(Tag.TILE_LENGTH, height);
    }

    /** Makes a field claim a type, a count and an offset. */
    TinyTiff claiming(int tag, int type, long count, long offset) {
        claims.put(tag, new long[] {type, count, offset});
        return this;
    }

    /** Makes so many strips or tiles begin with the data and have all of them. */
    TinyTiff sharing(int count) {
        parts = count;
        return this;
    }

    /** Makes so many strips or tiles begin at a distance from each other, and have no count of bytes. */
    TinyTiff apart(int count, int bytes) {
        parts = count;
        distance = bytes;
        return this;
    }

    byte[] bytes(byte[] data) {
        boolean tiled = fields.containsKey(Tag.TILE_WIDTH);
        int offsets = tiled ? Tag.TILE_OFFSETS : Tag.STRIP_OFFSETS;
        fields.put(tiled ? Tag.TILE_BYTE_COUNTS : Tag.STRIP_BYTE_COUNTS, repeated(distance == 0 ? data.length : 0));
        fields.put(offsets, new int[parts]);
        Map<Integer, int[]> all = new TreeMap<>(fields);
        claims.keySet().forEach(tag -> all.put(tag, new int[] {0}));
        int extra = HEAD + Short.BYTES + all.size() * 12 + Integer.BYTES;
        int start = extra
                + all.values().stream()
                        .mapToInt(v -> v.length > 1 ? v.length * Integer.BYTES : 0)
                        .sum();
        int[] starts = repeated(start);
        Arrays.setAll(starts, part -> start + part * distance);
        fields.put(offsets, starts);
        all.put(offsets, starts);
        ByteBuffer file = ByteBuffer.allocate(start + data.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(HEAD).putShort((short) all.size());
        int place = extra;
        for (Map.Entry<Integer, int[]> field : all.entrySet()) {
            file.putShort(field.getKey().shortValue());
            long[] claim = claims.get(field.getKey());
            int[] values = field.getValue();
            if (claim != null) {
                file.putShort((short) claim[0]).putInt((int) claim[1]).putInt((int) claim[2]);
            } else if (values.length == 1) {
                file.putShort((short) LONG).putInt(1).putInt(values[0]);
            } else {
                file.putShort((short) LONG).putInt(values.length).putInt(place);
                for (int value : values) {
                    file.putInt(place, value);
                    place += Integer.BYTES;
                }
            }
        }
        file.position(start);
        return file.put(data).array();
    }

    private int[] repeated(int value) {
        int[] values = new int[parts];
        Arrays.fill(values, value);
        return values;
    }
}

package io.github.segmentation4j.internal.tiff;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.TreeMap;

/** Makes the bytes of a directory, little-endian: the values that do not fit into their entries, and the entries behind them. */
final class DirectoryBytes {
    /** Directories begin on a word's border; so do the values of BigTIFF, of 8 bytes. */
    static final int ALIGNMENT = Long.BYTES;

    private final boolean big;
    private final Map<Integer, TiffField> fields = new TreeMap<>();

    DirectoryBytes(boolean big) {
        this.big = big;
    }

    void put(int tag, FieldType type, long... values) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(values.length, type.bytes()))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (long value : values) {
            switch (type) {
                case SHORT -> bytes.putShort((short) value);
                case LONG -> bytes.putInt((int) value);
                case LONG8 -> bytes.putLong(value);
            }
        }
        put(new TiffField(tag, type.code(), values.length, bytes.array()));
    }

    void put(TiffField field) {
        fields.put(field.tag(), field);
    }

    /** Returns how many bytes the values take that do not fit into their entries: the entries begin behind so many. */
    long bytesOfValues() {
        return fields.values().stream().mapToLong(this::bytesOutside).sum();
    }

    /** Returns how many bytes all takes. */
    long bytes() {
        return bytesOfValues() + countBytes() + (long) fields.size() * entryBytes() + offsetBytes();
    }

    private long bytesOutside(TiffField field) {
        int length = field.values().length;
        return length <= offsetBytes() ? 0 : ((long) length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    private int offsetBytes() {
        return big ? Long.BYTES : Integer.BYTES;
    }

    private int countBytes() {
        return big ? Long.BYTES : Short.BYTES;
    }

    private int entryBytes() {
        return 2 * Short.BYTES + 2 * offsetBytes();
    }

    /**
     * Returns everything.
     *
     * @param start where that will be in the file, a multiple of {@link #ALIGNMENT}
     * @param next where the next directory is, or 0
     */
    ByteBuffer at(long start, long next) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(bytes())).order(ByteOrder.LITTLE_ENDIAN);
        int place = 0;
        bytes.position((int) bytesOfValues());
        if (big) {
            bytes.putLong(fields.size());
        } else {
            bytes.putShort((short) fields.size());
        }
        for (TiffField field : fields.values()) {
            bytes.putShort((short) field.tag()).putShort((short) field.type());
            putOffset(bytes, field.count());
            if (bytesOutside(field) == 0) {
                bytes.put(field.values());
                bytes.position(bytes.position() + offsetBytes() - field.values().length);
            } else {
                putOffset(bytes, start + place);
                bytes.put(place, field.values());
                place += (int) bytesOutside(field);
            }
        }
        putOffset(bytes, next);
        return bytes.flip();
    }

    private void putOffset(ByteBuffer bytes, long value) {
        if (big) {
            bytes.putLong(value);
        } else {
            bytes.putInt((int) value);
        }
    }
}

package io.github.segmentation4j.internal.tiff;

/** The types of fields that are written here (TIFF 6.0, section 2, and BigTIFF). */
enum FieldType {
    SHORT(3, Short.BYTES),
    LONG(4, Integer.BYTES),
    /** Of BigTIFF. */
    LONG8(16, Long.BYTES);

    private final int code;
    private final int bytes;

    FieldType(int code, int bytes) {
        this.code = code;
        this.bytes = bytes;
    }

    int code() {
        return code;
    }

    /** Returns the bytes of a value. */
    int bytes() {
        return bytes;
    }
}

package io.github.segmentation4j;

/**
 * The codes of a GIF file's pixels (GIF89a, appendix F): LZW with codes that grow from one bit more than a pixel has to 12.
 *
 * <p>When all codes are taken, the table stays as it is until it is cleared.
 */
final class GifCodes {
    /** The number of codes. */
    static final int CODES = 1 << 12;

    private static final int MAX_BITS = 12;

    private final byte[] data;
    private int position;
    private int waiting;
    private int waitingBits;

    /** For each code the code of all but its last pixel, its last pixel, and the number of pixels. */
    private final int[] before = new int[CODES];

    private final byte[] last = new byte[CODES];
    private final int[] lengths = new int[CODES];

    private GifCodes(byte[] data) {
        this.data = data;
    }

    /**
     * Returns the pixels that codes stand for.
     *
     * @param data the codes, packed from the lowest bit up
     * @param bits of a pixel, 0 to 11
     * @param pixels how many there are
     * @throws DamagedPhotoException if the codes end earlier or contradict themselves
     */
    static byte[] decoded(byte[] data, int bits, int pixels) {
        if (bits >= MAX_BITS) {
            throw DamagedPhotoException.damaged("it says that a pixel has " + bits + " bits");
        }
        return new GifCodes(data).decoded(bits, pixels);
    }

    private byte[] decoded(int bits, int pixels) {
        byte[] target = new byte[pixels];
        int clear = 1 << bits;
        int end = clear + 1;
        for (int i = 0; i < clear; i++) {
            last[i] = (byte) i;
            lengths[i] = 1;
        }
        int next = end + 1;
        int size = bits + 1;
        int previous = -1;
        int filled = 0;
        while (filled < pixels) {
            int code = code(size);
            if (code == end) {
                throw DamagedPhotoException.truncated();
            }
            if (code == clear) {
                next = end + 1;
                size = bits + 1;
                previous = -1;
                continue;
            }
            if (code > next || (previous < 0 ? code > clear : code == next && next == CODES)) {
                throw DamagedPhotoException.damaged("its compressed data contradict themselves");
            }
            if (previous >= 0 && next < CODES) {
                // The code that is about to be made may be the one that is read: then it ends as it begins.
                before[next] = previous;
                last[next] = first(code == next ? previous : code);
                lengths[next] = lengths[previous] + 1;
                next++;
                if (next == 1 << size && size < MAX_BITS) {
                    size++;
                }
            }
            write(code, target, filled);
            filled += lengths[code];
            previous = code;
        }
        return target;
    }

    private int code(int size) {
        while (waitingBits < size) {
            if (position == data.length) {
                throw DamagedPhotoException.truncated();
            }
            waiting |= (data[position++] & 0xFF) << waitingBits;
            waitingBits += Byte.SIZE;
        }
        int code = waiting & ((1 << size) - 1);
        waiting >>>= size;
        waitingBits -= size;
        return code;
    }

    private byte first(int code) {
        int each = code;
        while (lengths[each] > 1) {
            each = before[each];
        }
        return last[each];
    }

    /** Writes the pixels of a code from the last to the first; what would lie behind the end of the picture is left out. */
    private void write(int code, byte[] target, int start) {
        int each = code;
        for (int place = start + lengths[code] - 1; place >= start; place--) {
            if (place < target.length) {
                target[place] = last[each];
            }
            each = before[each];
        }
    }
}

package io.github.segmentation4j.overlay;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Eight bytes at once in a {@code long}, the first of them in its lowest bits. */
final class Swar {
    /** The bytes at even places. */
    static final long EVEN_BYTES = 0x00FF00FF00FF00FFL;

    /** The longs of an array of bytes, at any place. */
    static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** The ints of an array of bytes, at any place. */
    static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long EVERY_BYTE = 0x0101010101010101L;
    private static final long ALL_BUT_HIGHEST_BITS = 0x7F7F7F7F7F7F7F7FL;

    private Swar() {}

    /** Returns a byte eight times. */
    static long repeat(byte value) {
        return (value & 0xFF) * EVERY_BYTE;
    }

    /** Returns how many of the lowest bytes are 0, before the first that is not. */
    static int leadingZeroBytes(long bytes) {
        return Long.numberOfTrailingZeros(bytes) / Byte.SIZE;
    }

    /** Returns {@code (a + b + 1) >> 1} of each pair of bytes, since a + b = 2 (a | b) - (a ^ b). */
    static long mean(long a, long b) {
        return (a | b) - (((a ^ b) >>> 1) & ALL_BUT_HIGHEST_BITS);
    }

    /** Returns {@code (byte * weight + addend) >> 8} of eight bytes, with the addends in lanes of 16 bits. */
    static long blend(long bytes, long weight, long evenAddends, long oddAddends) {
        long even = (bytes & EVEN_BYTES) * weight + evenAddends;
        long odd = ((bytes >>> Byte.SIZE) & EVEN_BYTES) * weight + oddAddends;
        return ((even >>> Byte.SIZE) & EVEN_BYTES) | (odd & ~EVEN_BYTES);
    }
}

package io.github.segmentation4j.engine.argmax;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Writes a row of a cell: one label, then another. Rows are short, so that eight or four labels are written at once. */
final class RowLabels {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EVERY_BYTE = 0x0101010101010101L;

    private RowLabels() {}

    /**
     * Writes {@code count} labels, the first {@code cut} of them {@code before}, the others {@code behind}.
     *
     * @param cut from 0 to {@code count}
     */
    static void put(byte[] target, int pixel, int count, int cut, int before, int behind) {
        if (count == Long.BYTES) {
            long first = before * EVERY_BYTE;
            LONG.set(target, pixel, first ^ ((first ^ behind * EVERY_BYTE) & bytesFrom(cut)));
        } else if (count > 2 * Long.BYTES) {
            Arrays.fill(target, pixel, pixel + cut, (byte) before);
            Arrays.fill(target, pixel + cut, pixel + count, (byte) behind);
        } else if (count >= Long.BYTES) {
            long first = before * EVERY_BYTE;
            long change = first ^ behind * EVERY_BYTE;
            int last = count - Long.BYTES;
            LONG.set(target, pixel, first ^ (change & bytesFrom(cut)));
            LONG.set(target, pixel + last, first ^ (change & bytesFrom(cut - last)));
        } else if (count >= Integer.BYTES) {
            int first = before * (int) EVERY_BYTE;
            int change = first ^ behind * (int) EVERY_BYTE;
            int last = count - Integer.BYTES;
            INT.set(target, pixel, first ^ (change & (int) bytesFrom(cut)));
            INT.set(target, pixel + last, first ^ (change & (int) bytesFrom(cut - last)));
        } else {
            for (int i = 0; i < count; i++) {
                target[pixel + i] = (byte) (i < cut ? before : behind);
            }
        }
    }

    /** Writes {@code count} times one label. */
    static void put(byte[] target, int pixel, int count, int label) {
        put(target, pixel, count, count, label, label);
    }

    /** Returns all bits of the bytes from {@code cut} on, counted from the lowest; all or none beyond the ends. */
    private static long bytesFrom(int cut) {
        return cut >= Long.BYTES ? 0 : -1L << (Byte.SIZE * Math.max(0, cut));
    }
}

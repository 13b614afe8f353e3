package io.github.segmentation4j.internal.raster;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** Brings pixels whose bytes lie side by side to ints {@code 0xRRGGBB}; what stands in the higher bits is undefined. */
enum PackedBytes {
    RGB,
    BGR,
    GRAY;

    private static final VarHandle RGBX = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN)
            .withInvokeExactBehavior();
    private static final VarHandle BGRX = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN)
            .withInvokeExactBehavior();
    private static final int MASK = 0xFF;
    private static final int GRAY_TO_RGB = 0x010101;

    /** Returns how the bytes at these indexes are packed, or null if they do not lie side by side. */
    static @Nullable PackedBytes of(int red, int green, int blue) {
        if (green == red + 1 && blue == red + 2) {
            return RGB;
        }
        if (green == blue + 1 && red == blue + 2) {
            return BGR;
        }
        return red == green && green == blue ? GRAY : null;
    }

    /** Reads {@code count} pixels, the first byte of which stands at {@code start}, {@code step} bytes apart. */
    void read(byte[] bytes, int start, int step, int[] pixels, int count) {
        if (this == GRAY) {
            for (int x = 0, in = start; x < count; x++, in += step) {
                pixels[x] = (bytes[in] & MASK) * GRAY_TO_RGB;
            }
            return;
        }
        // Four bytes are read for three; at the end of the array there may be no fourth one.
        int last = count - 1;
        // A call for the usual step, since a loop with a step that is constant takes two thirds of the time.
        if (step == RgbRows.CHANNELS) {
            readWholeInts(bytes, start, RgbRows.CHANNELS, pixels, last);
        } else {
            readWholeInts(bytes, start, step, pixels, last);
        }
        int end = start + last * step;
        int middle = (bytes[end + 1] & MASK) << Byte.SIZE;
        int first = bytes[end] & MASK;
        int third = bytes[end + 2] & MASK;
        pixels[last] = this == RGB ? first << Short.SIZE | middle | third : third << Short.SIZE | middle | first;
    }

    private void readWholeInts(byte[] bytes, int start, int step, int[] pixels, int count) {
        if (this == RGB) {
            for (int x = 0, in = start; x < count; x++, in += step) {
                pixels[x] = (int) RGBX.get(bytes, in) >>> Byte.SIZE;
            }
        } else {
            for (int x = 0, in = start; x < count; x++, in += step) {
                pixels[x] = (int) BGRX.get(bytes, in);
            }
        }
    }
}

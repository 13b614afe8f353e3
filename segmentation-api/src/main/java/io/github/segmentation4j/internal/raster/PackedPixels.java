package io.github.segmentation4j.internal.raster;

import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferInt;
import java.awt.image.DataBufferUShort;
import java.awt.image.Raster;
import java.awt.image.SinglePixelPackedSampleModel;
import org.jspecify.annotations.Nullable;

/** The pixels of a raster that packs each of them into one array element, row by row as ints. */
final class PackedPixels {
    private final Object elements;
    /** The raster's own array where that holds ints, otherwise a copy of the row at hand. */
    private final int[] ints;

    private final int origin;
    private final int stride;

    private PackedPixels(Object elements, int width, int origin, int stride) {
        this.elements = elements;
        this.ints = elements instanceof int[] array ? array : new int[width];
        this.origin = origin;
        this.stride = stride;
    }

    /** Returns the pixels of a raster, or null if it keeps them in another way. */
    static @Nullable PackedPixels of(Raster raster) {
        Object elements = elements(raster.getDataBuffer());
        if (elements == null || !(raster.getSampleModel() instanceof SinglePixelPackedSampleModel model)) {
            return null;
        }
        int stride = model.getScanlineStride();
        int origin = raster.getDataBuffer().getOffset()
                - raster.getSampleModelTranslateY() * stride
                - raster.getSampleModelTranslateX();
        return new PackedPixels(elements, raster.getWidth(), origin, stride);
    }

    private static @Nullable Object elements(DataBuffer buffer) {
        if (buffer instanceof DataBufferInt ints) {
            return ints.getData();
        }
        if (buffer instanceof DataBufferUShort shorts) {
            return shorts.getData();
        }
        return buffer instanceof DataBufferByte bytes ? bytes.getData() : null;
    }

    /** Goes to a row and returns the index of its first pixel in {@link #array()}. */
    int seek(int y) {
        int start = origin + y * stride;
        if (elements instanceof short[] shorts) {
            for (int x = 0; x < ints.length; x++) {
                ints[x] = shorts[start + x] & 0xFFFF;
            }
            return 0;
        }
        if (elements instanceof byte[] bytes) {
            for (int x = 0; x < ints.length; x++) {
                ints[x] = bytes[start + x] & 0xFF;
            }
            return 0;
        }
        return start;
    }

    /** Returns the array that holds the row at hand, to be read only. */
    int[] array() {
        return ints;
    }
}

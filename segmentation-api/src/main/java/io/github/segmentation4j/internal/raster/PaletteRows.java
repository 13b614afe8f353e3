package io.github.segmentation4j.internal.raster;

import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.MultiPixelPackedSampleModel;
import java.awt.image.Raster;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Looks pixels up in a palette. */
final class PaletteRows extends RgbRows {
    private final Indexes indexes;
    private final int[] row;
    /** {@code 0xAARRGGBB} for every index that the raster can hold; black past the end of the palette. */
    private final int[] argb;

    PaletteRows(Raster raster, IndexColorModel palette) {
        super(raster.getWidth(), raster.getHeight(), palette.hasAlpha());
        int[] colors = new int[palette.getMapSize()];
        palette.getRGBs(colors);
        this.argb = Arrays.copyOf(colors, Math.max(colors.length, 1 << palette.getPixelSize()));
        this.row = new int[raster.getWidth()];
        this.indexes = Indexes.of(raster);
    }

    @Override
    void readColor(int y, byte[] rgb, int offset) {
        indexes.read(y, row);
        int target = offset;
        for (int index : row) {
            int color = color(index);
            rgb[target] = (byte) (color >> 16);
            rgb[target + 1] = (byte) (color >> 8);
            rgb[target + 2] = (byte) color;
            target += CHANNELS;
        }
    }

    @Override
    void readTransparency(int y, byte[] alpha, int offset) {
        indexes.read(y, row);
        for (int x = 0; x < row.length; x++) {
            alpha[offset + x] = (byte) (color(row[x]) >>> 24);
        }
    }

    private int color(int index) {
        return index < argb.length ? argb[index] : 0;
    }

    /** The indexes of a raster, row by row. */
    private interface Indexes {
        void read(int y, int[] row);

        static Indexes of(Raster raster) {
            Indexes indexes = byteIndexes(raster);
            if (indexes == null) {
                indexes = packedIndexes(raster);
            }
            return indexes != null ? indexes : (y, row) -> raster.getSamples(0, y, row.length, 1, 0, row);
        }

        private static @Nullable Indexes byteIndexes(Raster raster) {
            ComponentLayout layout = ComponentLayout.of(raster);
            if (layout == null || !(raster.getDataBuffer() instanceof DataBufferByte buffer)) {
                return null;
            }
            byte[] bytes = buffer.getData(layout.banks()[0]);
            int step = layout.pixelStride();
            return (y, row) -> {
                int source = layout.start(0, y);
                for (int x = 0; x < row.length; x++) {
                    row[x] = bytes[source] & 0xFF;
                    source += step;
                }
            };
        }

        private static @Nullable Indexes packedIndexes(Raster raster) {
            if (!(raster.getSampleModel() instanceof MultiPixelPackedSampleModel model)
                    || !(raster.getDataBuffer() instanceof DataBufferByte buffer)) {
                return null;
            }
            byte[] bytes = buffer.getData();
            int bits = model.getPixelBitStride();
            int mask = (1 << bits) - 1;
            int firstByte = buffer.getOffset() - raster.getSampleModelTranslateY() * model.getScanlineStride();
            long firstBit = model.getDataBitOffset() - raster.getSampleModelTranslateX() * (long) bits;
            return (y, row) -> {
                int rowStart = firstByte + y * model.getScanlineStride();
                for (int x = 0; x < row.length; x++) {
                    long bit = firstBit + (long) x * bits;
                    int shift = Byte.SIZE - bits - (int) (bit % Byte.SIZE);
                    row[x] = (bytes[rowStart + (int) (bit / Byte.SIZE)] >> shift) & mask;
                }
            };
        }
    }
}

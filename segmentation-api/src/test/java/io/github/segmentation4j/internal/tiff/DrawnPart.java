package io.github.segmentation4j.internal.tiff;

import io.github.segmentation4j.internal.tiff.WrittenTiff.Kind;
import io.github.segmentation4j.internal.tiff.WrittenTiff.Layout;
import io.github.segmentation4j.internal.tiff.WrittenTiff.Pixels;
import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;

/** Draws the samples of a {@link WrittenTiff}, and packs a strip or tile of them. */
public final class DrawnPart {
    private DrawnPart() {}

    static void number(ByteArrayOutputStream target, long value, int size, Kind kind) {
        for (int i = 0; i < size; i++) {
            int shift = Byte.SIZE * (kind.littleEndian() ? i : size - 1 - i);
            target.write((int) (value >> shift));
        }
    }

    /** Returns a sample as the file has it: one of floating point as its bits. */
    public static int sample(Layout layout, int x, int y, int band) {
        int smooth = x * 3 + y * 2 + band * 40 + (int) (layout.seed() & 0x3F);
        return switch (layout.pixels()) {
            case BILEVEL -> (smooth >> 2 ^ x * y) & 1;
            case GRAY16, RGB16, SEVEN_BANDS16 -> smooth * 251 & 0xFFFF;
            case FLOAT -> Float.floatToRawIntBits(smooth % 270 - 5.25f);
            default -> smooth & 0xFF;
        };
    }

    static byte[] of(Layout layout, int plane, int left, int top) {
        int columns = layout.acrossPart();
        int rows = layout.partWidth() > 0 ? layout.partHeight() : Math.min(layout.partHeight(), layout.height() - top);
        if (layout.isJpeg()) {
            return jpeg(layout, left, top, columns, rows);
        }
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        int together = layout.samplesTogether();
        for (int y = top; y < top + rows; y++) {
            int[] samples = new int[columns * together];
            for (int i = 0; i < samples.length; i++) {
                samples[i] = sample(layout, left + i / together, y, layout.planar() ? plane : i % together);
            }
            raw.writeBytes(row(layout, samples));
        }
        return packed(layout, raw.toByteArray());
    }

    private static byte[] row(Layout layout, int[] samples) {
        ByteArrayOutputStream row = new ByteArrayOutputStream();
        int together = layout.samplesTogether();
        if (layout.pixels() == Pixels.BILEVEL) {
            byte[] bits = new byte[(samples.length + 7) / 8];
            for (int i = 0; i < samples.length; i++) {
                bits[i / 8] |= (byte) (samples[i] << (7 - i % 8));
            }
            return bits;
        }
        if (layout.predictor() == 3) {
            byte[] planes = new byte[samples.length * Float.BYTES];
            for (int i = 0; i < samples.length; i++) {
                for (int digit = 0; digit < Float.BYTES; digit++) {
                    planes[digit * samples.length + i] = (byte) (samples[i] >> (24 - 8 * digit));
                }
            }
            for (int i = planes.length - 1; i >= together; i--) {
                planes[i] -= planes[i - together];
            }
            return planes;
        }
        for (int i = 0; i < samples.length; i++) {
            boolean difference = layout.predictor() == 2 && i >= together;
            long value = (long) samples[i] - (difference ? samples[i - together] : 0);
            number(row, value, layout.pixels().bits / Byte.SIZE, layout.kind());
        }
        return row.toByteArray();
    }

    private static byte[] packed(Layout layout, byte[] raw) {
        return switch (layout.packing()) {
            case NONE -> raw;
            case LZW -> CodecProperties.lzw(raw, false);
            case PACK_BITS -> CodecProperties.packBits(raw, new Random(layout.seed()));
            case DEFLATE -> {
                ByteArrayOutputStream packed = new ByteArrayOutputStream();
                try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
                    deflater.write(raw);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                yield packed.toByteArray();
            }
            case JPEG -> throw new IllegalArgumentException("JPEG is not made of bytes");
        };
    }

    private static byte[] jpeg(Layout layout, int left, int top, int columns, int rows) {
        int bands = layout.pixels().samples;
        BufferedImage image = new BufferedImage(
                columns, rows, bands == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR);
        WritableRaster raster = image.getRaster();
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                for (int band = 0; band < bands; band++) {
                    raster.setSample(x, y, band, sample(layout, left + x, top + y, band));
                }
            }
        }
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "jpeg", stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return stream.toByteArray();
    }
}

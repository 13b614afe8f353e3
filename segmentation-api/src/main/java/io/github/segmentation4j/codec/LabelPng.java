package io.github.segmentation4j.codec;

import io.github.segmentation4j.InvalidFileException;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.internal.Rgb;
import io.github.segmentation4j.internal.file.WholeFile;
import io.github.segmentation4j.internal.map.Maps;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferUShort;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Label maps as PNG files, read back exactly: gray, where the gray of a pixel is its label, or with a palette, where its
 * index is, as PASCAL VOC, DAVIS and ADE20K keep theirs.
 *
 * <p>Gray files have 8 bits a pixel where all labels fit, 16 otherwise. Palettes serve the eye and are not read: whatever the
 * colors, label i is index i. Files are the same, byte for byte, wherever the JDK's zlib is the same.
 */
final class LabelPng implements LabelFormat {
    private static final int MAX_COLORS = 256;

    /** The format whose gray is the label. */
    static final LabelPng GRAY = new LabelPng(null);

    /** Red, green and blue of each label, or null for gray. */
    private final byte @Nullable [] palette;

    private LabelPng(byte @Nullable [] palette) {
        this.palette = palette;
    }

    /**
     * Returns the format with a palette.
     *
     * @param rgb the color of each label from 0 as 0xRRGGBB
     * @throws IllegalArgumentException if there are none or more than 256, or one is not within 0x000000 to 0xFFFFFF
     */
    static LabelPng indexed(int... rgb) {
        if (rgb.length < 1 || rgb.length > MAX_COLORS) {
            throw new IllegalArgumentException(rgb.length + " colors were given, but a PNG's palette has 1 to "
                    + MAX_COLORS + ": write higher labels as gray");
        }
        byte[] palette = new byte[3 * rgb.length];
        for (int i = 0; i < rgb.length; i++) {
            Rgb.check(rgb[i], i);
            palette[3 * i] = (byte) (rgb[i] >> 16);
            palette[3 * i + 1] = (byte) (rgb[i] >> 8);
            palette[3 * i + 2] = (byte) rgb[i];
        }
        return new LabelPng(palette);
    }

    @Override
    public void write(LabelMap labels, Path file) throws IOException {
        checkColors(labels);
        WholeFile.write(file, out -> write(labels, out));
    }

    @Override
    public void write(LabelMap labels, OutputStream out) throws IOException {
        checkColors(labels);
        int width = labels.width();
        if (Maps.labels(labels) instanceof byte[] bytes) {
            PngWriter.Kind kind = palette == null ? PngWriter.Kind.GRAY_8 : PngWriter.Kind.INDEXED_8;
            PngWriter.write(
                    out,
                    width,
                    labels.height(),
                    kind,
                    palette,
                    (y, row) -> System.arraycopy(bytes, y * width, row, 0, width));
        } else {
            short[] shorts = (short[]) Maps.labels(labels);
            PngWriter.write(out, width, labels.height(), PngWriter.Kind.GRAY_16, null, (y, row) -> {
                for (int x = 0; x < width; x++) {
                    short label = shorts[y * width + x];
                    row[2 * x] = (byte) (label >> 8);
                    row[2 * x + 1] = (byte) label;
                }
            });
        }
    }

    private void checkColors(LabelMap labels) {
        if (palette != null && labels.maxLabel() >= palette.length / 3) {
            throw new IllegalArgumentException(
                    "Label " + labels.maxLabel() + " is in this map, but only " + palette.length / 3
                            + " colors were given: give one for each label up to the highest, or write gray");
        }
    }

    @Override
    public LabelMap read(Path file) throws IOException {
        return decode(file.toString(), Files.readAllBytes(file));
    }

    @Override
    public LabelMap read(InputStream in) throws IOException {
        return decode("The stream", in.readAllBytes());
    }

    private static LabelMap decode(String name, byte[] content) {
        PngCheck.check(name, content);
        ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
        try (ImageInputStream stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(content))) {
            reader.setInput(stream, true, true);
            return labels(reader.read(0));
        } catch (IOException | RuntimeException e) {
            // The decoder lets all kinds of unchecked exceptions slip on damaged files.
            throw new InvalidFileException(
                    name + " is damaged or of a kind that cannot be decoded: save or download it again", e);
        } finally {
            reader.dispose();
        }
    }

    /** Takes the samples as they are in the file: colors are never asked for. */
    private static LabelMap labels(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        Raster raster = image.getRaster();
        int sampleBits = image.getSampleModel().getSampleSize(0);
        boolean plain = raster.getNumBands() == 1 && raster.getNumDataElements() == 1;
        if (plain && sampleBits == Byte.SIZE && raster.getDataBuffer() instanceof DataBufferByte bytes) {
            return Maps.labelMap(width, height, bytes.getData());
        }
        if (plain && sampleBits == Short.SIZE && raster.getDataBuffer() instanceof DataBufferUShort shorts) {
            return Maps.labelMap(width, height, shorts.getData());
        }
        short[] labels = new short[width * height];
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            raster.getSamples(0, y, width, 1, 0, row);
            for (int x = 0; x < width; x++) {
                labels[y * width + x] = (short) row[x];
            }
        }
        return Maps.labelMap(width, height, labels);
    }
}

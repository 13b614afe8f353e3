package io.github.segmentation4j.codec;

import io.github.segmentation4j.InvalidFileException;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.internal.Rgb;
import java.awt.Color;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;

/** A format of files that hold one label map and give it back exactly. Immutable. */
public sealed interface LabelFormat permits LabelPng, LabelNpy, LabelRuns {

    /**
     * Returns PNG, where the gray of a pixel is its label, of 8 bits for labels up to 255 and of 16 otherwise.
     *
     * <p>Read are gray files and those with a palette, where the index of a pixel is its label, as PASCAL VOC, DAVIS and
     * ADE20K keep theirs, of 1 to 16 bits a pixel. Palettes serve the eye and are not read. Files are the same, byte for
     * byte, wherever the JDK's zlib is the same.
     */
    static LabelFormat png() {
        return LabelPng.GRAY;
    }

    /**
     * Returns PNG with a palette, where the index of a pixel is its label; it reads what {@link #png} reads.
     *
     * @param rgb the color of each label from 0 as 0xRRGGBB
     * @throws IllegalArgumentException if there are none or more than 256, or one is not within 0x000000 to 0xFFFFFF
     */
    static LabelFormat palettePng(int... rgb) {
        return LabelPng.indexed(rgb);
    }

    /**
     * Returns PNG with a palette, where the index of a pixel is its label; it reads what {@link #png} reads.
     *
     * @param colors the opaque color of each label from 0
     * @throws IllegalArgumentException if there are none or more than 256, or one is translucent
     */
    static LabelFormat palettePng(Color... colors) {
        return LabelPng.indexed(Rgb.of(colors));
    }

    /**
     * Returns NumPy's {@code .npy}: arrays of height and width, as {@code numpy.load} gives them.
     *
     * <p>Written as version 1.0, rows first (C order), little-endian, uint8 where all labels fit and uint16 otherwise. Read
     * from versions 1 to 3, either order of axes and bytes, and every type of whole numbers, also bool, as long as the
     * numbers are labels. The format is that of NEP 1 and {@code numpy/lib/format.py} (NumPy 1.24).
     */
    static LabelFormat npy() {
        return LabelNpy.INSTANCE;
    }

    /**
     * Returns a compact format of this library's own for keeping many maps: run lengths, compressed by DEFLATE. Several maps
     * may follow each other in one stream.
     */
    static LabelFormat runs() {
        return LabelRuns.INSTANCE;
    }

    /**
     * Writes a file, whole or not at all; one that was there before is replaced.
     *
     * @throws IllegalArgumentException if a label has no color in the palette
     * @throws IOException if it cannot be written
     */
    void write(LabelMap labels, Path file) throws IOException;

    /**
     * Writes to a stream, which is left open.
     *
     * @throws IllegalArgumentException if a label has no color in the palette
     * @throws IOException if it cannot be written
     */
    void write(LabelMap labels, OutputStream out) throws IOException;

    /**
     * Reads the labels of a file.
     *
     * @throws InvalidFileException if it is damaged, or does not hold labels in this format
     * @throws IOException if it cannot be read
     */
    LabelMap read(Path file) throws IOException;

    /**
     * Reads the labels that a stream holds, and leaves it open: PNG to the end of the stream, the others to the end of one map.
     *
     * @throws InvalidFileException if it is damaged, or does not hold labels in this format
     * @throws IOException if it cannot be read
     */
    LabelMap read(InputStream in) throws IOException;
}

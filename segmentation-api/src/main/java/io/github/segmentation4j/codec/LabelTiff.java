package io.github.segmentation4j.codec;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.InvalidFileException;
import io.github.segmentation4j.internal.Rgb;
import io.github.segmentation4j.internal.tiff.TiffException;
import io.github.segmentation4j.internal.tiff.TiffField;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Labels of images of any size as TIFF files that viewers of maps and slides open at once: tiles of 512x512 pixels compressed
 * by Deflate, and smaller pictures of the same behind them, each with half the sides of the one before.
 *
 * <p>The index or the gray of a pixel is its label. A pixel of a smaller picture is the upper left of the four of the larger
 * one that it stands for, so that no label appears that was not there. Smaller pictures are pages of their own, marked by
 * NewSubfileType 1, as GDAL writes overviews into a file. A file that grows beyond what offsets of 32 bits reach, 4 GiB,
 * becomes a BigTIFF file; any other is a TIFF file as all programs read it.
 *
 * <p>Labels arrive in bands from top to bottom: {@link LabelTiffWriter}. Immutable.
 */
public final class LabelTiff {
    private static final int MAX_COLORS = 256;

    /** The columns and rows of a tile. */
    private static final int TILE = 512;

    private static final int MAX_WIDTH = 1 << 30;

    /**
     * Where pixels lie on a map: ModelPixelScale, ModelTiepoint, ModelTransformation, GeoKeyDirectory, GeoDoubleParams and
     * GeoAsciiParams (OGC GeoTIFF 1.1), and GDAL_NODATA.
     */
    private static final int[] GEO_TAGS = {33_550, 33_922, 34_264, 34_735, 34_736, 34_737, 42_113};

    private final int @Nullable [] rgb;
    private final List<TiffField> geoFields;
    private final Optional<ClassNames> names;

    private LabelTiff(int @Nullable [] rgb, List<TiffField> geoFields, Optional<ClassNames> names) {
        this.rgb = rgb;
        this.geoFields = geoFields;
        this.names = names;
    }

    /**
     * Returns files of 8 bits a pixel with a palette.
     *
     * @param rgb the color of each label from 0 as 0xRRGGBB
     * @throws IllegalArgumentException if there are none or more than 256, or one is not within 0x000000 to 0xFFFFFF
     */
    public static LabelTiff palette(int... rgb) {
        if (rgb.length < 1 || rgb.length > MAX_COLORS) {
            throw new IllegalArgumentException(rgb.length + " colors were given, but a palette of 8 bits has 1 to "
                    + MAX_COLORS + ": write higher labels as gray");
        }
        return new LabelTiff(Rgb.check(rgb), List.of(), Optional.empty());
    }

    /** Returns files of 16 bits a pixel without a palette, for labels up to 65,535. */
    public static LabelTiff gray() {
        return new LabelTiff(null, List.of(), Optional.empty());
    }

    /**
     * Returns files that lie on a map where another one does: its fields 33550, 33922, 34264, 34735 to 34737 and 42113 are
     * copied, as far as it has them. The last, GDAL_NODATA, is a number that viewers show as nothing.
     *
     * @param tiff of the same width and height as the labels
     * @throws InvalidFileException if it is not a TIFF file, or damaged
     * @throws IOException if it cannot be read
     */
    public LabelTiff placedLike(Path tiff) throws IOException {
        try {
            return new LabelTiff(rgb, List.copyOf(TiffField.read(tiff, GEO_TAGS)), names);
        } catch (TiffException e) {
            if (e.kind() == TiffException.Kind.UNREADABLE) {
                throw new IOException(tiff + " " + e.getMessage(), e);
            }
            throw new InvalidFileException(
                    tiff + " is not a TIFF file whose place on a map can be read: give a whole TIFF file", e);
        }
    }

    /**
     * Returns files with names of the labels, for GDAL and the programs that stand on it, such as QGIS: the names go to a small file
     * beside each, FILE.aux.xml, as the category names of its band (GDAL's PAM), since TIFF has no place for them.
     */
    public LabelTiff named(ClassNames classNames) {
        return new LabelTiff(rgb, geoFields, Optional.of(classNames));
    }

    /**
     * Begins a file, which is there once it is {@linkplain LabelTiffWriter#finish finished}; one that was there before is
     * replaced then.
     *
     * @param width in pixels, at least 1
     * @param height in pixels, at least 1
     * @throws IllegalArgumentException if a side is below 1, the width is above 2^30, or there are more than 2^31 - 1 tiles
     * @throws IOException if it cannot be written
     */
    public LabelTiffWriter begin(int width, int height, Path file) throws IOException {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException(
                    "A size of " + width + "x" + height + " was given, but both sides must be at least 1 pixel");
        }
        long tiles = ((long) width + TILE - 1) / TILE * (((long) height + TILE - 1) / TILE);
        if (width > MAX_WIDTH || tiles > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "A size of " + width + "x" + height + " was given, but a width of at most " + MAX_WIDTH + " and "
                            + Integer.MAX_VALUE + " tiles can be written: write several files");
        }
        return new LabelTiffWriter(file, width, height, rgb, geoFields, names);
    }
}

package io.github.segmentation4j;

import io.github.segmentation4j.InvalidImageException.Kind;
import io.github.segmentation4j.internal.file.WholeFile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/**
 * Reads photos as a viewer shows them, and writes pictures.
 *
 * <p>Beyond {@link ImageIO}, with whose readers it decodes:
 *
 * <ul>
 *   <li>A photo is turned upright by its EXIF orientation (JPEG, PNG, TIFF, and WebP where a reader for it is on the class
 *       path).
 *       Pixels are moved, never mixed, and gray stays gray, 16 bits stay 16 bits, a palette stays a palette.
 *   <li>Colors are those of Pillow's {@code convert("RGB")}: the color profile of a JPEG file is not applied.
 *   <li>CMYK and YCCK JPEG files become RGB, by Pillow's formula and with Adobe's inverted ink.
 *   <li>A truncated file is an error, not a picture with a gray lower half.
 *   <li>What a photo costs is checked before any pixel is decoded ({@link PhotoLimits}), and notes beside the pixels are
 *       not unpacked.
 * </ul>
 *
 * <p>Where the JDK has a reader for a format it is taken, and one on the class path only for what that cannot decode. Of a
 * file with several pictures the first is read. Pictures are {@linkplain #write written} by an encoder of this library (PNG)
 * or by the JDK's (JPEG), whatever else is on the class path. Safe for use by any number of threads.
 */
public final class Photos {
    /**
     * The most pixels that a photo may have unless the caller says otherwise: the size beyond which Pillow refuses an image
     * as a decompression bomb, twice its {@code MAX_IMAGE_PIXELS} (Pillow 9.4 and 12.3).
     */
    public static final long DEFAULT_MAX_PIXELS = 2L * 89_478_485;

    /** Four samples of 16 bits. */
    private static final int BYTES_OF_LARGEST_PIXEL = 8;

    /** Room for thumbnails, profiles and notes. */
    private static final long BYTES_BESIDE_PIXELS = 64L << 20;

    private static final String NAME_OF_STREAM = "The photo";

    /** Shows no blocks where colors of an overlay meet, unlike ImageIO's 0.75. */
    private static final double DEFAULT_QUALITY = 0.9;

    private Photos() {}

    /**
     * Reads a photo within {@link PhotoLimits#DEFAULT}.
     *
     * @throws InvalidImageException if there is no such file, it is damaged, too large, or of an unknown format
     */
    public static BufferedImage read(Path file) {
        return read(file, PhotoLimits.DEFAULT);
    }

    /**
     * Reads a photo within {@link PhotoLimits#DEFAULT}, but for its pixels.
     *
     * @param maxPixels the most pixels that it may have, at least 1
     * @throws IllegalArgumentException if that limit is below 1
     * @throws InvalidImageException if there is no such file, it is damaged, too large, or of an unknown format
     */
    public static BufferedImage read(Path file, long maxPixels) {
        return read(file, PhotoLimits.DEFAULT.withMaxPixels(maxPixels));
    }

    /**
     * Reads a photo.
     *
     * @param limits what it may cost
     * @throws InvalidImageException if there is no such file, it is damaged, too large, or of an unknown format
     */
    public static BufferedImage read(Path file, PhotoLimits limits) {
        checkIsFile(file);
        String name = file.toString();
        try (InputStream stream = Files.newInputStream(file)) {
            return decoded(name, stream, limits);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /**
     * Reads a photo from a stream within {@link PhotoLimits#DEFAULT}.
     *
     * @param photo read to its end, or to a bound that follows from the limits, and left open
     * @throws InvalidImageException if the stream cannot be read, or the photo is damaged, too large, or of an unknown
     *     format
     */
    public static BufferedImage read(InputStream photo) {
        return read(photo, PhotoLimits.DEFAULT);
    }

    /**
     * Reads a photo from a stream within {@link PhotoLimits#DEFAULT}, but for its pixels.
     *
     * @param photo read to its end, or to a bound that follows from the limits, and left open
     * @param maxPixels the most pixels that it may have, at least 1
     * @throws IllegalArgumentException if that limit is below 1
     * @throws InvalidImageException if the stream cannot be read, or the photo is damaged, too large, or of an unknown
     *     format
     */
    public static BufferedImage read(InputStream photo, long maxPixels) {
        return read(photo, PhotoLimits.DEFAULT.withMaxPixels(maxPixels));
    }

    /**
     * Reads a photo from a stream.
     *
     * @param photo read to its end, or to a bound that follows from the limits, and left open
     * @param limits what it may cost
     * @throws InvalidImageException if the stream cannot be read, or the photo is damaged, too large, or of an unknown
     *     format
     */
    public static BufferedImage read(InputStream photo, PhotoLimits limits) {
        try {
            return decoded(NAME_OF_STREAM, photo, limits);
        } catch (IOException e) {
            throw new InvalidImageException(
                    Kind.UNREADABLE, "The stream of a photo cannot be read: " + Reasons.of(e), e);
        }
    }

    /**
     * Writes a picture, as PNG or as JPEG by the name of the file.
     *
     * <p>The file is there whole or not at all: it takes the place of one of that name when all is written, and an error
     * leaves what was there before. Nothing is written to the temporary folder.
     *
     * <p><b>PNG</b> ({@code .png}) keeps gray and RGB of 8 or 16 bits, alpha that is not premultiplied, and palettes as they
     * are. Pictures of other kinds, and those with an index that has no color, become 8-bit RGB, with alpha if they have one, by the rules by which {@link Segmenter} reads
     * images; those of gray without alpha stay gray. Files are written by all processors that a picture is worth, in threads of
     * the common pool, and are the same, byte for byte, wherever the JDK's zlib is the same.
     *
     * <p><b>JPEG</b> ({@code .jpg}, {@code .jpeg}) becomes 8-bit gray or RGB by the same rules, and is written with the quality
     * 0.9.
     *
     * @param image a picture of any type; nobody must draw on it meanwhile
     * @param file ends in one of these, in letters of either case
     * @throws IllegalArgumentException if the file ends in anything else, or is to be JPEG and the picture has an alpha or a
     *     side of more than 65,500 pixels
     * @throws IOException if it cannot be written
     */
    public static void write(BufferedImage image, Path file) throws IOException {
        write(image, file, DEFAULT_QUALITY);
    }

    /**
     * Writes a picture {@linkplain #write(BufferedImage, Path) by the name of the file}, JPEG with a quality.
     *
     * @param image a picture of any type; nobody must draw on it meanwhile
     * @param file ends in {@code .png}, {@code .jpg} or {@code .jpeg}, in letters of either case
     * @param quality from 0, the smallest file, to 1, the best picture: a hundredth of the numbers that libjpeg and Pillow
     *     take. PNG is the same for all
     * @throws IllegalArgumentException if the quality is not within 0 to 1, the file ends in anything else, or is to be JPEG
     *     and the picture has an alpha or a side of more than 65,500 pixels
     * @throws IOException if it cannot be written
     */
    public static void write(BufferedImage image, Path file, double quality) throws IOException {
        if (!(quality >= 0 && quality <= 1)) {
            throw new IllegalArgumentException(
                    "A quality of " + quality + " was given; give a number from 0 (smallest file) to 1 (best picture)");
        }
        PhotoEncoder encoder = PhotoEncoder.of(file);
        encoder.check(image, file);
        WholeFile.write(file, out -> encoder.write(image, quality, out));
    }

    /**
     * Checks that a path leads to a file.
     *
     * @throws InvalidImageException if it leads to nothing or to a folder
     */
    static void checkIsFile(Path file) {
        if (!Files.exists(file)) {
            throw new InvalidImageException(Kind.MISSING, "There is no file " + file + ": give the path of a photo");
        }
        if (Files.isDirectory(file)) {
            throw new InvalidImageException(Kind.MISSING, file + " is a folder: give the path of a photo in it");
        }
    }

    /** The file system does not give the bytes of a file. */
    static InvalidImageException unreadable(Path file, IOException e) {
        return new InvalidImageException(
                Kind.UNREADABLE, file + " cannot be read (" + Reasons.of(e) + "): check its permissions", e);
    }

    private static BufferedImage decoded(String name, InputStream stream, PhotoLimits limits) throws IOException {
        try {
            byte[] content = content(name, stream, limits);
            return new PhotoDecoder(name, limits).decode(content);
        } catch (OutOfMemoryError e) {
            throw PhotoDecoder.outOfMemory(name, e);
        }
    }

    /** Reads to the end, or to what the largest photo within the limits may take. */
    private static byte[] content(String name, InputStream stream, PhotoLimits limits) throws IOException {
        long ofPixels = Math.min(limits.maxPixels(), PhotoCost.LONGEST_ARRAY) * BYTES_OF_LARGEST_PIXEL;
        int longest =
                (int) Math.min(PhotoCost.LONGEST_ARRAY, Math.min(ofPixels, limits.maxBytes()) + BYTES_BESIDE_PIXELS);
        byte[] content = stream.readNBytes(longest);
        if (content.length == longest && stream.read() >= 0) {
            throw new InvalidImageException(
                    Kind.TOO_LARGE,
                    name + " has more than " + longest + " bytes, which no photo within the limits of "
                            + limits.maxPixels() + " pixels and " + limits.maxBytes()
                            + " bytes of samples needs: make it smaller");
        }
        return content;
    }
}

package io.github.segmentation4j;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Reads photos as a viewer shows them.
 *
 * <p>Beyond {@link ImageIO}, with whose readers it decodes:
 *
 * <ul>
 *   <li>A photo is turned upright by its EXIF orientation (JPEG, PNG, and WebP where a reader for it is on the class path).
 *       Pixels are moved, never mixed, and gray stays gray, 16 bits stay 16 bits, a palette stays a palette.
 *   <li>CMYK and YCCK JPEG files become RGB, by Pillow's formula and with Adobe's inverted ink, color profiles ignored.
 *   <li>A truncated file is an error, not a picture with a gray lower half.
 *   <li>The number of pixels is checked before any of them is decoded.
 * </ul>
 *
 * <p>Of a file with several pictures the first is read. Safe for use by any number of threads.
 */
public final class Photos {
    /**
     * The most pixels that a photo may have unless the caller says otherwise: the size beyond which Pillow refuses an image
     * as a decompression bomb, twice its {@code MAX_IMAGE_PIXELS} (Pillow 9.4).
     */
    public static final long DEFAULT_MAX_PIXELS = 2L * 89_478_485;

    private static final int CMYK_COMPONENTS = 4;

    private Photos() {}

    /**
     * Reads a photo of up to {@link #DEFAULT_MAX_PIXELS} pixels.
     *
     * @throws InvalidImageException if there is no such file, it is damaged, too large, or of an unknown format
     */
    public static BufferedImage read(Path file) {
        return read(file, DEFAULT_MAX_PIXELS);
    }

    /**
     * Reads a photo.
     *
     * @param maxPixels the most pixels that it may have, at least 1
     * @throws IllegalArgumentException if that limit is below 1
     * @throws InvalidImageException if there is no such file, it is damaged, too large, or of an unknown format
     */
    public static BufferedImage read(Path file, long maxPixels) {
        checkLimit(maxPixels);
        if (!Files.exists(file)) {
            throw new InvalidImageException("There is no file " + file + ": give the path of a photo");
        }
        if (Files.isDirectory(file)) {
            throw new InvalidImageException(file + " is a folder: give the path of a photo in it");
        }
        try {
            return decode(file.toString(), Files.readAllBytes(file), maxPixels);
        } catch (IOException e) {
            throw new InvalidImageException(file + " cannot be read (" + reason(e) + "): check its permissions", e);
        } catch (OutOfMemoryError e) {
            throw new InvalidImageException(
                    file + " does not fit into memory: raise -Xmx or make the photo smaller", e);
        }
    }

    /**
     * Reads a photo of up to {@link #DEFAULT_MAX_PIXELS} pixels from a stream.
     *
     * @param photo read to its end and left open
     * @throws InvalidImageException if the stream cannot be read, or the photo is damaged, too large, or of an unknown
     *     format
     */
    public static BufferedImage read(InputStream photo) {
        return read(photo, DEFAULT_MAX_PIXELS);
    }

    /**
     * Reads a photo from a stream.
     *
     * @param photo read to its end and left open
     * @param maxPixels the most pixels that it may have, at least 1
     * @throws IllegalArgumentException if that limit is below 1
     * @throws InvalidImageException if the stream cannot be read, or the photo is damaged, too large, or of an unknown
     *     format
     */
    public static BufferedImage read(InputStream photo, long maxPixels) {
        checkLimit(maxPixels);
        try {
            return decode("The photo", photo.readAllBytes(), maxPixels);
        } catch (IOException e) {
            throw new InvalidImageException("The stream of a photo cannot be read: " + reason(e), e);
        } catch (OutOfMemoryError e) {
            throw new InvalidImageException("The photo does not fit into memory: raise -Xmx or make it smaller", e);
        }
    }

    private static void checkLimit(long maxPixels) {
        if (maxPixels < 1) {
            throw new IllegalArgumentException(
                    "A limit of " + maxPixels + " pixels was given, but at least 1 is needed");
        }
    }

    private static BufferedImage decode(String name, byte[] content, long maxPixels) {
        if (content.length == 0) {
            throw new InvalidImageException(name + " is empty (0 bytes): save or download it again");
        }
        PhotoFile file = PhotoFile.of(content);
        ImageReader reader = reader(name, content);
        try (ImageInputStream stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(content))) {
            reader.setInput(stream, true);
            checkPixels(name, reader.getWidth(0), reader.getHeight(0), maxPixels);
            if (!file.complete()) {
                throw new InvalidImageException(name + " is truncated: save or download it again");
            }
            BufferedImage image = file.components() == CMYK_COMPONENTS && reader.canReadRaster()
                    ? CmykJpeg.toRgb(reader.readRaster(0, null), file.adobeTransform())
                    : reader.read(0);
            return file.orientation().turnUpright(image);
        } catch (InvalidImageException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // Readers let all kinds of unchecked exceptions slip on damaged files, and those on the class path are not
            // ours.
            throw new InvalidImageException(
                    name + " is damaged or of a kind that cannot be decoded (" + reason(e)
                            + "): save it again, for example as PNG",
                    e);
        } finally {
            reader.dispose();
        }
    }

    private static ImageReader reader(String name, byte[] content) {
        try (ImageInputStream stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(content))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
            if (readers.hasNext()) {
                return readers.next();
            }
        } catch (IOException e) {
            throw new InvalidImageException(name + " cannot be read: " + reason(e), e);
        }
        throw new InvalidImageException(name + " is no image of a format that can be read here (" + formats()
                + "): convert it to one of them, or put a reader for its format on the class path");
    }

    /** Returns what an exception says, or its kind where it says nothing, as at the end of a file. */
    private static String reason(Exception e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static String formats() {
        return Arrays.stream(ImageIO.getReaderFormatNames())
                .map(format -> format.toUpperCase(Locale.ROOT))
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static void checkPixels(String name, int width, int height, long maxPixels) {
        if ((long) width * height > maxPixels) {
            throw new InvalidImageException(name + " has " + width + "x" + height + " pixels, more than the limit of "
                    + maxPixels + ": make it smaller, or give Photos.read a higher limit");
        }
    }
}

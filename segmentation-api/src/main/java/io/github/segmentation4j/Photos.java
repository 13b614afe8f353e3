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
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Reads photos as a viewer shows them.
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
 *   <li>The number of pixels is checked before any of them is decoded, and notes beside the pixels are not unpacked.
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

    /** Four samples of 16 bits. */
    private static final int BYTES_OF_LARGEST_PIXEL = 8;

    /** Room for thumbnails, profiles and notes. */
    private static final long BYTES_BESIDE_PIXELS = 64L << 20;

    /** The longest array that every virtual machine can make. */
    private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

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
            return decode(file.toString(), content(file, maxPixels), maxPixels);
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
     * @param photo read to its end, or to a bound that follows from the limit, and left open
     * @throws InvalidImageException if the stream cannot be read, or the photo is damaged, too large, or of an unknown
     *     format
     */
    public static BufferedImage read(InputStream photo) {
        return read(photo, DEFAULT_MAX_PIXELS);
    }

    /**
     * Reads a photo from a stream.
     *
     * @param photo read to its end, or to a bound that follows from the limit, and left open
     * @param maxPixels the most pixels that it may have, at least 1
     * @throws IllegalArgumentException if that limit is below 1
     * @throws InvalidImageException if the stream cannot be read, or the photo is damaged, too large, or of an unknown
     *     format
     */
    public static BufferedImage read(InputStream photo, long maxPixels) {
        checkLimit(maxPixels);
        try {
            return decode("The photo", content("The photo", photo, maxPixels), maxPixels);
        } catch (IOException e) {
            throw new InvalidImageException("The stream of a photo cannot be read: " + reason(e), e);
        } catch (OutOfMemoryError e) {
            throw new InvalidImageException("The photo does not fit into memory: raise -Xmx or make it smaller", e);
        }
    }

    private static byte[] content(Path file, long maxPixels) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            return content(file.toString(), stream, maxPixels);
        }
    }

    /** Reads to the end, or to what the largest photo within the limit may take. */
    private static byte[] content(String name, InputStream stream, long maxPixels) throws IOException {
        long ofPixels = Math.min(maxPixels, LONGEST_ARRAY) * BYTES_OF_LARGEST_PIXEL;
        int longest = (int) Math.min(LONGEST_ARRAY, ofPixels + BYTES_BESIDE_PIXELS);
        byte[] content = stream.readNBytes(longest);
        if (content.length == longest && stream.read() >= 0) {
            throw new InvalidImageException(name + " has more than " + longest + " bytes, which no photo of up to "
                    + maxPixels + " pixels needs: give Photos.read a higher limit if it is one");
        }
        return content;
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
        boolean cmyk = file.components() == CMYK_COMPONENTS;
        ImageReader reader = reader(name, file.content(), cmyk);
        try (ImageInputStream stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(file.content()))) {
            // Metadata are ignored: a compressed note of a few bytes may fill the memory.
            reader.setInput(stream, true, true);
            checkPixels(name, reader.getWidth(0), reader.getHeight(0), maxPixels);
            if (!file.complete()) {
                throw new InvalidImageException(name + " is truncated: save or download it again");
            }
            EarlyEnd earlyEnd = new EarlyEnd();
            reader.addIIOReadWarningListener(earlyEnd);
            BufferedImage image =
                    cmyk ? CmykJpeg.toRgb(reader.readRaster(0, null), file.adobeTransform()) : reader.read(0);
            if (earlyEnd.seen) {
                throw new InvalidImageException(
                        name + " is damaged, its compressed data end too early: save or download it again");
            }
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

    private static ImageReader reader(String name, byte[] content, boolean cmyk) {
        try (ImageInputStream stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(content))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
            while (readers.hasNext()) {
                ImageReader reader = readers.next();
                if (!cmyk || reader.canReadRaster()) {
                    return reader;
                }
                reader.dispose();
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

    /** Sees when a decoder fills up a picture whose data end too early, which it tells as a warning only. */
    private static final class EarlyEnd implements IIOReadWarningListener {
        /** Part of libjpeg's messages JWRN_HIT_MARKER and JWRN_JPEG_EOF, which the JDK passes on untranslated. */
        private static final String SIGN = "premature end";

        private boolean seen;

        @Override
        public void warningOccurred(ImageReader source, String warning) {
            seen |= warning.toLowerCase(Locale.ROOT).contains(SIGN);
        }
    }
}

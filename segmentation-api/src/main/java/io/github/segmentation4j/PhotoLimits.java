package io.github.segmentation4j;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a photo may cost, checked against its header before anything is decoded.
 *
 * <p>A file of a few hundred bytes may claim a picture of gigabytes, or make a decoder go over its pixels a thousand times.
 * A photo beyond a limit is refused with an {@link InvalidImageException} of the kind
 * {@link InvalidImageException.Kind#TOO_LARGE}. Other limits are made from the {@linkplain #DEFAULT usual ones}. Immutable.
 */
public final class PhotoLimits {
    /**
     * The limits unless the caller says otherwise.
     *
     * <p>Pixels: {@link Photos#DEFAULT_MAX_PIXELS}. Bytes: 1 GiB, enough for that many pixels of four samples of 8 bits, and
     * for three quarters as many of 16 bits. Scans: 32; programs write up to about a dozen, and with 32 the largest picture
     * takes no longer than one of as many pixels as a PNG file.
     */
    public static final PhotoLimits DEFAULT = new PhotoLimits(Photos.DEFAULT_MAX_PIXELS, 1L << 30, 32);

    private final long maxPixels;
    private final long maxBytes;
    private final int maxScans;

    PhotoLimits(long maxPixels, long maxBytes, int maxScans) {
        checkPositive(maxPixels, "pixels");
        checkPositive(maxBytes, "bytes");
        checkPositive(maxScans, "scans");
        this.maxPixels = maxPixels;
        this.maxBytes = maxBytes;
        this.maxScans = maxScans;
    }

    private static void checkPositive(long limit, String what) {
        if (limit < 1) {
            throw new IllegalArgumentException(
                    "A limit of " + limit + " " + what + " was given, but at least 1 is needed");
        }
    }

    /** Returns the most pixels of the picture, at least 1. */
    public long maxPixels() {
        return maxPixels;
    }

    /**
     * Returns the most bytes that the decoder may need for samples, at least 1: those of the picture, and what it holds beside
     * them, which is the coefficients of a JPEG file with several scans, and a tile or strip of a TIFF file.
     */
    public long maxBytes() {
        return maxBytes;
    }

    /** Returns the most scans of a JPEG file, at least 1; the decoder goes over the whole picture for each. */
    public int maxScans() {
        return maxScans;
    }

    /**
     * Returns these limits with another number of pixels.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public PhotoLimits withMaxPixels(long pixels) {
        return new PhotoLimits(pixels, maxBytes, maxScans);
    }

    /**
     * Returns these limits with another number of bytes.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public PhotoLimits withMaxBytes(long bytes) {
        return new PhotoLimits(maxPixels, bytes, maxScans);
    }

    /**
     * Returns these limits with another number of scans.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public PhotoLimits withMaxScans(int scans) {
        return new PhotoLimits(maxPixels, maxBytes, scans);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PhotoLimits that
                && maxPixels == that.maxPixels
                && maxBytes == that.maxBytes
                && maxScans == that.maxScans;
    }

    @Override
    public int hashCode() {
        return Objects.hash(maxPixels, maxBytes, maxScans);
    }

    /** Returns the limits in one line. */
    @Override
    public String toString() {
        return "at most " + maxPixels + " pixels, " + maxBytes + " bytes, " + maxScans + " scans";
    }
}

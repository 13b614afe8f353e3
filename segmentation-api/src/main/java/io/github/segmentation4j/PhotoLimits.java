package io.github.segmentation4j;

/**
 * What a photo may cost, checked against its header before anything is decoded.
 *
 * <p>A file of a few hundred bytes may claim a picture of gigabytes, or make a decoder go over its pixels a thousand times.
 * A photo beyond a limit is refused with an {@link InvalidImageException} of the kind
 * {@link InvalidImageException.Kind#TOO_LARGE}.
 *
 * @param maxPixels the most pixels of the picture, at least 1
 * @param maxBytes the most bytes that the decoder may need for samples, at least 1: those of the picture, and what it holds
 *     beside them, which is the coefficients of a JPEG file with several scans, and a tile or strip of a TIFF file
 * @param maxScans the most scans of a JPEG file, at least 1; the decoder goes over the whole picture for each
 */
public record PhotoLimits(long maxPixels, long maxBytes, int maxScans) {
    /**
     * The limits unless the caller says otherwise.
     *
     * <p>Pixels: {@link Photos#DEFAULT_MAX_PIXELS}. Bytes: 1 GiB, enough for that many pixels of four samples of 8 bits, and
     * for three quarters as many of 16 bits. Scans: 32; programs write up to about a dozen, and with 32 the largest picture
     * takes no longer than one of as many pixels as a PNG file.
     */
    public static final PhotoLimits DEFAULT = new PhotoLimits(Photos.DEFAULT_MAX_PIXELS, 1L << 30, 32);

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one is below 1
     */
    public PhotoLimits {
        checkPositive(maxPixels, "pixels");
        checkPositive(maxBytes, "bytes");
        checkPositive(maxScans, "scans");
    }

    private static void checkPositive(long limit, String what) {
        if (limit < 1) {
            throw new IllegalArgumentException(
                    "A limit of " + limit + " " + what + " was given, but at least 1 is needed");
        }
    }

    /** Returns these limits with another number of pixels. */
    public PhotoLimits withMaxPixels(long pixels) {
        return new PhotoLimits(pixels, maxBytes, maxScans);
    }

    /** Returns these limits with another number of bytes. */
    public PhotoLimits withMaxBytes(long bytes) {
        return new PhotoLimits(maxPixels, bytes, maxScans);
    }

    /** Returns these limits with another number of scans. */
    public PhotoLimits withMaxScans(int scans) {
        return new PhotoLimits(maxPixels, maxBytes, scans);
    }
}

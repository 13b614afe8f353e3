package io.github.segmentation4j;

import io.github.segmentation4j.InvalidImageException.Kind;

/**
 * What decoding a photo takes, by its header.
 *
 * @param width of the picture in pixels
 * @param height of the picture in pixels
 * @param bytes what the decoder holds of samples and coefficients
 * @param scans how often the decoder goes over the picture
 */
record PhotoCost(long width, long height, long bytes, int scans) {
    /** The longest array that every virtual machine can make. */
    static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

    /**
     * Holds this against limits.
     *
     * @param name of the photo
     * @throws InvalidImageException if a limit is exceeded
     */
    void check(String name, PhotoLimits limits) {
        // Neither factor is above 2^32, and a product beyond 2^63 is negative.
        long pixels = width * height;
        long most = Math.min(limits.maxPixels(), LONGEST_ARRAY);
        if (pixels > most || pixels < 0) {
            throw tooLarge(name + " has " + width + "x" + height + " pixels, more than the limit of " + most
                    + ": make it smaller");
        }
        if (bytes > limits.maxBytes() || bytes < 0) {
            throw tooLarge(name + " of " + width + "x" + height + " pixels takes " + bytes
                    + " bytes to decode, more than the limit of " + limits.maxBytes()
                    + ": make it smaller, or save it with 8 bits a sample and, if it is a JPEG file, not progressive");
        }
        if (scans > limits.maxScans()) {
            throw tooLarge(
                    name + " has " + scans + " scans, more than the limit of " + limits.maxScans() + ": save it again");
        }
    }

    private static InvalidImageException tooLarge(String message) {
        return new InvalidImageException(Kind.TOO_LARGE, message);
    }
}

package io.github.segmentation4j.internal.tiff;

/**
 * What a file may cost, checked before anything is decoded.
 *
 * @param maxPixels the most pixels of the picture, and of one of its tiles
 * @param maxBytes the most bytes of the decoded picture together with what is held of one strip or tile
 * @param maxScans the most scans of a JPEG stream in it
 */
public record TiffLimits(long maxPixels, long maxBytes, int maxScans) {}

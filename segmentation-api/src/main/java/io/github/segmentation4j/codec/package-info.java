/**
 * Label maps and outlines as files that other programs read.
 *
 * <p>Label maps come back exactly as they were written: {@link io.github.segmentation4j.codec.LabelPng},
 * {@link io.github.segmentation4j.codec.LabelNpy}, {@link io.github.segmentation4j.codec.LabelRuns}. Outlines are written for one image
 * ({@link io.github.segmentation4j.codec.OutlineFormat}) or for a data set ({@link io.github.segmentation4j.codec.CocoJson},
 * {@link io.github.segmentation4j.codec.CocoPanoptic}). Files are written whole or not at all, and do not depend on platform
 * or locale, but for the bytes that zlib makes of PNG pixels. Streams are left open.
 *
 * <p>A file that cannot be read or written throws {@link java.io.IOException}; one that is damaged or holds something else
 * throws {@link io.github.segmentation4j.InvalidFileException}.
 */
@NullMarked
package io.github.segmentation4j.codec;

import org.jspecify.annotations.NullMarked;

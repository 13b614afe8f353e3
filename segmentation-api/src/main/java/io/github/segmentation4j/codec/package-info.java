/**
 * Label maps, masks and outlines as files that other programs read.
 *
 * <p>Label maps come back exactly as they were written: {@link io.github.segmentation4j.codec.LabelPng},
 * {@link io.github.segmentation4j.codec.LabelNpy}, {@link io.github.segmentation4j.codec.LabelRuns}. Files are written whole or not at all, and are the same on every platform
 * and in every locale. Streams are left open.
 *
 * <p>A file that cannot be read or written throws {@link java.io.IOException}; one that is damaged or holds something else
 * throws {@link io.github.segmentation4j.InvalidFileException}.
 */
@NullMarked
package io.github.segmentation4j.codec;

import org.jspecify.annotations.NullMarked;

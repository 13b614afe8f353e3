/**
 * Semantic segmentation: the class of every pixel of an image.
 *
 * <p>{@link io.github.segmentation4j.Segmenter} is the door: an image in, a {@link io.github.segmentation4j.LabelMap}
 * out. The conventions below hold in the whole library unless a comment says otherwise.
 *
 * <ul>
 *   <li><b>Coordinates.</b> The origin is the top left pixel, x runs right, y runs down, and width stands before height
 *       wherever both are given. A rectangle of x, y, width and height covers the pixels from (x, y) up to but not
 *       including (x + width, y + height).
 *   <li><b>Words.</b> A <em>label</em> is the id of a class, a <em>mask</em> a set of pixels, a <em>score</em> a raw
 *       output of a network (a logit), a <em>confidence</em> a probability from 0 to 1.
 *   <li><b>Nulls.</b> No parameter and no result is null unless it is marked {@link org.jspecify.annotations.Nullable};
 *       passing null throws {@link java.lang.NullPointerException}.
 *   <li><b>Threads.</b> Values are immutable and may be shared freely. Every segmenter may be called by any number of
 *       threads at once.
 *   <li><b>Errors.</b> A wrong argument throws {@link java.lang.IllegalArgumentException} or
 *       {@link java.lang.IndexOutOfBoundsException}. Everything that depends on the world outside the program (a model, a
 *       photo, a closed segmenter) throws a kind of {@link io.github.segmentation4j.SegmentationException}.
 * </ul>
 */
@NullMarked
package io.github.segmentation4j;

import org.jspecify.annotations.NullMarked;

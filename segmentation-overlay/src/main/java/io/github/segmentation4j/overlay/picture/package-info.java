/**
 * Pictures that explain a label map: lines, names and legends over a photo, and photos set against each other.
 *
 * <p>{@link io.github.segmentation4j.overlay.picture.Picture} is the door: one description of all that is drawn over a
 * photo. The other types each make one kind of picture and need no {@code Picture}; what they return is an image like
 * any other, so that they can be put together.
 *
 * <ul>
 *   <li><b>Photos</b> may be images of any type; they are read as 8-bit RGB as {@link
 *       io.github.segmentation4j.overlay.Overlay} reads them and are never changed. A result is of
 *       {@link java.awt.image.BufferedImage#TYPE_4BYTE_ABGR} if a photo in it has an alpha channel, and of
 *       {@link java.awt.image.BufferedImage#TYPE_3BYTE_BGR} otherwise.
 *   <li><b>Sizes</b> of lines, letters and margins follow the size of the picture where none is given.
 *   <li><b>Text</b> is drawn with letters that come with the library: no font has to be installed, no display is needed,
 *       and the same picture is the same bytes on every machine. They are those of ASCII and of the European languages
 *       with Latin letters. Text with any other character is drawn with the sans-serif font of the system; where that has
 *       no letters for it, or the system has no fonts, such characters become boxes.
 * </ul>
 *
 * <p>All types are immutable; any number of threads may use one at once.
 */
@NullMarked
package io.github.segmentation4j.overlay.picture;

import org.jspecify.annotations.NullMarked;

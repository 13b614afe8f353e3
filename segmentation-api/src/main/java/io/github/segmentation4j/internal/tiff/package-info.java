/** TIFF files: their directory checked against the file, and their samples decoded to pictures as Pillow shows them. */
@NullMarked
package io.github.segmentation4j.internal.tiff;

import org.jspecify.annotations.NullMarked;

/** Reading the rows of any BufferedImage as 8-bit RGB, shared by the modules of this library. */
@NullMarked
package io.github.segmentation4j.internal.raster;

import org.jspecify.annotations.NullMarked;

/** The outlines of regions as polygons along the edges of pixels, and the pixels at the boundary of regions. */
@NullMarked
package io.github.segmentation4j.outline;

import org.jspecify.annotations.NullMarked;

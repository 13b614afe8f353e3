/** From the raster of an image to the input of a network: resizing and normalizing. */
@NullMarked
package io.github.segmentation4j.engine.input;

import org.jspecify.annotations.NullMarked;

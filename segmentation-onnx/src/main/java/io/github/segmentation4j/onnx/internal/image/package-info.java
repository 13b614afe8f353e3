/** From the raster of an image to the input of a network: resizing and normalizing. */
@NullMarked
package io.github.segmentation4j.onnx.internal.image;

import org.jspecify.annotations.NullMarked;

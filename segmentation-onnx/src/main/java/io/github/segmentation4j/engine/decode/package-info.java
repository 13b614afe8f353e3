/** From the scores of a network to labels and confidences at the size of an image. */
@NullMarked
package io.github.segmentation4j.engine.decode;

import org.jspecify.annotations.NullMarked;

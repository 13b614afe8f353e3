/** Segments photos with a network that OpenCV runs: an example of how another runtime is put under the engine. */
@NullMarked
package io.github.segmentation4j.examples.opencv;

import org.jspecify.annotations.NullMarked;

/** One call from image to labels: buffers, order of the steps, calls in flight. */
@NullMarked
package io.github.segmentation4j.engine.pipeline;

import org.jspecify.annotations.NullMarked;

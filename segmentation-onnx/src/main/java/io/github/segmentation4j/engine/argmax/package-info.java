/** The inner loops over scores, on plain arrays and buffers. */
@NullMarked
package io.github.segmentation4j.engine.argmax;

import org.jspecify.annotations.NullMarked;

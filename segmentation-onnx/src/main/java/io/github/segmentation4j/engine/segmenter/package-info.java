/** Segmenters of networks that any runtime runs. */
@NullMarked
package io.github.segmentation4j.engine.segmenter;

import org.jspecify.annotations.NullMarked;

/** What the hot loops of every module share: rows split over threads, nearest samples, whether SIMD is at hand. */
@NullMarked
package io.github.segmentation4j.internal.compute;

import org.jspecify.annotations.NullMarked;

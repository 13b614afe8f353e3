/** The connected components of a label map: what they measure, which of them to keep, and how to clean them up. */
@NullMarked
package io.github.segmentation4j.region;

import org.jspecify.annotations.NullMarked;

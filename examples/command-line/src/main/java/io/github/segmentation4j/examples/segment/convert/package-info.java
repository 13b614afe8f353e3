/** Label maps from the files of annotation tools, and into them. */
@NullMarked
package io.github.segmentation4j.examples.segment.convert;

import org.jspecify.annotations.NullMarked;

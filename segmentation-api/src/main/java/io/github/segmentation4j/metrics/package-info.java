/** How good a segmentation is: label maps against the truth, over whole data sets. */
@NullMarked
package io.github.segmentation4j.metrics;

import org.jspecify.annotations.NullMarked;

/** Many images: reading, segmenting and using them at the same time, with a bound on how many are in memory. */
@NullMarked
package io.github.segmentation4j.bulk;

import org.jspecify.annotations.NullMarked;

/** What a segmentation model expects of a photo and what its scores mean, without a runtime in sight. */
@NullMarked
package io.github.segmentation4j.model;

import org.jspecify.annotations.NullMarked;

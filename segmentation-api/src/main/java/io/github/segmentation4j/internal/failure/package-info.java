/** What went wrong outside this library, in words, shared by the modules of this library. */
@NullMarked
package io.github.segmentation4j.internal.failure;

import org.jspecify.annotations.NullMarked;

/** A run here against a run in another program, step by step. */
@NullMarked
package io.github.segmentation4j.parity;

import org.jspecify.annotations.NullMarked;

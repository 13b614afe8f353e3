/** One photo's run here against its run in another program: where they part, how far, and why. */
@NullMarked
package io.github.segmentation4j.engine.parity;

import org.jspecify.annotations.NullMarked;

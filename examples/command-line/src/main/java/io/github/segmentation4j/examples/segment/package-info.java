/** The command line {@code segment}: photos in, overlays, label files and shares of classes out. */
@NullMarked
package io.github.segmentation4j.examples.segment;

import org.jspecify.annotations.NullMarked;

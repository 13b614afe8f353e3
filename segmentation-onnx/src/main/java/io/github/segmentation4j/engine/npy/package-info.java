/** Arrays in NumPy's file format, as {@code numpy.save} writes and {@code numpy.load} reads them. */
@NullMarked
package io.github.segmentation4j.engine.npy;

import org.jspecify.annotations.NullMarked;

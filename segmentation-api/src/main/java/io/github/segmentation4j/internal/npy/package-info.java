/** The beginning of NumPy's files of one array, for whoever reads or writes the elements behind it. */
@NullMarked
package io.github.segmentation4j.internal.npy;

import org.jspecify.annotations.NullMarked;

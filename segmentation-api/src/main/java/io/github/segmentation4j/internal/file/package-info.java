/** Files that appear whole or not at all, and the removal of what a killed process left of them. */
@NullMarked
package io.github.segmentation4j.internal.file;

import org.jspecify.annotations.NullMarked;

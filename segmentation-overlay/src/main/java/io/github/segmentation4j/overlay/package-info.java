/** Pictures of label maps: palettes, color maps, overlays. */
@NullMarked
package io.github.segmentation4j.overlay;

import org.jspecify.annotations.NullMarked;

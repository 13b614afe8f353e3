/** Images in tiles: which parts of an image the network sees, and how their scores become one. */
@NullMarked
package io.github.segmentation4j.engine.tile;

import org.jspecify.annotations.NullMarked;

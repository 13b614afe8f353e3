/** Label maps and regions as files and strings: PNG, NumPy, COCO, GeoJSON, SVG, Labelme, YOLO. */
@NullMarked
package io.github.segmentation4j.codec;

import org.jspecify.annotations.NullMarked;

/** One HTML file that shows segmented photos and answers to pointing, clicking and keys, without a server or a network. */
@NullMarked
package io.github.segmentation4j.examples.segment.page;

import org.jspecify.annotations.NullMarked;

/**
 * Evidence for a model's input convention, gathered from photos without labels: run the common conventions, measure how
 * much sense each makes, rank them.
 */
@NullMarked
package io.github.segmentation4j.examples.segment.probe;

import org.jspecify.annotations.NullMarked;

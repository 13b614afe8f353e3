/** The scores of a data set, and the files that tell them: a table, CSV, JSON and a page of HTML. */
@NullMarked
package io.github.segmentation4j.examples.segment.evaluate;

import org.jspecify.annotations.NullMarked;

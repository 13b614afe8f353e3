package io.github.segmentation4j.examples.segment;

import io.github.segmentation4j.Segmenter;

/** What opens the network of a run; an interface, so that tests can put labels of their own in its place. */
interface Models {

    /**
     * Opens a network.
     *
     * @throws io.github.segmentation4j.InvalidModelException if the file cannot be used
     * @throws CommandException if the options do not fit it
     */
    Segmenter open(ModelOptions options);
}

package io.github.segmentation4j.examples.segment.convert;

import io.github.segmentation4j.LabelMap;

/**
 * One image of a data set.
 *
 * @param name the name of the photo or of the file with its labels, without folders
 * @param labels the label of every pixel
 */
public record LabelledImage(String name, LabelMap labels) {}

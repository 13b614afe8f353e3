package io.github.segmentation4j.onnx.internal.graph;

/**
 * What a graph itself does to an input before anything else, so that nobody needs to do it before.
 *
 * @param formula the arithmetic, with {@code x} for the input and lists for values by channel, for example
 *     {@code (x - [123.675, 116.28, 103.53]) / 58}; {@code x} alone if there is none
 * @param reversesChannels true if it turns RGB into BGR or back
 */
public record InputSteps(String formula, boolean reversesChannels) {}

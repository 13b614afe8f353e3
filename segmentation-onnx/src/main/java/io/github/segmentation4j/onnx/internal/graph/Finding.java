package io.github.segmentation4j.onnx.internal.graph;

/**
 * Something that a graph proves, and by what.
 *
 * @param value what is proved
 * @param evidence a clause for a message, without a full stop
 */
public record Finding<T>(T value, String evidence) {}

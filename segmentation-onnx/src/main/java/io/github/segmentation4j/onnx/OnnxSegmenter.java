package io.github.segmentation4j.onnx;

/** A segmenter for an ONNX model. */
public final class OnnxSegmenter {
    private OnnxSegmenter() {}
}

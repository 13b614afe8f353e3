/** Segmenters for ONNX models, run by ONNX Runtime. */
module io.github.segmentation4j.onnx {
    requires transitive io.github.segmentation4j;
    requires com.microsoft.onnxruntime;
    requires com.grack.nanojson;
    requires static jdk.incubator.vector;
    requires static org.jspecify;

    exports io.github.segmentation4j.engine;
    exports io.github.segmentation4j.engine.segmenter;
    exports io.github.segmentation4j.model;
    exports io.github.segmentation4j.model.file;
    exports io.github.segmentation4j.onnx;
    exports io.github.segmentation4j.onnx.runtime;
    exports io.github.segmentation4j.parity;
}

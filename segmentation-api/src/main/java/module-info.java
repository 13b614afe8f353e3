/** The vocabulary of semantic segmentation: label maps, class names, segmenters, and a reader for photos. */
module io.github.segmentation4j {
    requires transitive java.desktop;
    requires static org.jspecify;

    exports io.github.segmentation4j;
    exports io.github.segmentation4j.bulk;
    exports io.github.segmentation4j.codec;
    exports io.github.segmentation4j.metrics;
    exports io.github.segmentation4j.outline;
    exports io.github.segmentation4j.region;
    exports io.github.segmentation4j.internal to
            io.github.segmentation4j.onnx,
            io.github.segmentation4j.overlay;
    exports io.github.segmentation4j.internal.compute to
            io.github.segmentation4j.onnx,
            io.github.segmentation4j.overlay;
    exports io.github.segmentation4j.internal.failure to
            io.github.segmentation4j.onnx;
    exports io.github.segmentation4j.internal.file to
            io.github.segmentation4j.onnx;
    exports io.github.segmentation4j.internal.map to
            io.github.segmentation4j.onnx,
            io.github.segmentation4j.overlay;
    exports io.github.segmentation4j.internal.npy to
            io.github.segmentation4j.onnx;
    exports io.github.segmentation4j.internal.raster to
            io.github.segmentation4j.onnx,
            io.github.segmentation4j.overlay;
}

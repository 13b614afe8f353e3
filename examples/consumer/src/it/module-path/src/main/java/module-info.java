/** An application that names the modules it needs, and none of theirs. */
module consumer {
    requires io.github.segmentation4j.onnx;
    requires io.github.segmentation4j.overlay;
    requires java.desktop;
}

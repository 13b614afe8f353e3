package io.github.segmentation4j.onnx.testing;

import io.github.segmentation4j.onnx.OnnxSegmenter;
import java.awt.image.BufferedImage;
import java.nio.file.Path;

/** A program of its own: segments an image, says so, waits for a byte or the end of its input, and ends. */
public final class SegmentOnce {
    /** What it says once there are labels. */
    public static final String READY = "ready";

    private static final int SIDE = 64;

    private SegmentOnce() {}

    /** Runs with the path of a model. */
    public static void main(String[] arguments) throws Exception {
        try (OnnxSegmenter segmenter = OnnxSegmenter.load(Path.of(arguments[0]))) {
            segmenter.segment(new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_3BYTE_BGR));
            System.out.println(READY);
            int ignored = System.in.read();
        }
    }
}

package io.github.segmentation4j.examples.opencv;

import io.github.segmentation4j.Segmenter;
import io.github.segmentation4j.contract.SegmenterContract;
import io.github.segmentation4j.model.ModelSpec;
import io.github.segmentation4j.model.SizeRule;
import io.github.segmentation4j.model.file.ModelFiles;
import java.awt.image.BufferedImage;

/** Segmenters of the demonstration network at a small size, which OpenCV runs. */
class OpenCvSegmenterContractTest extends SegmenterContract {
    private static final int SHORT_EDGE = 48;

    @Override
    protected Segmenter open() {
        ModelSpec spec = ModelFiles.huggingFace(Demonstration.MODEL).orElseThrow().toBuilder()
                .size(SizeRule.shortEdge(SHORT_EDGE))
                .build();
        return OpenCvSegmenter.load(Demonstration.MODEL, spec);
    }

    @Override
    protected int concurrentCalls() {
        return 1;
    }

    @Override
    protected BufferedImage photo(int width, int height) {
        return Demonstration.astronaut(width, height);
    }
}

package io.github.segmentation4j.onnx;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.Segmenter;
import io.github.segmentation4j.contract.SegmenterContract;
import io.github.segmentation4j.model.SizeRule;
import io.github.segmentation4j.onnx.testing.OnnxGraph;
import io.github.segmentation4j.onnx.testing.Resources;
import java.util.List;
import org.junit.jupiter.api.Nested;

/** Segmenters that ONNX Runtime runs. */
class OnnxSegmenterContractTest {
    private static final int SHORT_EDGE = 48;
    private static final int CONCURRENT_CALLS = 2;

    @Nested
    class OfTorchvisionsGraph extends SegmenterContract {
        @Override
        protected Segmenter open() {
            return OnnxSegmenter.builder()
                    .size(SizeRule.shortEdge(SHORT_EDGE))
                    .concurrentCalls(CONCURRENT_CALLS)
                    .load(Resources.file("/models/fcn_resnet50_w8.onnx"));
        }

        @Override
        protected int concurrentCalls() {
            return CONCURRENT_CALLS;
        }
    }

    @Nested
    class OfTheImagesOwnSize extends SegmenterContract {
        @Override
        protected Segmenter open() {
            return OnnxSegmenter.builder()
                    .size(SizeRule.asIs())
                    .mean(0, 0, 0)
                    .std(1, 1, 1)
                    .classNames(ClassNames.of(List.of("red", "green", "blue")))
                    .concurrentCalls(1)
                    .load(OnnxGraph.pointwise("pixels", "scores", 1, 0, 0, 0, 1, 0, 0, 0, 1));
        }

        @Override
        protected int concurrentCalls() {
            return 1;
        }
    }
}

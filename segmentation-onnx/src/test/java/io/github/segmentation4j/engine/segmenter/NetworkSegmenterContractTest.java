package io.github.segmentation4j.engine.segmenter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.Segmenter;
import io.github.segmentation4j.contract.SegmenterContract;
import io.github.segmentation4j.model.ModelSpec;
import io.github.segmentation4j.model.OutputKind;
import io.github.segmentation4j.model.SizeRule;
import io.github.segmentation4j.model.TensorLayout;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;

/** Segmenters of a network that no runtime has to run. */
class NetworkSegmenterContractTest {

    @Nested
    class Planes extends OfPointwiseNetwork {
        Planes() {
            super(TensorLayout.NCHW, 1, 1);
        }
    }

    @Nested
    class Pixels extends OfPointwiseNetwork {
        Pixels() {
            super(TensorLayout.NHWC, 1, 3);
        }
    }

    @Nested
    class PlanesOfTwoImages extends OfPointwiseNetwork {
        PlanesOfTwoImages() {
            super(TensorLayout.NCHW, 2, 3);
        }
    }

    @Nested
    class PixelsOfTwoImages extends OfPointwiseNetwork {
        PixelsOfTwoImages() {
            super(TensorLayout.NHWC, 2, 1);
        }
    }

    private abstract static class OfPointwiseNetwork extends SegmenterContract {
        private static final float[][] COLORS = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {-1, -1, -1}};

        private final TensorLayout layout;
        private final int batch;
        private final int concurrentCalls;
        private final List<PointwiseNetwork> opened = new ArrayList<>();

        OfPointwiseNetwork(TensorLayout layout, int batch, int concurrentCalls) {
            this.layout = layout;
            this.batch = batch;
            this.concurrentCalls = concurrentCalls;
        }

        @Override
        protected Segmenter open() {
            PointwiseNetwork network = PointwiseNetwork.of(layout, batch, COLORS);
            opened.add(network);
            ModelSpec spec = ModelSpec.builder()
                    .size(SizeRule.asIs())
                    .mean(0.5, 0.5, 0.5)
                    .std(0.25, 0.25, 0.25)
                    .outputKind(OutputKind.LOGITS)
                    .outputLayout(layout)
                    .classNames(ClassNames.of(List.of("red", "green", "blue", "dark")))
                    .build();
            return NetworkSegmenter.of(network, spec, concurrentCalls);
        }

        @Override
        protected int concurrentCalls() {
            return concurrentCalls;
        }

        @AfterEach
        void everyNetworkIsClosedOnce() {
            for (PointwiseNetwork network : opened) {
                assertEquals(0, network.bound());
                assertEquals(1, network.closed());
                assertTrue(network.mostRunning() <= concurrentCalls, network.mostRunning() + " runs at once");
            }
        }
    }
}

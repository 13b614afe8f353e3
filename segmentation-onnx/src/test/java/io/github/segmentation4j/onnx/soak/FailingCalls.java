package io.github.segmentation4j.onnx.soak;

import io.github.segmentation4j.Images;
import io.github.segmentation4j.SegmentationException;
import io.github.segmentation4j.model.ChannelOrder;
import io.github.segmentation4j.model.SizeRule;
import io.github.segmentation4j.onnx.OnnxSegmenter;
import io.github.segmentation4j.onnx.testing.OnnxGraph;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Calls that have to fail, each at another place: before there is memory, in reading the image, in the middle of a run of the
 * network, at the end of its time, in loading a model. Used by many threads at once.
 */
final class FailingCalls implements AutoCloseable {
    private static final int BANDS = 4;
    private static final int GRID = 16;
    private static final int STRIP = 20_000;

    /** Of a photo whose network runs many times as long as it has time. */
    private static final int SIDE = 640;

    private static final Duration TOO_SHORT = Duration.ofMillis(5);

    private final OnnxSegmenter bands = OnnxSegmenter.builder()
            .channelOrder(ChannelOrder.BANDS)
            .size(SizeRule.asIs())
            .scale(1)
            .mean(0, 0, 0, 0)
            .std(1, 1, 1, 1)
            .load(network(BANDS, OnnxGraph.FREE));
    private final OnnxSegmenter oneSize = OnnxSegmenter.builder()
            .size(SizeRule.asIs())
            .mean(0, 0, 0)
            .std(1, 1, 1)
            .load(network(3, GRID));
    private final byte[] damaged = Arrays.copyOf(network(3, GRID), network(3, GRID).length / 2);
    private final List<Runnable> calls;

    FailingCalls(OnnxSegmenter enlarging) {
        BufferedImage strip = new BufferedImage(1, STRIP, BufferedImage.TYPE_3BYTE_BGR);
        BufferedImage slow = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_3BYTE_BGR);
        BufferedImage photo = new BufferedImage(GRID + 1, GRID, BufferedImage.TYPE_3BYTE_BGR);
        BufferedImage twelveBands =
                Images.ofBands(Raster.createBandedRaster(DataBuffer.TYPE_BYTE, GRID, GRID, 12, null));
        calls = List.of(
                () -> enlarging.segment(strip),
                () -> enlarging.segment(slow, TOO_SHORT),
                () -> bands.segment(twelveBands),
                () -> oneSize.segment(photo),
                () -> OnnxSegmenter.load(damaged).close());
    }

    /** A network that leaves its input as it is, of one size if that is not {@link OnnxGraph#FREE}. */
    private static byte[] network(int channels, long side) {
        return new OnnxGraph()
                .input("pixels", OnnxGraph.FLOAT, 1, channels, OnnxGraph.FREE, OnnxGraph.FREE)
                .int64s("shape", 1, channels, side == OnnxGraph.FREE ? 0 : side, side == OnnxGraph.FREE ? 0 : side)
                .node(new OnnxGraph.Operation("Reshape")
                        .inputs("pixels", "shape")
                        .outputs("scores"))
                .output("scores", OnnxGraph.FLOAT, 1, channels, side, side)
                .toBytes();
    }

    /** Makes one of the calls, in turns, and returns once it has failed. */
    void fail(int call) {
        try {
            calls.get(call % calls.size()).run();
        } catch (SegmentationException e) {
            return;
        }
        throw new IllegalStateException("the failing call " + call % calls.size() + " did not fail");
    }

    @Override
    public void close() {
        bands.close();
        oneSize.close();
    }
}

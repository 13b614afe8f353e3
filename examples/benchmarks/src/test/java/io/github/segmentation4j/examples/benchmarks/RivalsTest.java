package io.github.segmentation4j.examples.benchmarks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OrtException;
import io.github.segmentation4j.LabelMap;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import org.junit.jupiter.api.Test;
import org.opencv.core.Mat;

/** Every benchmark body gives the answer that it is timed for. */
class RivalsTest {

    private static byte[] bytes(LabelMap labels) {
        byte[] result = new byte[labels.width() * labels.height()];
        for (int y = 0; y < labels.height(); y++) {
            labels.copyRow(y, result, y * labels.width());
        }
        return result;
    }

    private static byte[] bytes(Mat mat) {
        byte[] result = new byte[(int) mat.total() * mat.channels()];
        mat.get(0, 0, result);
        return result;
    }

    private static byte[] bytes(BufferedImage image) {
        return ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    }

    @Test
    void allFindTheSameArgmax() throws OrtException {
        ArgmaxRivals rivals = new ArgmaxRivals();
        rivals.makeScores();
        byte[] expected = rivals.onnxRuntimeNestedArrays();
        assertArrayEquals(expected, bytes(rivals.segmentation4j()));
        assertArrayEquals(expected, rivals.onnxRuntimeFlatBuffer());
        assertArrayEquals(expected, bytes(rivals.openCvRunningMaximum()));
        rivals.close();
    }

    @Test
    void allDrawTheSameOverlayUpToRounding() {
        BlendRivals rivals = new BlendRivals();
        rivals.makePhoto();
        byte[] ours = bytes(rivals.segmentation4j());
        assertClose(ours, bytes(rivals.getRgbLoop()), "getRGB loop");
        assertClose(ours, bytes(rivals.java2D()), "Java2D");
        assertClose(ours, bytes(rivals.openCv()), "OpenCV");
        rivals.close();
    }

    private static void assertClose(byte[] expected, byte[] actual, String rival) {
        int largest = 0;
        for (int i = 0; i < expected.length; i++) {
            largest = Math.max(largest, Math.abs((expected[i] & 0xFF) - (actual[i] & 0xFF)));
        }
        assertTrue(largest <= 1, rival + " differs by " + largest);
    }
}

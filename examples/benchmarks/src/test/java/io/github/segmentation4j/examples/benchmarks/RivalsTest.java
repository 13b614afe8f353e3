package io.github.segmentation4j.examples.benchmarks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OrtException;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.Mask;
import io.github.segmentation4j.codec.RunLengths;
import io.github.segmentation4j.engine.argmax.LabelSink;
import io.github.segmentation4j.outline.Outline;
import io.github.segmentation4j.region.Regions;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
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

    private static byte[] bytes(LabelSink labels) {
        return bytes(labels.toLabelMap());
    }

    @ParameterizedTest
    @CsvSource({"3x40x30, SMOOTH, 1", "21x37x29, NOISE, 2"})
    void allFindTheSameArgmax(String size, String scores, int threads) throws OrtException {
        ArgmaxRivals rivals = new ArgmaxRivals();
        rivals.size = size;
        rivals.scores = scores;
        rivals.threads = threads;
        rivals.prepare();
        byte[] expected = rivals.onnxRuntimeNestedArrays();
        assertArrayEquals(expected, bytes(rivals.segmentation4j()));
        assertArrayEquals(expected, rivals.onnxRuntimeFlatBuffer());
        assertArrayEquals(expected, rivals.onnxRuntimeLabels());
        assertArrayEquals(expected, bytes(rivals.openCv()));
        assertEquals(1, rivals.onnxRuntime());
        rivals.close();
    }

    @ParameterizedTest
    @CsvSource({"5x30x20-240x160, SMOOTH, 1", "21x20x20-160x160, BUSY, 2", "4x12x10-96x80, NOISE, 2"})
    void allFindTheSameLabelsOfLargerImages(String size, String scores, int threads) throws OrtException {
        UpsampleRivals rivals = new UpsampleRivals();
        rivals.size = size;
        rivals.scores = scores;
        rivals.threads = threads;
        rivals.prepare();
        byte[] ours = bytes(rivals.segmentation4j());
        assertFewDiffer(ours, bytes(rivals.openCv()), "OpenCV");
        assertFewDiffer(ours, rivals.onnxRuntimeLabels(), "ONNX Runtime");
        assertEquals(1, rivals.onnxRuntime());
        rivals.close();
    }

    /** Rivals round their weights in other ways, which moves a border by a pixel where two scores are nearly equal. */
    private static void assertFewDiffer(byte[] expected, byte[] actual, String rival) {
        assertEquals(expected.length, actual.length);
        int different = 0;
        for (int i = 0; i < expected.length; i++) {
            different += expected[i] == actual[i] ? 0 : 1;
        }
        assertTrue(different <= expected.length / 1000, rival + " differs at " + different + " pixels");
    }

    @Test
    void allDrawTheSameOverlayUpToRounding() {
        BlendRivals rivals = new BlendRivals();
        rivals.size = "200x120";
        rivals.threads = 2;
        rivals.makePhoto();
        byte[] ours = bytes(rivals.segmentation4j());
        assertClose(ours, bytes(rivals.getRgbLoop()), "getRGB loop");
        assertClose(ours, bytes(rivals.java2D()), "Java2D");
        assertClose(ours, bytes(rivals.openCv()), "OpenCV");
        rivals.close();
    }

    @ParameterizedTest
    @EnumSource
    void allWriteThePictureAndOursIsTheSmallest(PngRivals.Picture picture) throws IOException {
        PngRivals rivals = new PngRivals();
        rivals.picture = picture;
        rivals.threads = 2;
        rivals.prepare();
        byte[] ours = rivals.segmentation4j();
        for (byte[] file : List.of(ours, rivals.imageIo(), rivals.openCv())) {
            assertArrayEquals(bytes(rivals.overlay), bytes(ImageIO.read(new ByteArrayInputStream(file))));
            assertTrue(ours.length <= file.length, ours.length + " bytes, a rival's " + file.length);
        }
        rivals.close();
    }

    @Test
    void openCvsFilterMakesOpenCvsInput() {
        InputRivals rivals = new InputRivals();
        rivals.threads = 2;
        rivals.prepare();
        ByteBuffer ours = rivals.segmentation4jOpenCvFilter();
        Mat floats = rivals.openCv();
        float[] interleaved = new float[(int) floats.total() * 3];
        floats.get(0, 0, interleaved);
        int pixels = interleaved.length / 3;
        for (int i = 0; i < interleaved.length; i++) {
            assertEquals(interleaved[i], ours.getFloat((i % 3 * pixels + i / 3) * Float.BYTES), 1e-5f);
        }
        // The other two are other filters: they agree on the whole, not on every pixel.
        float[] means = {mean(ours), mean(rivals.segmentation4jPillowFilter()), mean(rivals.java2D())};
        assertEquals(means[0], means[1], 0.01f);
        assertEquals(means[0], means[2], 0.01f);
        rivals.close();
    }

    private static float mean(ByteBuffer floats) {
        double sum = 0;
        for (int at = 0; at < floats.capacity(); at += Float.BYTES) {
            sum += floats.getFloat(at);
        }
        return (float) (sum * Float.BYTES / floats.capacity());
    }

    @Test
    void theHandWrittenProgramsFindNearlyTheSameLabels() throws OrtException, IOException {
        WholeCall calls = new WholeCall();
        calls.job = WholeCall.TINY + "@693x520";
        calls.threads = 2;
        calls.prepare();
        byte[] ours = bytes(calls.segment());
        assertEquals(1, calls.bareRun());
        assertFewDiffer(ours, bytes(calls.segmentWithOpenCvFilter()), "OpenCV's filter");
        assertFewDiffer(ours, calls.byHand(), "flat");
        assertFewDiffer(ours, calls.byHandNested(), "nested");
        calls.close();
    }

    @Test
    void openCvFindsAsManyRegions() {
        RegionRivals rivals = new RegionRivals();
        rivals.threads = 1;
        rivals.prepare();
        Regions ours = rivals.segmentation4j();
        List<Integer> theirs = rivals.openCv();
        for (int label = 0; label < RegionRivals.CLASSES; label++) {
            int wanted = label;
            assertEquals(ours.where(region -> region.label() == wanted).count(), theirs.get(label), "class " + label);
        }
        assertTrue(ours.count() > 400 && ours.count() < 700, ours::toString);
        assertEquals(
                rivals.openCvOfOneClass(), rivals.segmentation4jOfOneClass().count());
        rivals.close();
    }

    @Test
    void theFloorCopiesEverything() {
        MemoryFloor floor = new MemoryFloor();
        floor.bytes = 1_000_000;
        floor.threads = 2;
        floor.prepare();
        assertEquals(1_000_000, floor.copy().length);
    }

    @Test
    void outlinesHoldThePixelsThatOpenCvsContoursHold() {
        OutlineRivals rivals = new OutlineRivals();
        rivals.prepare();
        byte[] expected = bytes(rivals.labels);
        assertArrayEquals(expected, bytes(rivals.segmentation4j().toLabelMap()));
        assertArrayEquals(expected, bytes(rivals.segmentation4jDrawnAgain()));
        assertArrayEquals(expected, bytes(rivals.openCvDrawnAgain()));
        assertTrue(rivals.openCv() > rivals.segmentation4j().list().size());
        assertEquals(rivals.openCv(), rivals.openCvOfMasks());
        assertTrue(rivals.openCvOfOneClass() < rivals.openCv());
        Mask one = rivals.segmentation4jOfOneClass().toLabelMap().mask(1);
        assertEquals(one, rivals.segmentation4jMaskOfRunLengths());
        assertEquals(RunLengths.of(one), rivals.segmentation4jRunLengths());
        assertEquals(RunLengths.of(one).toCompressed(), rivals.segmentation4jCompressed());
        assertEquals(
                rivals.labels.pixelCount(),
                rivals.segmentation4jSimplified().list().stream()
                        .mapToDouble(Outline::area)
                        .sum());
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

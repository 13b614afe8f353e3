package io.github.segmentation4j.examples.benchmarks;

import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.Mask;
import io.github.segmentation4j.codec.RunLengths;
import io.github.segmentation4j.outline.Outlines;
import io.github.segmentation4j.outline.Simplification;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import nu.pattern.OpenCV;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfPoint;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * From a label map of 2048x1024 pixels with 19 classes and some 500 regions to the outlines of these regions with their
 * holes, on one thread.
 *
 * <p>The two do not find the same lines: ours run along the edges of pixels, so that neighbours share them, and OpenCV's
 * ({@code findContours} with RETR_CCOMP and CHAIN_APPROX_SIMPLE) through the centres of a region's outermost pixels, with
 * 8-connected regions. OpenCV finds the contours of one binary image at a time. For all classes it is called for a mask of
 * each, which it makes ({@code compare}); the masks that are there already serve to see what the contours alone cost. Its
 * contours stay in native memory: no number of them is read. For one class both get its mask.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class OutlineRivals {
    private static final int FREQUENT = 1;

    LabelMap labels;
    private Outlines outlines;
    private Mask ofOneClass;
    private RunLengths runs;
    private Mat labelMat;
    private Mat one;
    private Mat hierarchy;
    private final List<Mat> masks = new ArrayList<>();

    /** Draws the labels. */
    @Setup(Level.Trial)
    public void prepare() {
        OpenCV.loadLocally();
        Core.setNumThreads(1);
        byte[] bytes = RegionRivals.discs();
        labels = LabelMap.copyOf(RegionRivals.WIDTH, RegionRivals.HEIGHT, bytes);
        outlines = Outlines.of(labels);
        ofOneClass = labels.mask(FREQUENT);
        runs = RunLengths.of(ofOneClass);
        labelMat = new Mat(RegionRivals.HEIGHT, RegionRivals.WIDTH, CvType.CV_8UC1);
        labelMat.put(0, 0, bytes);
        one = new Mat();
        hierarchy = new Mat();
        for (int label = 0; label < RegionRivals.CLASSES; label++) {
            Mat mask = new Mat();
            Core.compare(labelMat, new Scalar(label), mask, Core.CMP_EQ);
            masks.add(mask);
        }
    }

    /** Releases OpenCV's memory. */
    @TearDown(Level.Trial)
    public void close() {
        masks.forEach(Mat::release);
        labelMat.release();
        one.release();
        hierarchy.release();
    }

    /** The library: exact outlines of all classes. */
    @Benchmark
    public Outlines segmentation4j() {
        return Outlines.of(labels);
    }

    /** OpenCV, class after class. */
    @Benchmark
    public int openCv() {
        int points = 0;
        for (int label = 0; label < RegionRivals.CLASSES; label++) {
            Core.compare(labelMat, new Scalar(label), one, Core.CMP_EQ);
            points += contours(one);
        }
        return points;
    }

    /** OpenCV, class after class, with masks that are there. */
    @Benchmark
    public int openCvOfMasks() {
        return masks.stream().mapToInt(this::contours).sum();
    }

    /** The library, one class whose mask is there. */
    @Benchmark
    public Outlines segmentation4jOfOneClass() {
        return Outlines.of(ofOneClass);
    }

    /** OpenCV, one class whose mask is there. */
    @Benchmark
    public int openCvOfOneClass() {
        return contours(masks.get(FREQUENT));
    }

    private int contours(Mat mask) {
        List<MatOfPoint> contours = new ArrayList<>();
        Imgproc.findContours(mask, contours, hierarchy, Imgproc.RETR_CCOMP, Imgproc.CHAIN_APPROX_SIMPLE);
        int points = 0;
        for (MatOfPoint contour : contours) {
            points += contour.rows();
            contour.release();
        }
        return points;
    }

    /** The map that OpenCV's contours make when it fills them, class after class, for the test. */
    Mat openCvDrawnAgain() {
        Mat drawn = new Mat(RegionRivals.HEIGHT, RegionRivals.WIDTH, CvType.CV_8UC1);
        for (int label = 0; label < RegionRivals.CLASSES; label++) {
            List<MatOfPoint> contours = new ArrayList<>();
            Imgproc.findContours(
                    masks.get(label), contours, hierarchy, Imgproc.RETR_CCOMP, Imgproc.CHAIN_APPROX_SIMPLE);
            Imgproc.drawContours(drawn, contours, -1, new Scalar(label), Imgproc.FILLED, Imgproc.LINE_8, hierarchy);
            contours.forEach(Mat::release);
        }
        return drawn;
    }

    /** The library: lines simplified, neighbours together. */
    @Benchmark
    public Outlines segmentation4jSimplified() {
        return outlines.simplify(Simplification.douglasPeucker(1));
    }

    /** The library: outlines drawn as a label map. */
    @Benchmark
    public LabelMap segmentation4jDrawnAgain() {
        return outlines.toLabelMap();
    }

    /** The library: run lengths of the mask of a class. */
    @Benchmark
    public RunLengths segmentation4jRunLengths() {
        return RunLengths.of(ofOneClass);
    }

    /** The library: run lengths as COCO's compressed string. */
    @Benchmark
    public String segmentation4jCompressed() {
        return runs.toCompressed();
    }

    /** The library: the mask that run lengths make. */
    @Benchmark
    public Mask segmentation4jMaskOfRunLengths() {
        return runs.toMask();
    }
}

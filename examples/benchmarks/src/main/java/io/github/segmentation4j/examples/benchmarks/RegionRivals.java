package io.github.segmentation4j.examples.benchmarks;

import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.region.Connectivity;
import io.github.segmentation4j.region.Regions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import nu.pattern.OpenCV;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * From a label map of 2048x1024 pixels with 19 classes and some 500 regions to these regions with area, box and centroid.
 *
 * <p>OpenCV finds the regions of one binary image at a time. For one class both get what they work on: the library the
 * label map, OpenCV the mask of the class. For all classes OpenCV makes a mask of each and is called for each.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class RegionRivals {
    static final int WIDTH = 2048;
    static final int HEIGHT = 1024;
    static final int CLASSES = 19;
    private static final int DISCS = 700;
    private static final int SMALLEST = 4;
    private static final int RADII = 60;

    /** The most threads that OpenCV may use; the library uses one. */
    @Param({"1", "4"})
    public int threads;

    LabelMap labels;
    int frequent;
    private Mat labelMat;
    private Mat mask;
    private Mat components;
    private Mat stats;
    private Mat centroids;

    /** Returns discs of classes over each other. */
    static byte[] discs() {
        Random random = new Random(3);
        byte[] labels = new byte[WIDTH * HEIGHT];
        for (int i = 0; i < DISCS; i++) {
            int centerX = random.nextInt(WIDTH);
            int centerY = random.nextInt(HEIGHT);
            int radius = SMALLEST + random.nextInt(RADII);
            byte label = (byte) random.nextInt(CLASSES);
            for (int y = Math.max(0, centerY - radius); y < Math.min(HEIGHT, centerY + radius); y++) {
                for (int x = Math.max(0, centerX - radius); x < Math.min(WIDTH, centerX + radius); x++) {
                    int squared = (x - centerX) * (x - centerX) + (y - centerY) * (y - centerY);
                    labels[y * WIDTH + x] = squared < radius * radius ? label : labels[y * WIDTH + x];
                }
            }
        }
        return labels;
    }

    /** Draws the labels. */
    @Setup(Level.Trial)
    public void prepare() {
        OpenCV.loadLocally();
        Core.setNumThreads(threads);
        byte[] bytes = discs();
        labels = LabelMap.copyOf(WIDTH, HEIGHT, bytes);
        frequent = 1;
        components = new Mat();
        stats = new Mat();
        centroids = new Mat();
        labelMat = new Mat(HEIGHT, WIDTH, CvType.CV_8UC1);
        labelMat.put(0, 0, bytes);
        mask = new Mat();
        Core.compare(labelMat, new Scalar(frequent), mask, Core.CMP_EQ);
    }

    /** Releases OpenCV's memory. */
    @TearDown(Level.Trial)
    public void close() {
        for (Mat mat : new Mat[] {labelMat, mask, components, stats, centroids}) {
            mat.release();
        }
    }

    /** The library. */
    @Benchmark
    public Regions segmentation4j() {
        return Regions.of(labels, Connectivity.EIGHT);
    }

    /** OpenCV, class after class. */
    @Benchmark
    public List<Integer> openCv() {
        List<Integer> counts = new ArrayList<>();
        Mat one = new Mat();
        for (int label = 0; label < CLASSES; label++) {
            Core.compare(labelMat, new Scalar(label), one, Core.CMP_EQ);
            counts.add(Imgproc.connectedComponentsWithStats(one, components, stats, centroids) - 1);
        }
        one.release();
        return counts;
    }

    /** The library, one class. */
    @Benchmark
    public Regions segmentation4jOfOneClass() {
        return Regions.ofLabel(labels, frequent, Connectivity.EIGHT);
    }

    /** OpenCV, one class whose mask is there. */
    @Benchmark
    public int openCvOfOneClass() {
        return Imgproc.connectedComponentsWithStats(mask, components, stats, centroids) - 1;
    }
}

package io.github.segmentation4j.examples.benchmarks;

import io.github.segmentation4j.engine.input.Geometry;
import io.github.segmentation4j.engine.input.Preprocessor;
import io.github.segmentation4j.model.Preprocessing;
import io.github.segmentation4j.model.Preset;
import io.github.segmentation4j.model.Resampling;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import nu.pattern.OpenCV;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
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
 * From a photo of 1920x1080 pixels to planes of normalized floats, 924x520: ours with OpenCV's and with Pillow's filter,
 * OpenCV 4.9, and Java2D with {@code getRGB}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class InputRivals {
    private static final int WIDTH = 1920;
    private static final int HEIGHT = 1080;
    private static final float[] MEAN = {0.485f, 0.456f, 0.406f};
    private static final float[] STD = {0.229f, 0.224f, 0.225f};
    private static final float MAX_SAMPLE = 255;

    /** The most threads that each may use. */
    @Param({"1", "4"})
    public int threads;

    private BufferedImage photo;
    private Preprocessor openCvFilter;
    private Preprocessor pillowFilter;
    private Geometry geometry;
    private ByteBuffer input;
    private Mat photoMat;
    private Mat resized;
    private Mat rgb;
    private Mat floats;

    /** Makes the photo. */
    @Setup(Level.Trial)
    public void prepare() {
        photo = Photo.of(WIDTH, HEIGHT);
        Preprocessing steps = Preset.FCN_RESNET50.spec().preprocessing().orElseThrow();
        openCvFilter = new Preprocessor(steps.withResampling(Resampling.OPENCV_LINEAR), threads);
        pillowFilter = new Preprocessor(steps.withResampling(Resampling.PILLOW_BILINEAR), threads);
        geometry = openCvFilter.geometry(photo);
        int pixels = geometry.network().width() * geometry.network().height();
        input = ByteBuffer.allocateDirect(3 * pixels * Float.BYTES).order(ByteOrder.nativeOrder());
        OpenCV.loadLocally();
        Core.setNumThreads(threads);
        photoMat = new Mat(HEIGHT, WIDTH, CvType.CV_8UC3);
        photoMat.put(0, 0, ((DataBufferByte) photo.getRaster().getDataBuffer()).getData());
        resized = new Mat();
        rgb = new Mat();
        floats = new Mat();
    }

    /** Releases OpenCV's memory. */
    @TearDown(Level.Trial)
    public void close() {
        for (Mat mat : List.of(photoMat, resized, rgb, floats)) {
            mat.release();
        }
    }

    /** The library with the filter of OpenCV's INTER_LINEAR, every byte equal. */
    @Benchmark
    public ByteBuffer segmentation4jOpenCvFilter() {
        openCvFilter.fill(photo, geometry, input);
        return input;
    }

    /** The library with the filter of Pillow's BILINEAR, every byte equal. */
    @Benchmark
    public ByteBuffer segmentation4jPillowFilter() {
        pillowFilter.fill(photo, geometry, input);
        return input;
    }

    /** Resize, turn to RGB floats, normalize, split into planes that stay in OpenCV's memory. */
    @Benchmark
    public Mat openCv() {
        Size size = new Size(geometry.network().width(), geometry.network().height());
        Imgproc.resize(photoMat, resized, size, 0, 0, Imgproc.INTER_LINEAR);
        Imgproc.cvtColor(resized, rgb, Imgproc.COLOR_BGR2RGB);
        rgb.convertTo(floats, CvType.CV_32F, 1 / MAX_SAMPLE);
        Core.subtract(floats, new Scalar(MEAN[0], MEAN[1], MEAN[2]), floats);
        Core.divide(floats, new Scalar(STD[0], STD[1], STD[2]), floats);
        List<Mat> planes = new ArrayList<>();
        Core.split(floats, planes);
        planes.forEach(Mat::release);
        return floats;
    }

    /** {@code drawImage} with bilinear interpolation, then {@code getRGB} pixel by pixel; one thread. */
    @Benchmark
    public ByteBuffer java2D() {
        fill(photo, geometry.network().width(), geometry.network().height(), input.asFloatBuffer());
        return input;
    }

    /** What Java programs do by hand. */
    static void fill(BufferedImage photo, int width, int height, FloatBuffer input) {
        BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = small.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        pen.drawImage(photo, 0, 0, width, height, null);
        pen.dispose();
        int pixels = width * height;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int color = small.getRGB(x, y);
                int at = y * width + x;
                input.put(at, ((color >> 16 & 0xFF) / MAX_SAMPLE - MEAN[0]) / STD[0]);
                input.put(pixels + at, ((color >> 8 & 0xFF) / MAX_SAMPLE - MEAN[1]) / STD[1]);
                input.put(2 * pixels + at, ((color & 0xFF) / MAX_SAMPLE - MEAN[2]) / STD[2]);
            }
        }
    }
}

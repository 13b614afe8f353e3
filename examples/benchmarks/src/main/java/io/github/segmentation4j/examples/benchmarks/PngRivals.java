package io.github.segmentation4j.examples.benchmarks;

import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.internal.png.FilterChoice;
import io.github.segmentation4j.internal.png.PngEncoder;
import io.github.segmentation4j.overlay.Overlay;
import io.github.segmentation4j.overlay.Palette;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import nu.pattern.OpenCV;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.imgcodecs.Imgcodecs;
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
 * The overlay of a 1920x1080 photo as a PNG file in memory: ours, {@code ImageIO.write}'s and OpenCV's, each as it writes
 * unless told otherwise. The two rivals take one thread whatever the number. Their sizes differ, too: OpenCV's is for speed.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PngRivals {
    static final int WIDTH = 1920;
    static final int HEIGHT = 1080;
    private static final String PHOTO = "astronaut.png";

    /** Labels change at the borders of circles of these radii. */
    private static final int[] RADII = {420, 300, 120};

    /** A real photo, enlarged, or a drawn one with the noise of a camera. */
    public enum Picture {
        ENLARGED,
        DRAWN
    }

    /** The photo below the overlay. */
    @Param({"ENLARGED", "DRAWN"})
    public Picture picture;

    /** The most threads that ours may use. */
    @Param({"1", "2"})
    public int threads;

    BufferedImage overlay;
    private PngEncoder encoder;
    private Mat mat;

    /** Draws the overlay. */
    @Setup(Level.Trial)
    public void prepare() throws IOException {
        BufferedImage photo = picture == Picture.DRAWN ? Photo.of(WIDTH, HEIGHT) : enlarged();
        overlay = Overlay.of(Palette.pascalVoc()).ignoring(0).draw(photo, labels());
        encoder = PngEncoder.of(FilterChoice.LEAST_SUM).withThreads(threads);
        OpenCV.loadLocally();
        Core.setNumThreads(1);
        mat = new Mat(HEIGHT, WIDTH, CvType.CV_8UC3);
        mat.put(0, 0, ((DataBufferByte) overlay.getRaster().getDataBuffer()).getData());
    }

    /** Returns the middle of the photo, as wide as the overlay. */
    private static BufferedImage enlarged() throws IOException {
        BufferedImage photo = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        try (InputStream file = Objects.requireNonNull(PngRivals.class.getResourceAsStream(PHOTO), PHOTO)) {
            Graphics2D pen = photo.createGraphics();
            pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
            pen.drawImage(ImageIO.read(file), 0, (HEIGHT - WIDTH) / 2, WIDTH, WIDTH, null);
            pen.dispose();
        }
        return photo;
    }

    private static LabelMap labels() {
        byte[] labels = new byte[WIDTH * HEIGHT];
        for (int i = 0; i < labels.length; i++) {
            double distance = Math.hypot(i % WIDTH - WIDTH / 2, i / WIDTH - HEIGHT / 2);
            for (int radius : RADII) {
                labels[i] += (byte) (distance < radius ? 1 : 0);
            }
        }
        return LabelMap.copyOf(WIDTH, HEIGHT, labels);
    }

    /** Releases OpenCV's memory. */
    @TearDown(Level.Trial)
    public void close() {
        mat.release();
    }

    /** The library. */
    @Benchmark
    public byte[] segmentation4j() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        encoder.write(overlay, out);
        return out.toByteArray();
    }

    /** What everybody calls. */
    @Benchmark
    public byte[] imageIo() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(overlay, "png", out);
        return out.toByteArray();
    }

    /** OpenCV's encoder, whose picture is in its own memory. */
    @Benchmark
    public byte[] openCv() {
        MatOfByte file = new MatOfByte();
        Imgcodecs.imencode(".png", mat, file);
        byte[] bytes = file.toArray();
        file.release();
        return bytes;
    }
}

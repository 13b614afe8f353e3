package io.github.segmentation4j.overlay.benchmark;

import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.overlay.Colorizer;
import io.github.segmentation4j.overlay.Overlay;
import io.github.segmentation4j.overlay.Palette;
import io.github.segmentation4j.overlay.SlowOverlay;
import java.awt.AlphaComposite;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Random;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * The colors of 21 classes over a photo of 1920x1080 in three bytes a pixel, beside the same formula pixel by pixel and
 * beside Java2D. Every body makes its picture anew, as callers do.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class BlendBenchmark {
    static final int WIDTH = 1920;
    static final int HEIGHT = 1080;
    static final double ALPHA = 0.5;
    private static final int CLASSES = 21;
    private static final int REGIONS = 60;

    private final Palette palette = Palette.pascalVoc();
    private final Overlay overlay = Overlay.of(palette).withAlpha(ALPHA);
    private final Colorizer colorizer = Colorizer.of(palette);
    private BufferedImage photo;
    private LabelMap labels;
    private LabelMap wideLabels;

    /** Makes a photo of noise, and labels in regions: every pixel has the class of the nearest of some random points. */
    @Setup(Level.Trial)
    public void makeImages() {
        Random random = new Random(1);
        photo = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        int[] centers = random.ints(2 * REGIONS, 0, WIDTH).toArray();
        int[] classes = random.ints(REGIONS, 0, CLASSES).toArray();
        int[] ids = new int[WIDTH * HEIGHT];
        for (int i = 0; i < ids.length; i++) {
            photo.setRGB(i % WIDTH, i / WIDTH, random.nextInt());
            ids[i] = classes[nearest(centers, i % WIDTH, i / WIDTH)];
        }
        labels = LabelMap.copyOf(WIDTH, HEIGHT, ids);
        // One pixel above 255 makes the map store two bytes a label.
        int beyondBytes = 256;
        ids[ids.length - 1] = beyondBytes;
        wideLabels = LabelMap.copyOf(WIDTH, HEIGHT, ids);
    }

    private static int nearest(int[] centers, int x, int y) {
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < REGIONS; i++) {
            double distance = Math.hypot(centers[2 * i] - x, centers[2 * i + 1] - y);
            if (distance < least) {
                least = distance;
                best = i;
            }
        }
        return best;
    }

    /** The library's overlay. */
    @Benchmark
    public BufferedImage overlay() {
        return overlay.draw(photo, labels);
    }

    /** The library's overlay of a map that stores two bytes a label. */
    @Benchmark
    public BufferedImage overlayOfWideLabels() {
        return overlay.ignoring(256).draw(photo, wideLabels);
    }

    /** The library's map of colors. */
    @Benchmark
    public BufferedImage colorize() {
        return colorizer.colorizeRgb(labels);
    }

    /** The library's map of colors as an indexed image. */
    @Benchmark
    public BufferedImage colorizeIndexed() {
        return colorizer.colorize(labels);
    }

    /** The formula, pixel by pixel. */
    @Benchmark
    public int[] slowOverlay() {
        return SlowOverlay.draw(photo, labels, palette, ALPHA, label -> true);
    }

    /** What an application does without the library: an indexed image drawn over a copy of the photo by Java2D. */
    @Benchmark
    public BufferedImage java2d() {
        BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = picture.createGraphics();
        graphics.drawImage(photo, 0, 0, null);
        graphics.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, (float) ALPHA));
        graphics.drawImage(colorizer.colorize(labels), 0, 0, null);
        graphics.dispose();
        return picture;
    }
}

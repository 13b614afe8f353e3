package io.github.segmentation4j.examples.benchmarks;

import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.overlay.Overlay;
import io.github.segmentation4j.overlay.Palette;
import java.awt.AlphaComposite;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import nu.pattern.OpenCV;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
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
 * The overlay of a 1920x1080 photo in three bytes a pixel with a label map of 21 classes: ours, Java2D's, OpenCV 4.9's, and
 * the loop over {@code getRGB} that everybody writes first.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class BlendRivals {
    static final double ALPHA = 0.5;
    private static final int CLASSES = 21;
    private static final int LABELS = 256;

    /** Labels change at the borders of tiles of this many pixels. */
    private static final int TILE = 40;

    /** Width and height of the photo. */
    @Param({"1920x1080", "3840x2160"})
    public String size;

    /** The most threads that each may use. */
    @Param({"1", "4"})
    public int threads;

    private int width;
    private int height;
    private final Palette palette = Palette.pascalVoc();
    private Overlay overlay;
    BufferedImage photo;
    private BufferedImage picture;
    private LabelMap labels;
    private byte[] labelBytes;
    private IndexColorModel paletteModel;
    private Mat photoMat;
    private Mat labelMat;
    private Mat table;
    private Mat colors;
    private Mat blended;

    /** Makes the photo and its labels. */
    @Setup(Level.Trial)
    public void makePhoto() {
        String[] numbers = size.split("x", -1);
        width = Integer.parseInt(numbers[0]);
        height = Integer.parseInt(numbers[1]);
        overlay = Overlay.of(palette).withAlpha(ALPHA).withThreads(threads);
        Random random = new Random(1);
        photo = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        picture = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        byte[] samples = ((DataBufferByte) photo.getRaster().getDataBuffer()).getData();
        random.nextBytes(samples);
        int columns = width / TILE + 1;
        int[] tiles =
                random.ints((long) columns * (height / TILE + 1), 0, CLASSES).toArray();
        labelBytes = new byte[width * height];
        for (int i = 0; i < labelBytes.length; i++) {
            labelBytes[i] = (byte) tiles[i / width / TILE * columns + i % width / TILE];
        }
        labels = LabelMap.copyOf(width, height, labelBytes);
        makeTables(samples);
    }

    private void makeTables(byte[] samples) {
        byte[] red = new byte[LABELS];
        byte[] green = new byte[LABELS];
        byte[] blue = new byte[LABELS];
        byte[] bgr = new byte[LABELS * 3];
        for (int label = 0; label < LABELS; label++) {
            int color = palette.rgb(label);
            red[label] = bgr[3 * label + 2] = (byte) (color >> 16);
            green[label] = bgr[3 * label + 1] = (byte) (color >> 8);
            blue[label] = bgr[3 * label] = (byte) color;
        }
        paletteModel = new IndexColorModel(Byte.SIZE, LABELS, red, green, blue);
        OpenCV.loadLocally();
        Core.setNumThreads(threads);
        photoMat = new Mat(height, width, CvType.CV_8UC3);
        photoMat.put(0, 0, samples);
        labelMat = new Mat(height, width, CvType.CV_8UC1);
        labelMat.put(0, 0, labelBytes);
        table = new Mat(1, LABELS, CvType.CV_8UC3);
        table.put(0, 0, bgr);
        colors = new Mat();
        blended = new Mat();
    }

    /** Releases OpenCV's memory. */
    @TearDown(Level.Trial)
    public void close() {
        for (Mat mat : new Mat[] {photoMat, labelMat, table, colors, blended}) {
            mat.release();
        }
    }

    /** The library. */
    @Benchmark
    public BufferedImage segmentation4j() {
        return overlay.draw(photo, labels);
    }

    /** The library, drawing into one picture again and again as OpenCV does, and as one would for a video. */
    @Benchmark
    public BufferedImage segmentation4jIntoPicture() {
        overlay.drawInto(photo, labels, picture);
        return picture;
    }

    /** A palette image drawn on the photo with an alpha composite. */
    @Benchmark
    public BufferedImage java2D() {
        BufferedImage result = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        photo.copyData(result.getRaster());
        Raster indices = Raster.createInterleavedRaster(
                new DataBufferByte(labelBytes, labelBytes.length), width, height, width, 1, new int[] {0}, null);
        BufferedImage colored = new BufferedImage(paletteModel, indices.createCompatibleWritableRaster(), false, null);
        colored.setData(indices);
        Graphics2D pen = result.createGraphics();
        pen.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, (float) ALPHA));
        pen.drawImage(colored, 0, 0, null);
        pen.dispose();
        return result;
    }

    /** A look-up table, then a weighted sum; the result stays in OpenCV's memory. */
    @Benchmark
    public Mat openCv() {
        Mat threeLabels = new Mat();
        Core.merge(List.of(labelMat, labelMat, labelMat), threeLabels);
        Core.LUT(threeLabels, table, colors);
        Core.addWeighted(photoMat, 1 - ALPHA, colors, ALPHA, 0, blended);
        threeLabels.release();
        return blended;
    }

    /** {@code getRGB} and {@code setRGB}, pixel by pixel. */
    @Benchmark
    public BufferedImage getRgbLoop() {
        BufferedImage result = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int pixel = photo.getRGB(x, y);
                int color = palette.rgb(labels.labelAt(x, y));
                int mixed = 0;
                for (int shift = 0; shift <= 16; shift += 8) {
                    int sample = (pixel >> shift) & 0xFF;
                    int target = (color >> shift) & 0xFF;
                    mixed |= (int) Math.round(sample * (1 - ALPHA) + target * ALPHA) << shift;
                }
                result.setRGB(x, y, mixed);
            }
        }
        return result;
    }
}

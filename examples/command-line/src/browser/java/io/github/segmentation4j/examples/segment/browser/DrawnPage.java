package io.github.segmentation4j.examples.segment.browser;

import io.github.segmentation4j.ConfidenceMap;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.examples.segment.page.PageClass;
import io.github.segmentation4j.examples.segment.page.PageWriter;
import io.github.segmentation4j.region.Connectivity;
import io.github.segmentation4j.region.Region;
import io.github.segmentation4j.region.Regions;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/**
 * A page whose photos are drawn, so that every answer of it is known.
 *
 * @param file the page
 * @param photos what is in it
 */
record DrawnPage(Path file, List<Drawn> photos) {
    static final int GRAY = 0x808080;
    static final double ALPHA = 0.5;

    /** Labels take two bytes with as many classes. */
    private static final int CLASSES = 300;

    private static final int LAST = CLASSES - 1;
    private static final double STEPS = 255;

    /** A photo, all of one gray, with its labels. */
    record Drawn(String name, LabelMap labels, ConfidenceMap confidence, List<Region> regions) {
        static Drawn of(String name, int width, int height, int[] labels) {
            LabelMap map = LabelMap.copyOf(width, height, labels);
            float[] values = new float[labels.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) ((i * 7 + labels[i]) % 256 / STEPS);
            }
            ConfidenceMap confidence = ConfidenceMap.copyOf(width, height, values);
            List<Region> regions = Regions.of(map, Connectivity.FOUR)
                    .withConfidence(confidence)
                    .list();
            return new Drawn(name, map, confidence, regions);
        }

        int width() {
            return labels.width();
        }

        int height() {
            return labels.height();
        }

        Region regionAt(int x, int y) {
            return Regions.of(labels, Connectivity.FOUR)
                    .withConfidence(confidence)
                    .regionAt(x, y)
                    .orElseThrow();
        }

        List<Region> largestFirst() {
            return regions.stream()
                    .sorted(Comparator.comparingLong(Region::area).reversed().thenComparingInt(Region::id))
                    .toList();
        }

        /** Returns what the page says where the pointer is on a pixel of a region. */
        String facts(Region region, int x, int y) {
            long pixels = labels.pixelCount();
            long ofClass = labels.histogram(CLASSES)[region.label()];
            long pieces = regions.stream()
                    .filter(other -> other.label() == region.label())
                    .count();
            return String.join(
                    " | ",
                    DrawnPage.name(region.label()),
                    area(region.area(), pixels),
                    area(ofClass, pixels) + (pieces > 1 ? " in " + pieces + " regions" : ""),
                    percent(confidence.confidenceAt(x, y)) + " here, "
                            + percent(region.meanConfidence().orElseThrow()) + " in region");
        }

        private static String area(long count, long pixels) {
            double share = 100.0 * count / pixels;
            return String.format(Locale.ROOT, "%,d px · ", count)
                    + (share < 0.05 ? "< 0.1 %" : String.format(Locale.ROOT, "%.1f %%", share));
        }

        private static String percent(double confidence) {
            return Math.round(100 * confidence) + " %";
        }
    }

    static String name(int label) {
        return switch (label) {
            case 0 -> "background";
            case 1 -> "</script><b>bold & \"quoted\"</b>";
            case LAST -> "the last class";
            default -> "class " + label;
        };
    }

    static int color(int label) {
        return label == LAST ? 0x12FE34 : label * 0x3B1D07 & 0xFFFFFF;
    }

    static boolean drawn(int label) {
        return label > 0;
    }

    /** Draws the photos and writes the page. */
    static DrawnPage write(Path file) throws IOException {
        List<Drawn> photos = List.of(
                nested("nested <b>&amp;.png"), noise("noise.png"), Drawn.of("one pixel.png", 1, 1, new int[] {LAST}));
        List<PageClass> classes = new ArrayList<>();
        for (int label = 0; label < CLASSES; label++) {
            classes.add(new PageClass(name(label), color(label), drawn(label)));
        }
        try (PageWriter page = PageWriter.begin(Files.newOutputStream(file), classes, ALPHA)) {
            for (Drawn photo : photos) {
                page.add(photo.name, gray(photo.width(), photo.height()), photo.labels, Optional.of(photo.confidence));
            }
            page.finish();
        }
        return new DrawnPage(file, photos);
    }

    /** Writes a page with one photo that is embedded smaller than its labels are: two halves and a thin line. */
    static void writeLarge(Path file, int width, int height) throws IOException {
        int[] labels = new int[width * height];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = i / width == 0 ? 2 : i % width < width / 2 ? 0 : 1;
        }
        List<PageClass> classes = List.of(
                new PageClass("left", 0xFF0000, true),
                new PageClass("right", 0x0000FF, true),
                new PageClass("line", 0x00FF00, true));
        try (PageWriter page = PageWriter.begin(Files.newOutputStream(file), classes, ALPHA)) {
            page.add("large.png", gray(width, height), LabelMap.copyOf(width, height, labels), Optional.empty());
            page.finish();
        }
    }

    private static BufferedImage gray(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < width * height; i++) {
            image.setRGB(i % width, i / width, GRAY);
        }
        return image;
    }

    /** Frames in frames, a second island of the innermost class, and a checkerboard whose pixels touch at corners. */
    private static Drawn nested(String name) {
        int width = 48;
        int height = 32;
        int[] labels = new int[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int depth = Math.min(Math.min(x, 29 - x), Math.min(y, 29 - y));
                int label = depth < 2 ? 0 : depth < 6 ? 1 : depth < 10 ? 7 : LAST;
                boolean island = x >= 34 && x < 44 && y >= 4 && y < 10;
                boolean board = x >= 36 && x < 40 && y >= 16 && y < 20;
                labels[y * width + x] = island ? LAST : board ? 2 + (x + y) % 2 : label;
            }
        }
        return Drawn.of(name, width, height, labels);
    }

    private static Drawn noise(String name) {
        int width = 23;
        int height = 17;
        Random random = new Random(1);
        int[] labels = random.ints((long) width * height, 0, 3).toArray();
        return Drawn.of(name, width, height, labels);
    }
}

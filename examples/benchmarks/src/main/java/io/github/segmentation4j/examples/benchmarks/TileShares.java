package io.github.segmentation4j.examples.benchmarks;

import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.Photos;
import io.github.segmentation4j.model.SizeRule;
import io.github.segmentation4j.model.Tiles;
import io.github.segmentation4j.onnx.OnnxSegmenter;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Prints the share of labels that tiles change, by the width of their halo and by how they are blended: {@code TileShares PHOTO
 * MODEL...}. The photo is enlarged first, so that it has several tiles and a size that is no multiple of a stride.
 */
public final class TileShares {
    private static final int WIDTH = 1531;
    private static final int HEIGHT = 901;
    private static final int SIZE = 512;
    private static final int[] HALOS = {0, 64, 128, 192, 224, 256};

    private static final double[] OVERLAPS = {0.25, 0.5};

    private TileShares() {}

    /** The tiles of a line, in its order. */
    private static List<Tiles> kinds() {
        Tiles tiles = Tiles.create().withSize(SIZE);
        List<Tiles> kinds = new ArrayList<>();
        for (int halo : HALOS) {
            kinds.add(tiles.withHalo(halo));
        }
        for (double overlap : OVERLAPS) {
            kinds.add(tiles.withConstantBlend(overlap));
        }
        for (double overlap : OVERLAPS) {
            kinds.add(tiles.withGaussianBlend(overlap));
        }
        return kinds;
    }

    /** Prints one line for each model. */
    public static void main(String[] arguments) {
        BufferedImage photo = enlarged(Photos.read(Path.of(arguments[0])));
        for (int i = 1; i < arguments.length; i++) {
            Path model = Path.of(arguments[i]);
            try (OnnxSegmenter segmenter =
                    OnnxSegmenter.builder().size(SizeRule.asIs()).load(model)) {
                LabelMap whole = segmenter.segment(photo);
                StringBuilder line = new StringBuilder("| " + model.getFileName() + " |");
                for (Tiles tiles : kinds()) {
                    LabelMap tiled = segmenter.tiled(tiles).segment(photo);
                    line.append(String.format(Locale.ROOT, " %.3f %% |", 100 * share(whole, tiled)));
                }
                System.out.println(line);
            }
        }
    }

    private static double share(LabelMap one, LabelMap other) {
        long different = 0;
        for (int y = 0; y < one.height(); y++) {
            for (int x = 0; x < one.width(); x++) {
                different += one.labelAt(x, y) == other.labelAt(x, y) ? 0 : 1;
            }
        }
        return (double) different / one.pixelCount();
    }

    private static BufferedImage enlarged(BufferedImage photo) {
        BufferedImage larger = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = larger.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(photo, 0, 0, WIDTH, HEIGHT, null);
        graphics.dispose();
        return larger;
    }
}

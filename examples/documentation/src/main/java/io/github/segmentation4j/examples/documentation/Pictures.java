package io.github.segmentation4j.examples.documentation;

import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.Photos;
import io.github.segmentation4j.Segmentation;
import io.github.segmentation4j.onnx.OnnxSegmenter;
import io.github.segmentation4j.overlay.Colorizer;
import io.github.segmentation4j.overlay.Overlay;
import io.github.segmentation4j.overlay.Palette;
import io.github.segmentation4j.overlay.picture.SideBySide;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Draws the pictures of README.md and of the pages in docs.
 *
 * <p>Arguments: the folder of the demonstration network, a photo, and the folder that takes the pictures. The photo is
 * that of Eileen Collins, 512 pixels square, for which {@link DrawnTruth} holds the ground truth.
 */
public final class Pictures {
    private static final int BACKGROUND = 0;
    private static final int SWATCH = 24;

    /** Sets images side by side without anything between them. */
    private static final SideBySide TOUCHING = SideBySide.of().withDivider(0, 0);

    /** Thin lines and letters stay clean. */
    private static final double QUALITY = 0.82;

    private Pictures() {}

    /** Draws all pictures. */
    public static void main(String[] arguments) throws IOException {
        Path model = Path.of(arguments[0]).resolve("model.onnx");
        BufferedImage photo = Photos.read(Path.of(arguments[1]));
        Path folder = Files.createDirectories(Path.of(arguments[2]));
        try (OnnxSegmenter segmenter = OnnxSegmenter.load(model)) {
            Segmentation result = segmenter.segmentWithConfidence(photo);
            LabelMap labels = result.labels();
            Palette palette = Palette.colorBlindSafe(segmenter.classNames().size());
            Overlay overlay = Overlay.of(palette);
            write(TOUCHING.draw(photo, overlay.ignoring(BACKGROUND).draw(photo, labels)), folder, "before-after");
            write(
                    TOUCHING.draw(
                            overlay.withAlpha(1).draw(photo, labels),
                            overlay.ignoring(BACKGROUND).withAlpha(0.7).draw(photo, labels),
                            overlay.showing(segmenter.classNames().label("hair"))
                                    .draw(photo, labels)),
                    folder,
                    "overlays");
            LabelMap truth = DrawnTruth.labels(segmenter.classNames());
            for (Map.Entry<String, BufferedImage> picture :
                    Gallery.of(photo, result, truth, segmenter.classNames()).entrySet()) {
                write(picture.getValue(), folder, "gallery-" + picture.getKey());
            }
        }
        write(swatches(Palette.pascalVoc(), 21), folder, "palette-pascal-voc");
        write(swatches(Palette.generated(32), 32), folder, "palette-generated");
        write(swatches(Palette.colorBlindSafe(32), 32), folder, "palette-color-blind-safe");
    }

    /** Writes a picture as PNG if it is transparent or drawn in few colors, and as JPEG if there is a photo in it. */
    private static void write(BufferedImage image, Path folder, String name) throws IOException {
        boolean drawn = name.startsWith("palette") || name.endsWith("legend-alone");
        boolean lossless = drawn || image.getColorModel().hasAlpha();
        Photos.write(image, folder.resolve(name + (lossless ? ".png" : ".jpg")), QUALITY);
    }

    /** Draws the first colors of a palette as a row of squares. */
    private static BufferedImage swatches(Palette palette, int count) {
        LabelMap row = LabelMap.copyOf(count, 1, IntStream.range(0, count).toArray());
        return Colorizer.of(palette).colorizeRgb(row.resize(count * SWATCH, SWATCH));
    }
}
